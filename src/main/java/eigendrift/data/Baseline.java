package eigendrift.data;

import eigendrift.config.Loss;

/** What a prediction that ignores the inputs reaches; a network that is no better has learned nothing. */
public final class Baseline {

    private Baseline() {}

    /**
     * With labels: the accuracy of always naming the most frequent class. With targets: the loss of always giving their
     * mean, (1/N) Σ_i ‖y_i − ȳ‖² times 1/k for the mean squared error of k outputs, times ½ for the half squared.
     * O(N k).
     *
     * @param samples at least one
     */
    public static double of(Samples samples, Loss loss) {
        return samples.labels() == null ? loss(samples, loss) : majority(samples);
    }

    private static double majority(Samples samples) {
        int[] counts = new int[samples.outputs()];
        int most = 0;
        for (int i = 0; i < samples.count(); i++) {
            most = Math.max(most, ++counts[samples.labels()[i]]);
        }
        return (double) most / samples.count();
    }

    private static double loss(Samples samples, Loss loss) {
        int n = samples.count();
        int k = samples.outputs();
        double squares = 0;
        for (int j = 0; j < k; j++) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += samples.targets()[i * k + j] / n;
            }
            for (int i = 0; i < n; i++) {
                double off = samples.targets()[i * k + j] - mean;
                squares += off * off / n;
            }
        }
        return loss == Loss.HALF_SQUARED_ERROR ? squares / 2 : squares / k;
    }
}
