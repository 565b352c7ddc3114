package eigendrift.journal;

import eigendrift.experiment.following.JournalEvent;
import java.time.Instant;

/**
 * An event as stored in the journal.
 *
 * @param sequenceNumber place among the events of its persistence id, from 1
 * @param written time of writing
 */
public record StoredEvent(
        String persistenceId, long sequenceNumber, Instant written, String manifest, JournalEvent event) {}
