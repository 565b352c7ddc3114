package eigendrift.experiment.training;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.JournalReader;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.optimizer.OptimizerState;

/**
 * All that a run needs to go on with the same bits. The position in the data order follows from the step. Nobody writes
 * to the arrays.
 *
 * @param scheduled whether it belongs to the configured schedule and is probed; an interruption takes one that does not
 * @param parameters n weights
 * @param lossSum sum over the samples of the batches since the last log row of their losses; in runs that version 0.1.0
 *     began the sum of the batches' means
 * @param lossCount number of these batches
 */
public record Checkpoint(
        long step,
        boolean scheduled,
        double[] parameters,
        OptimizerState optimizerState,
        double lossSum,
        int lossCount) {

    /** The checkpoint of {@code run} whose event has {@code sequenceNumber}. Reads the journal and blocks. */
    public static Checkpoint read(JournalReader journal, String experiment, String run, long sequenceNumber) {
        JournalEvent event = journal.read(
                        PersistenceIds.trainer(experiment, run).id(), sequenceNumber, sequenceNumber)
                .get(0);
        return ((Trainer.CheckpointTaken) event).checkpoint();
    }
}
