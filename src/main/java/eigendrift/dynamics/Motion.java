package eigendrift.dynamics;

/**
 * The way of one direction through its checkpoints t_0 &lt; t_1 &lt; …, from the angles between all of them.
 *
 * @param angles θ(t_i, t_j) in radians at [i][j], i &lt; j; NaN where it was not measured
 */
public record Motion(double[][] angles) {

    private static final double RELAXED = 1 / Math.E;

    /** Σ θ(t_i, t_{i+1}) up to t_j, radians; NaN from the first neighbours on that were not compared. */
    public double pathLength(int j) {
        double sum = 0;
        for (int i = 0; i < j; i++) {
            sum += angles[i][i + 1];
        }
        return sum;
    }

    /** θ(t_0, t_j) over the path length: 1 where it turned in one sense only, as long as that is under a right angle. */
    public double netOverPath(int j) {
        return j == 0 ? Double.NaN : angles[0][j] / pathLength(j);
    }

    /** θ(t_{j−1}, t_j) over the length of that interval on a clock: steps, or ‖Δw‖. */
    public double rate(int j, double length) {
        return j == 0 ? Double.NaN : angles[j - 1][j] / length;
    }

    /**
     * Relaxation time τ(t_i): how long after t_i q² = cos²θ(t_i, t) first falls to 1/e, linear between checkpoints.
     *
     * @param times of the checkpoints
     * @return NaN where it does not fall so far, or is not measured so long
     */
    public double relaxation(int i, long[] times) {
        double before = 1;
        for (int j = i + 1; j < times.length; j++) {
            double cosine = StrictMath.cos(angles[i][j]);
            double squared = cosine * cosine;
            if (!(squared > RELAXED)) {
                double share = (before - RELAXED) / (before - squared);
                return times[j - 1] + share * (times[j] - times[j - 1]) - times[i];
            }
            before = squared;
        }
        return Double.NaN;
    }
}
