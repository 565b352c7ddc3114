package eigendrift.data;

import java.util.Arrays;
import java.util.Locale;

/**
 * What was done to the inputs: x ← (x / divisor − shift_j) / scale_j, with j the input, for training and test samples
 * alike.
 *
 * <p>From centred inputs their mean over the training samples is subtracted; standardized ones are also divided by
 * their standard deviation there (with 1/N, as scikit-learn's StandardScaler). An input that never changes becomes 0.
 *
 * @param divisor 1 where nothing is divided
 * @param shift one an input; empty where nothing is shifted
 * @param scale one an input; empty where nothing is scaled
 */
public record Scaling(double divisor, double[] shift, double[] scale) {

    private static final double[] NONE = {};

    /** Divides all inputs, then centres and standardizes them as asked. Overwrites both. O(N d). */
    static Scaling apply(Samples train, Samples test, double divisor, boolean center, boolean standardize) {
        if (divisor != 1) {
            divide(train, divisor);
            divide(test, divisor);
        }
        double[] shift = center || standardize ? means(train) : NONE;
        double[] scale = standardize ? deviations(train, shift) : NONE;
        Scaling scaling = new Scaling(divisor, shift, scale);
        scaling.shiftAndScale(train);
        scaling.shiftAndScale(test);
        return scaling;
    }

    private static void divide(Samples samples, double divisor) {
        double[] x = samples.inputs();
        for (int i = 0; i < samples.count() * samples.inputSize(); i++) {
            x[i] /= divisor;
        }
    }

    /** An input that never changes has itself as its mean, without rounding. */
    private static double[] means(Samples samples) {
        int d = samples.inputSize();
        double[] x = samples.inputs();
        double[] means = new double[d];
        boolean[] changes = new boolean[d];
        for (int i = 0; i < samples.count(); i++) {
            for (int j = 0; j < d; j++) {
                means[j] += x[i * d + j];
                changes[j] |= x[i * d + j] != x[j];
            }
        }
        for (int j = 0; j < d; j++) {
            means[j] = changes[j] ? means[j] / samples.count() : x[j];
        }
        return means;
    }

    private static double[] deviations(Samples samples, double[] means) {
        int d = samples.inputSize();
        double[] x = samples.inputs();
        double[] squares = new double[d];
        for (int i = 0; i < samples.count(); i++) {
            for (int j = 0; j < d; j++) {
                double off = x[i * d + j] - means[j];
                squares[j] += off * off;
            }
        }
        return Arrays.stream(squares)
                .map(square -> square == 0 ? 1 : Math.sqrt(square / samples.count()))
                .toArray();
    }

    private void shiftAndScale(Samples samples) {
        int d = samples.inputSize();
        double[] x = samples.inputs();
        for (int i = 0; i < samples.count() * d && shift.length > 0; i++) {
            x[i] -= shift[i % d];
            if (scale.length > 0) {
                x[i] /= scale[i % d];
            }
        }
    }

    /** The words that follow "inputs" in a sentence; empty where nothing was done. */
    String words() {
        String divided = divisor == 1 ? "" : String.format(Locale.ROOT, "divided by %s", shown(divisor));
        String rest = scale.length > 0 ? "standardized" : shift.length > 0 ? "centred" : "";
        return divided.isEmpty() || rest.isEmpty() ? divided + rest : divided + " and " + rest;
    }

    private static String shown(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
