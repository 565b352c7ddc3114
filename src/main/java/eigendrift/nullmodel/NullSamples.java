package eigendrift.nullmodel;

import eigendrift.data.Samples;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Data for null models: shuffled labels, Gaussian samples, or a random subset of the samples. */
public final class NullSamples {

    private NullSamples() {}

    /** {@code shuffled-labels}: labels (or target vectors) permuted among the samples; the inputs are shared. */
    public static Samples shuffledLabels(Samples samples, RandomGenerator random) {
        int[] order = permutation(samples.count(), random);
        return new Samples(
                samples.count(),
                samples.inputSize(),
                samples.inputs(),
                samples.outputs(),
                picked(samples.labels(), order),
                picked(samples.targets(), order, samples.outputs()));
    }

    /**
     * {@code initialization} with {@code data = gaussian}: as many samples of the same shape, with standard normal
     * inputs and uniform labels (standard normal targets for regression). Structure that a Hessian has on these samples
     * comes from the architecture alone.
     */
    public static Samples gaussian(Samples shape, RandomGenerator random) {
        int count = shape.count();
        double[] inputs = normals(count * shape.inputSize(), random);
        if (shape.labels() == null) {
            return new Samples(
                    count, shape.inputSize(), inputs, shape.outputs(), null, normals(count * shape.outputs(), random));
        }
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(shape.outputs());
        }
        return new Samples(count, shape.inputSize(), inputs, shape.outputs(), labels, null);
    }

    /**
     * {@code static}: {@code size} samples drawn without replacement, in random order. Copies them.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static Samples subset(Samples samples, int size, RandomGenerator random) {
        if (size < 1 || size > samples.count()) {
            throw new IllegalArgumentException("a subset of " + samples.count() + " samples has 1 to " + samples.count()
                    + ", found size = " + size);
        }
        int[] order = Arrays.copyOf(permutation(samples.count(), random), size);
        return new Samples(
                size,
                samples.inputSize(),
                picked(samples.inputs(), order, samples.inputSize()),
                samples.outputs(),
                picked(samples.labels(), order),
                picked(samples.targets(), order, samples.outputs()));
    }

    private static int[] permutation(int count, RandomGenerator random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static int[] picked(int[] values, int[] order) {
        if (values == null) {
            return null;
        }
        int[] result = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            result[i] = values[order[i]];
        }
        return result;
    }

    private static double[] picked(double[] rows, int[] order, int width) {
        if (rows == null) {
            return null;
        }
        double[] result = new double[order.length * width];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(rows, order[i] * width, result, i * width, width);
        }
        return result;
    }

    private static double[] normals(int count, RandomGenerator random) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }
}
