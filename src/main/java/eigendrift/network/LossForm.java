package eigendrift.network;

import eigendrift.config.Loss;

/** yᵀH_z y of the loss of one sample with outputs z, not divided by the number of samples. */
record LossForm(Loss loss, int outputs) {

    /**
     * The variance of y under p = softmax(z) for cross-entropy, a sum of terms that are not negative; a multiple of
     * ‖y‖² for squared losses.
     *
     * @param z outputs, of which row {@code row} is the sample's
     */
    double at(double[] z, int row, double[] y) {
        return switch (loss) {
            case CROSS_ENTROPY -> variance(z, row * outputs, y);
            case HALF_SQUARED_ERROR -> square(y);
            case MEAN_SQUARED_ERROR -> 2 * square(y) / outputs;
        };
    }

    private double variance(double[] z, int from, double[] y) {
        int largest = 0;
        for (int j = 1; j < outputs; j++) {
            largest = z[from + j] > z[from + largest] ? j : largest;
        }
        double total = 0;
        double mean = 0;
        for (int j = 0; j < outputs; j++) {
            double weight = StrictMath.exp(z[from + j] - z[from + largest]);
            total += weight;
            mean += weight * (y[j] - y[largest]);
        }
        mean /= total;
        double sum = 0;
        for (int j = 0; j < outputs; j++) {
            double rest = y[j] - y[largest] - mean;
            sum += StrictMath.exp(z[from + j] - z[from + largest]) * rest * rest;
        }
        return sum / total;
    }

    private static double square(double[] y) {
        double sum = 0;
        for (double entry : y) {
            sum += entry * entry;
        }
        return sum;
    }
}
