package eigendrift.network;

import eigendrift.data.Samples;

/** Inputs of some samples as a matrix of the passes' precision: the data set's own array where it can be. */
final class Inputs64 {

    private final Samples samples;
    private final double[] gathered;

    /** @param maxRows rows that can be gathered at once */
    Inputs64(Samples samples, int maxRows) {
        this.samples = samples;
        this.gathered = new double[maxRows * samples.inputSize()];
    }

    /** Copies the rows {@code rows[from .. to)} together; they then stand at offset 0. */
    double[] gather(int[] rows, int from, int to) {
        int size = samples.inputSize();
        for (int r = from; r < to; r++) {
            System.arraycopy(samples.inputs(), rows[r] * size, gathered, (r - from) * size, size);
        }
        return gathered;
    }

    /** The rows from {@code first} on; they stand at {@link #offset}. */
    static double[] range(Samples samples, int first, int count, double[] buffer) {
        return samples.inputs();
    }

    /** Where the row {@code first} stands in what {@link #range} returned. */
    static int offset(Samples samples, int first) {
        return first * samples.inputSize();
    }

    /** A buffer for {@link #range}, if it needs one. */
    static double[] buffer(Samples samples, int count) {
        return null;
    }
}
