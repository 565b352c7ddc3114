package eigendrift.network;

import eigendrift.config.Loss;
import eigendrift.data.Samples;
import eigendrift.linalg.Elementwise64;

/**
 * The loss of a network's outputs z (rows x o): its value, its gradient and its Hessian with respect to z. All are
 * divided by the number of samples of the mean.
 */
@SuppressWarnings("cast") // the casts to double narrow in the generated single-precision twin
final class Output64 {

    private final Loss loss;
    private final Samples samples;
    private final int width;

    Output64(Loss loss, Samples samples) {
        this.loss = loss;
        this.samples = samples;
        this.width = samples.outputs();
    }

    /**
     * Sum over rows of the loss, not divided. Writes ∂/∂z of the mean to {@code error}.
     *
     * @param z rows x o, read
     * @param samplesOfRows sample of each row; null if row r is sample {@code first} + r
     * @param mean number of samples of the mean
     * @param error rows x o, written
     * @param probabilities rows x o, written with softmax(z) for cross-entropy
     */
    double /*both*/ error(
            int rows, double[] z, int[] samplesOfRows, int first, int mean, double[] error, double[] probabilities) {
        return loss == Loss.CROSS_ENTROPY
                ? crossEntropy(rows, z, samplesOfRows, first, mean, error, probabilities)
                : squared(rows, z, samplesOfRows, first, mean, error);
    }

    /**
     * With m the largest output of a row and s = Σ_{j≠m} exp(z_j − z_m): p_m = 1/(1 + s), 1 − p_m = s/(1 + s), and the
     * loss is z_m − z_label + log1p(s). None of these differences cancels, however close p_m is to 1.
     */
    private double /*both*/ crossEntropy(
            int rows, double[] z, int[] samplesOfRows, int first, int mean, double[] error, double[] probabilities) {
        double scale = (double) (1. / mean);
        double /*both*/ sum = 0;
        for (int r = 0; r < rows; r++) {
            double max = z[r * width + largest(z, r)];
            for (int j = r * width; j < (r + 1) * width; j++) {
                probabilities[j] = z[j] - max;
            }
            sum -= probabilities[r * width + samples.labels()[sample(samplesOfRows, first, r)]];
        }
        Elementwise64.INSTANCE.exp(0, rows * width, probabilities, probabilities);
        for (int r = 0; r < rows; r++) {
            int certain = r * width + largest(z, r);
            int label = r * width + samples.labels()[sample(samplesOfRows, first, r)];
            double others = 0;
            for (int j = r * width; j < (r + 1) * width; j++) {
                others += j == certain ? 0 : probabilities[j];
            }
            sum += StrictMath.log1p(others);
            double inverse = 1 / (1 + others);
            for (int j = r * width; j < (r + 1) * width; j++) {
                probabilities[j] *= inverse;
                error[j] = probabilities[j] * scale;
            }
            error[label] = label == certain ? -others * inverse * scale : error[label] - scale;
        }
        return sum;
    }

    private double /*both*/ squared(int rows, double[] z, int[] samplesOfRows, int first, int mean, double[] error) {
        double scale = curvature(mean);
        double /*both*/ sum = 0;
        for (int r = 0; r < rows; r++) {
            int sample = sample(samplesOfRows, first, r);
            for (int j = 0; j < width; j++) {
                double difference = (double) (z[r * width + j] - target(sample, j));
                error[r * width + j] = difference * scale;
                sum += (double /*both*/) difference * difference;
            }
        }
        return loss == Loss.HALF_SQUARED_ERROR ? sum / 2 : sum / width;
    }

    /** Second derivative of a squared loss, divided by the number of samples of the mean. */
    private double curvature(int mean) {
        return (double) (loss == Loss.HALF_SQUARED_ERROR ? 1. / mean : 2. / mean / width);
    }

    /** Entry j of a sample's target; of a label, entry j of its one-hot vector. */
    private double /*both*/ target(int sample, int j) {
        if (samples.labels() != null) {
            return samples.labels()[sample] == j ? 1 : 0;
        }
        return samples.targets()[sample * width + j];
    }

    /**
     * Replaces each row u of {@code tangents} by H_z u: (diag p − ppᵀ)u for cross-entropy, a multiple of u for squared
     * losses.
     *
     * <p>A constant added to u changes nothing, so u_m of the largest p_m is taken off first. Then Σ p u is of the
     * order of 1 − p_m, and p_j (u_j − Σ p u) does not cancel where p_m is nearly 1.
     */
    void applyHessian(int rows, double[] probabilities, int mean, double[] tangents) {
        if (loss != Loss.CROSS_ENTROPY) {
            double scale = curvature(mean);
            for (int i = 0; i < rows * width; i++) {
                tangents[i] *= scale;
            }
            return;
        }
        double scale = (double) (1. / mean);
        for (int r = 0; r < rows; r++) {
            double shift = tangents[r * width + largest(probabilities, r)];
            double along = 0;
            for (int j = r * width; j < (r + 1) * width; j++) {
                tangents[j] -= shift;
                along += probabilities[j] * tangents[j];
            }
            for (int j = r * width; j < (r + 1) * width; j++) {
                tangents[j] = scale * probabilities[j] * (tangents[j] - along);
            }
        }
    }

    /** Number of rows whose largest output is that of their label. */
    int correct(int rows, double[] z, int first) {
        int correct = 0;
        for (int r = 0; r < rows; r++) {
            correct += largest(z, r) == samples.labels()[first + r] ? 1 : 0;
        }
        return correct;
    }

    private int largest(double[] z, int row) {
        int best = 0;
        for (int j = 1; j < width; j++) {
            best = z[row * width + j] > z[row * width + best] ? j : best;
        }
        return best;
    }

    private static int sample(int[] samplesOfRows, int first, int row) {
        return samplesOfRows == null ? first + row : samplesOfRows[first + row];
    }
}
