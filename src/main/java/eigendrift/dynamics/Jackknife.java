package eigendrift.dynamics;

/**
 * The error of a statistic from its values with one replicate left out at a time (Tukey 1958; Efron and Stein 1981).
 */
final class Jackknife {

    private Jackknife() {}

    /**
     * √((K − 1)/K · Σ_k (θ_(k) − mean)²). O(K).
     *
     * @param leftOut θ_(k), the statistic without replicate k
     * @return NaN where a value is NaN, or there are fewer than two
     */
    static double standardError(double[] leftOut) {
        int count = leftOut.length;
        if (count < 2) {
            return Double.NaN;
        }
        double mean = 0;
        for (double value : leftOut) {
            mean += value / count;
        }
        double squares = 0;
        for (double value : leftOut) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt((count - 1.0) / count * squares);
    }
}
