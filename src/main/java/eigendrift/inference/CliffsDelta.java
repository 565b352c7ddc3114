package eigendrift.inference;

/**
 * δ = P(a &gt; b) − P(a &lt; b) over all pairs of two samples, an effect size from −1 to 1 that minds order alone, with a 95 %
 * interval (Cliff 1993; the asymmetric interval of Feng and Cliff 2004, with the unbiased variance).
 *
 * @param low NaN where a sample has one value only
 */
public record CliffsDelta(double delta, double low, double high) {

    private static final double NORMAL_95 = 1.959963984540054;

    /** O(mn) for m and n values. */
    public static CliffsDelta of(double[] a, double[] b) {
        int m = a.length;
        int n = b.length;
        double[] ofA = new double[m];
        double[] ofB = new double[n];
        double delta = 0;
        double squares = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sign = Math.signum(a[i] - b[j]);
                ofA[i] += sign / n;
                ofB[j] += sign / m;
                delta += sign / m / n;
                squares += sign * sign;
            }
        }
        if (m < 2 || n < 2) {
            return new CliffsDelta(delta, Double.NaN, Double.NaN);
        }
        double pairs = (double) m * n;
        double variance = ((double) n * n * spread(ofA, delta)
                        + (double) m * m * spread(ofB, delta)
                        - (squares - pairs * delta * delta))
                / (pairs * (m - 1) * (n - 1));
        variance = Math.max(variance, (1 - delta * delta) / (pairs - 1));
        double z = NORMAL_95;
        double root = z * Math.sqrt(variance) * Math.sqrt((1 - delta * delta) * (1 - delta * delta) + z * z * variance);
        double scale = 1 - delta * delta + z * z * variance;
        double centre = delta - delta * delta * delta;
        if (scale == 0) {
            return new CliffsDelta(delta, delta, delta);
        }
        return new CliffsDelta(delta, Math.max(-1, (centre - root) / scale), Math.min(1, (centre + root) / scale));
    }

    private static double spread(double[] means, double delta) {
        double sum = 0;
        for (double mean : means) {
            sum += (mean - delta) * (mean - delta);
        }
        return sum;
    }
}
