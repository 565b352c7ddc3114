package eigendrift.optimizer;

import eigendrift.linalg.Blas;

/**
 * A step t along d that holds the strong Wolfe conditions f(t) ≤ f(0) + c₁ t f′(0) and |f′(t)| ≤ c₂ |f′(0)|: brackets
 * one, then narrows the bracket by cubic interpolation (Nocedal and Wright 2006, algorithms 3.5 and 3.6), with the
 * safeguards of torch.optim.LBFGS.
 */
final class LineSearch {

    private static final double DECREASE = 1e-4;
    private static final double CURVATURE = .9;
    private static final int MAX_EVALUATIONS = 25;
    private static final double LEAST_STRETCH = .01;
    private static final double MOST_STRETCH = 10;

    /** Closer than this share of the bracket to one of its ends, an interpolated step counts as no progress. */
    private static final double MARGIN = .1;

    /** f(t), its gradient and its slope along d. */
    record Point(double t, double loss, double[] gradient, double slope) {}

    private final Objective objective;
    private final double[] start;
    private final double[] direction;
    private final double length;
    private final double toleranceChange;
    private int evaluations;
    private Point origin;

    LineSearch(Objective objective, double[] start, double[] direction, double toleranceChange) {
        this.objective = objective;
        this.start = start;
        this.direction = direction;
        this.toleranceChange = toleranceChange;
        double largest = 0;
        for (double entry : direction) {
            largest = Math.max(largest, Math.abs(entry));
        }
        length = largest;
    }

    int evaluations() {
        return evaluations;
    }

    /** The step reached from a first try {@code t}; loss, gradient and slope are those at 0. */
    Point from(double t, double loss, double[] gradient, double slope) {
        origin = new Point(0, loss, gradient, slope);
        Point previous = origin;
        Point now = at(t);
        for (int i = 0; i < MAX_EVALUATIONS; i++) {
            if (tooHigh(now) || i > 1 && now.loss >= previous.loss || !flat(now) && now.slope >= 0) {
                return zoom(previous, now, i);
            }
            if (flat(now)) {
                return now;
            }
            double least = now.t + LEAST_STRETCH * (now.t - previous.t);
            double next = interpolate(previous, now, least, now.t * MOST_STRETCH);
            previous = now;
            now = at(next);
        }
        return origin.loss <= now.loss ? origin : now;
    }

    private Point at(double t) {
        double[] p = start.clone();
        double[] gradient = new double[p.length];
        Blas.axpy(p.length, t, direction, 0, p, 0);
        double loss = objective.evaluate(p, gradient);
        evaluations++;
        return new Point(t, loss, gradient, Blas.dot(p.length, gradient, 0, direction, 0));
    }

    private boolean tooHigh(Point point) {
        return point.loss > origin.loss + DECREASE * point.t * origin.slope;
    }

    private boolean flat(Point point) {
        return Math.abs(point.slope) <= -CURVATURE * origin.slope;
    }

    private Point zoom(Point a, Point b, int tries) {
        Point low = a.loss <= b.loss ? a : b;
        Point high = a.loss <= b.loss ? b : a;
        boolean stalled = false;
        for (int i = tries; i < MAX_EVALUATIONS; i++) {
            double left = Math.min(low.t, high.t);
            double right = Math.max(low.t, high.t);
            if ((right - left) * length < toleranceChange) {
                return low;
            }
            double t = low.t < high.t ? interpolate(low, high, left, right) : interpolate(high, low, left, right);
            double margin = MARGIN * (right - left);
            if (Math.min(right - t, t - left) < margin) {
                if (stalled || t >= right || t <= left) {
                    t = Math.abs(t - right) < Math.abs(t - left) ? right - margin : left + margin;
                    stalled = false;
                } else {
                    stalled = true;
                }
            } else {
                stalled = false;
            }
            Point now = at(t);
            if (tooHigh(now) || now.loss >= low.loss) {
                high = now;
                if (high.loss < low.loss) {
                    high = low;
                    low = now;
                }
            } else if (flat(now)) {
                return now;
            } else {
                if (now.slope * (high.t - low.t) >= 0) {
                    high = low;
                }
                low = now;
            }
        }
        return low;
    }

    /**
     * Minimum of the cubic through both values and slopes, a left of b, within bounds; their middle where there is
     * none.
     */
    private static double interpolate(Point a, Point b, double least, double most) {
        double d1 = a.slope + b.slope - 3 * (a.loss - b.loss) / (a.t - b.t);
        double square = d1 * d1 - a.slope * b.slope;
        if (!(square >= 0)) {
            return (least + most) / 2;
        }
        double d2 = Math.sqrt(square);
        double t = b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
        return Math.min(Math.max(t, least), most);
    }
}
