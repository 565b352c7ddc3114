package eigendrift.dynamics;

import java.util.function.ToDoubleFunction;

/**
 * What a step u does to a loss L at w, and what its parts in a subspace and at right angles to it would do by
 * themselves: does training go on in the leading subspace (Song, Ahn and Yun 2024, "Does SGD really happen in tiny
 * subspaces?").
 *
 * @param whole L(w + u) − L(w)
 * @param top L(w + P u) − L(w)
 * @param bulk L(w + u − P u) − L(w)
 */
public record LossChange(double whole, double top, double bulk) {

    /** Where there is no step. */
    public static final LossChange NONE = new LossChange(Double.NaN, Double.NaN, Double.NaN);

    /**
     * Evaluates the loss four times. Reads the arrays, all of length n; n numbers of memory.
     *
     * @param top P u (see {@link Subspaces#project})
     */
    public static LossChange along(double[] w, double[] u, double[] top, ToDoubleFunction<double[]> loss) {
        Directions.requireLength(w.length, u, top);
        double before = loss.applyAsDouble(w);
        double[] at = new double[w.length];
        return new LossChange(
                loss.applyAsDouble(moved(w, u, 1, top, 0, at)) - before,
                loss.applyAsDouble(moved(w, u, 0, top, 1, at)) - before,
                loss.applyAsDouble(moved(w, u, 1, top, -1, at)) - before);
    }

    /** w + a u + b P u, written to {@code at}. */
    private static double[] moved(double[] w, double[] u, double a, double[] top, double b, double[] at) {
        for (int j = 0; j < at.length; j++) {
            at[j] = w[j] + (a * u[j] + b * top[j]);
        }
        return at;
    }
}
