package eigendrift.experiment.training;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.JournalReader;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.optimizer.OptimizerState;

/**
 * All that a run needs to continue with the same bits. The position in the data order follows from the step. The arrays
 * are never written to.
 *
 * @param scheduled whether it belongs to the configured schedule and is probed; an interruption takes one that does not
 * @param parameters n weights
 * @param lossSum sum of the losses of all samples in the batches since the last log row; in runs that version 0.1.0
 *     began the sum of the batches' mean losses
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
