package eigendrift.dynamics;

/**
 * The dynamic susceptibility χ₄(t_w, t) = K·Var(q²) over K seeds: how differently replicas of one experiment move
 * between two times (Franz and Parisi 2000). The variance is the unbiased one.
 *
 * <p>q² does not depend on the signs of eigenvectors. 1 − q² has the same variance and keeps the digits of small
 * movements, so pass that.
 *
 * @param seeds K
 * @param mean of the observable over seeds
 * @param chi4 K times its variance; NaN for fewer than two seeds
 * @param standardError of {@code chi4}, by the jackknife over seeds; NaN for fewer than three
 */
public record Susceptibility(int seeds, double mean, double chi4, double standardError) {

    /**
     * O(K²).
     *
     * @param values the observable, one a seed, at least one; read
     */
    public static Susceptibility of(double[] values) {
        int seeds = values.length;
        double[] leftOut = new double[seeds];
        for (int k = 0; k < seeds; k++) {
            leftOut[k] = seeds * variance(without(values, k));
        }
        return new Susceptibility(seeds, mean(values), seeds * variance(values), Jackknife.standardError(leftOut));
    }

    private static double[] without(double[] values, int k) {
        double[] others = new double[values.length - 1];
        System.arraycopy(values, 0, others, 0, k);
        System.arraycopy(values, k + 1, others, k, others.length - k);
        return others;
    }

    private static double variance(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / (values.length - 1);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
