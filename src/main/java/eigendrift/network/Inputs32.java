package eigendrift.network;

import eigendrift.data.Samples;

/** Inputs of some samples as a matrix of floats, converted when asked for. */
final class Inputs32 {

    private final Samples samples;
    private final float[] gathered;

    /** @param maxRows rows that can be gathered at once */
    Inputs32(Samples samples, int maxRows) {
        this.samples = samples;
        this.gathered = new float[maxRows * samples.inputSize()];
    }

    /** Copies the rows {@code rows[from .. to)} together; they then stand at offset 0. */
    float[] gather(int[] rows, int from, int to) {
        int size = samples.inputSize();
        for (int r = from; r < to; r++) {
            convert(samples.inputs(), rows[r] * size, size, gathered, (r - from) * size);
        }
        return gathered;
    }

    /** The rows from {@code first} on, converted into {@code buffer}. */
    static float[] range(Samples samples, int first, int count, float[] buffer) {
        int size = samples.inputSize();
        convert(samples.inputs(), first * size, count * size, buffer, 0);
        return buffer;
    }

    /** Where the row {@code first} stands in what {@link #range} returned. */
    static int offset(Samples samples, int first) {
        return 0;
    }

    /** A buffer for {@link #range}. */
    static float[] buffer(Samples samples, int count) {
        return new float[count * samples.inputSize()];
    }

    private static void convert(double[] from, int fromOffset, int count, float[] to, int toOffset) {
        for (int i = 0; i < count; i++) {
            to[toOffset + i] = (float) from[fromOffset + i];
        }
    }
}
