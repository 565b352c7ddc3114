package eigendrift.journal;

import eigendrift.experiment.following.JournalEvent;
import java.util.Optional;

/**
 * One event in full, whether or not it can be read.
 *
 * @param event empty for a damaged one
 * @param damage what is wrong with it; empty for a whole one
 */
public record EventRecord(EventHead head, Optional<JournalEvent> event, String damage) {}
