package eigendrift.data;

import eigendrift.random.Streams;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The order in which a run sees its training samples: a function of the streams' root seed and the epoch alone, so
 * every optimizer of a seed sees the same batches, and a resumed run needs no generator state.
 *
 * @param samples N, at least 1
 * @param batchSize at least 1; N or more means the full batch, every time in natural order
 */
public record BatchOrder(Streams streams, int samples, int batchSize) {

    public BatchOrder {
        if (samples < 1 || batchSize < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "expected samples and batchSize of at least 1, found samples = %d, batchSize = %d",
                    samples,
                    batchSize));
        }
    }

    /** Number of batches that together hold every sample once; the last may be smaller. */
    public int stepsPerEpoch() {
        return (samples - 1) / batchSize + 1;
    }

    /**
     * The samples in the order of an epoch, a new array; O(N).
     *
     * @param epoch from 0
     */
    public int[] epoch(long epoch) {
        return batchSize >= samples
                ? IntStream.range(0, samples).toArray()
                : shuffled(samples, streams.stream("batch-order", epoch));
    }

    /** 0 .. n − 1 shuffled after Fisher and Yates, as Durstenfeld, "Algorithm 235" (1964), has it. */
    static int[] shuffled(int n, RandomGenerator random) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
