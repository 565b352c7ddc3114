package eigendrift.dynamics;

import java.util.Arrays;

/**
 * The trajectory of one direction through its checkpoints t_0 &lt; t_1 &lt; …, from the angles between them, which are
 * added one by one. O(m) memory for m checkpoints.
 */
public final class Trajectory {

    private static final double RELAXED = 1 / Math.E;
    private static final int NONE = -1;

    private final long[] times;
    private final double[] fromFirst;
    private final double[] fromBefore;
    private final double[] relaxation;

    /**
     * For the checkpoint whose relaxation is being measured: the next checkpoint to compare, or NONE, and q² at the one
     * before it.
     */
    private int next = NONE;

    private int first = NONE;
    private double before;

    /** @param times of the checkpoints, ascending */
    public Trajectory(long[] times) {
        this.times = times.clone();
        this.fromFirst = unknown();
        this.fromBefore = unknown();
        this.relaxation = unknown();
    }

    private double[] unknown() {
        double[] values = new double[times.length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /**
     * Adds a measured angle; calls ascend by i, then by j.
     *
     * @param angle θ(t_i, t_j) in radians, i &lt; j
     */
    public void add(int i, int j, double angle) {
        if (i == 0) {
            fromFirst[j] = angle;
        }
        if (j == i + 1) {
            fromBefore[j] = angle;
        }
        if (i != first) {
            first = i;
            next = i + 1;
            before = 1;
        }
        next = j == next ? relax(i, j, angle) : NONE;
    }

    private int relax(int i, int j, double angle) {
        double cosine = StrictMath.cos(angle);
        double squared = cosine * cosine;
        if (!(squared > RELAXED)) {
            double share = (before - RELAXED) / (before - squared);
            relaxation[i] = times[j - 1] + share * (times[j] - times[j - 1]) - times[i];
            return NONE;
        }
        before = squared;
        return j + 1;
    }

    /** Σ θ(t_i, t_{i+1}) up to t_j, radians; NaN from the first neighbours on that were not compared. */
    public double pathLength(int j) {
        double sum = 0;
        for (int i = 1; i <= j; i++) {
            sum += fromBefore[i];
        }
        return sum;
    }

    /** θ(t_0, t_j) over the path length: 1 where it turned in one plane and one sense by less than a right angle. */
    public double netOverPath(int j) {
        return j == 0 ? Double.NaN : fromFirst[j] / pathLength(j);
    }

    /** θ(t_{j−1}, t_j) over the length of that interval on a clock: steps, or ‖Δw‖. */
    public double rate(int j, double length) {
        return j == 0 ? Double.NaN : fromBefore[j] / length;
    }

    /**
     * Relaxation time τ(t_i): how long after t_i q² = cos²θ(t_i, t) first falls to 1/e, linear between checkpoints.
     *
     * @return NaN where q² does not fall to 1/e at the measured checkpoints
     */
    public double relaxation(int i) {
        return relaxation[i];
    }
}
