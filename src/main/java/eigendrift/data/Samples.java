package eigendrift.data;

/**
 * Samples of a data set. The arrays are shared, not copied; nobody writes to them.
 *
 * @param count N
 * @param inputs N x d, row-major
 * @param outputs number of classes, or length of a target vector
 * @param labels N class labels in 0 .. outputs − 1, or null for regression
 * @param targets N x outputs, row-major, or null for classification
 */
public record Samples(int count, int inputSize, double[] inputs, int outputs, int[] labels, double[] targets) {

    /** The first {@code n} samples, on the same arrays. */
    public Samples first(int n) {
        return new Samples(Math.min(n, count), inputSize, inputs, outputs, labels, targets);
    }
}
