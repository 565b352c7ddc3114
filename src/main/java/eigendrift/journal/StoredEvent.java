package eigendrift.journal;

import eigendrift.experiment.following.JournalEvent;
import java.time.Instant;

/**
 * An event as it stands in the journal.
 *
 * @param sequenceNumber place among the events of its persistence id, from 1
 * @param written when
 */
public record StoredEvent(
        String persistenceId, long sequenceNumber, Instant written, String manifest, JournalEvent event) {}
