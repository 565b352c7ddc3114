package eigendrift.network;

import eigendrift.data.Samples;

/** Gathers the inputs of a batch into one matrix. */
final class Inputs64 {

    private final Samples samples;
    private final double[] gathered;

    /** @param maxRows rows that can be gathered at once */
    Inputs64(Samples samples, int maxRows) {
        this.samples = samples;
        this.gathered = new double[maxRows * samples.inputSize()];
    }

    /** Copies the rows {@code rows[from .. to)} together; the first of them is at offset 0 of the result. */
    double[] gather(int[] rows, int from, int to) {
        int size = samples.inputSize();
        double[] inputs = samples.inputs64();
        for (int r = from; r < to; r++) {
            System.arraycopy(inputs, rows[r] * size, gathered, (r - from) * size, size);
        }
        return gathered;
    }
}
