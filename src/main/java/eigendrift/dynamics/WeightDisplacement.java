package eigendrift.dynamics;

/** How far the weights moved. */
public final class WeightDisplacement {

    private WeightDisplacement() {}

    /** Δ = (1/n) Σ_j (w_j(t) − w_j(t_w))², the mean square displacement of Baity-Jesi et al. (2018). O(n). */
    public static double meanSquare(double[] from, double[] to) {
        return squaredDistance(from, to) / from.length;
    }

    /** ‖w(t) − w(t_w)‖, the clock by which optimizers of different speed are compared. O(n). */
    public static double distance(double[] from, double[] to) {
        return Math.sqrt(squaredDistance(from, to));
    }

    private static double squaredDistance(double[] from, double[] to) {
        Directions.requireLength(from.length, to);
        double sum = 0;
        for (int j = 0; j < from.length; j++) {
            double d = to[j] - from[j];
            sum += d * d;
        }
        return sum;
    }
}
