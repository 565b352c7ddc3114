package eigendrift.inference;

/**
 * δ = P(a &gt; b) − P(a &lt; b) over all pairs of two samples, an effect size from −1 to 1 that depends on order alone,
 * with a 95 % interval (Cliff 1993; the asymmetric interval of Feng and Cliff 2004, with the unbiased variance).
 *
 * <p>If the samples do not overlap that variance is 0 and useless. Then the bound is the δ from which the observed ±1
 * is z standard deviations away, at the largest possible variance (1 − δ²)/k for the smaller size k (their equation 6):
 * ±(k − z²)/(k + z²), .35 for 8 and 8.
 *
 * @param low NaN where a sample has one value only
 */
public record CliffsDelta(double delta, double low, double high) {

    private static final double NORMAL_95 = 1.959963984540054;

    /** O(mn) for m and n values. */
    public static CliffsDelta of(double[] a, double[] b) {
        int m = a.length;
        int n = b.length;
        // Counted in whole numbers, so that δ of samples that do not overlap is exactly ±1.
        double[] ofA = new double[m];
        double[] ofB = new double[n];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sign = Math.signum(a[i] - b[j]);
                ofA[i] += sign;
                ofB[j] += sign;
                sum += sign;
                squares += sign * sign;
            }
        }
        double pairs = (double) m * n;
        double delta = sum / pairs;
        if (m < 2 || n < 2) {
            return new CliffsDelta(delta, Double.NaN, Double.NaN);
        }
        double z = NORMAL_95;
        if (Math.abs(delta) == 1) {
            double nearer = (Math.min(m, n) - z * z) / (Math.min(m, n) + z * z);
            return delta > 0 ? new CliffsDelta(1, nearer, 1) : new CliffsDelta(-1, -1, -nearer);
        }
        double variance = (spread(ofA, n * delta) + spread(ofB, m * delta) - (squares - pairs * delta * delta))
                / (pairs * (m - 1) * (n - 1));
        variance = Math.max(variance, (1 - delta * delta) / (pairs - 1));
        double root = z * Math.sqrt(variance) * Math.sqrt((1 - delta * delta) * (1 - delta * delta) + z * z * variance);
        double scale = 1 - delta * delta + z * z * variance;
        double centre = delta - delta * delta * delta;
        return new CliffsDelta(delta, Math.max(-1, (centre - root) / scale), Math.min(1, (centre + root) / scale));
    }

    private static double spread(double[] sums, double mean) {
        double squares = 0;
        for (double sum : sums) {
            squares += (sum - mean) * (sum - mean);
        }
        return squares;
    }
}
