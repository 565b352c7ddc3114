package eigendrift.network;

import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.data.Samples;

/**
 * Loss and gradient of a network on batches of its samples. Owns its buffers, so use one object a thread; a call
 * allocates nothing.
 */
public interface BatchLoss {

    /**
     * The mean loss over some samples, and its gradient.
     *
     * @param parameters n weights, read
     * @param rows sample numbers, of which those from {@code from} to {@code to} − 1 are the batch
     * @param gradient n entries, written
     */
    double gradient(double[] parameters, int[] rows, int from, int to, double[] gradient);

    /** Loss and accuracy over all samples. Reads {@code parameters}. */
    Evaluation evaluate(double[] parameters);

    /** @param maxBatch the largest batch that will be asked for */
    static BatchLoss of(Architecture architecture, Loss loss, Samples samples, Precision precision, int maxBatch) {
        return switch (precision) {
            case FLOAT32 -> new BatchLoss32(architecture, loss, samples, maxBatch);
            case FLOAT64 -> new BatchLoss64(architecture, loss, samples, maxBatch);
        };
    }
}
