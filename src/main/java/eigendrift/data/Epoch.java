package eigendrift.data;

import java.util.Locale;

/**
 * The batches of one epoch.
 *
 * @param firstStep the epoch's first update step
 * @param order the samples in the order of this epoch; never written to
 */
public record Epoch(long firstStep, int[] order, int batchSize) {

    /** Whether {@code step} is one of this epoch's. */
    public boolean holds(long step) {
        return step >= firstStep && step - firstStep <= (order.length - 1) / batchSize;
    }

    /** The batch of an update step. */
    public Batch batch(long step) {
        if (!holds(step)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "expected a step of the epoch that begins at step %d, found step = %d",
                    firstStep,
                    step));
        }
        int from = (int) (step - firstStep) * batchSize;
        return new Batch(order, from, Math.min(batchSize, order.length - from));
    }
}
