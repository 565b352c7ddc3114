package eigendrift.data;

/**
 * Samples of a data set. The arrays are shared, not copied, and never written to.
 *
 * @param count N
 * @param inputs N x d, row-major
 * @param outputs number of classes, or length of a target vector
 * @param labels N class labels in 0 .. outputs − 1, or null for regression
 * @param targets N x outputs, row-major, or null for classification
 * @param single the inputs for passes in single precision
 */
public record Samples(
        int count, int inputSize, double[] inputs, int outputs, int[] labels, double[] targets, SingleInputs single) {

    public Samples(int count, int inputSize, double[] inputs, int outputs, int[] labels, double[] targets) {
        this(count, inputSize, inputs, outputs, labels, targets, new SingleInputs(inputs));
    }

    /** N x d, row-major, in double precision. */
    public double[] inputs64() {
        return inputs;
    }

    /** N x d, row-major, in single precision. */
    public float[] inputs32() {
        return single.get();
    }

    /** The first {@code n} samples, on the same arrays. */
    public Samples first(int n) {
        return new Samples(Math.min(n, count), inputSize, inputs, outputs, labels, targets, single);
    }
}
