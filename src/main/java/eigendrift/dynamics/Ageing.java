package eigendrift.dynamics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

/**
 * Is a correlation q²(t_w, t_w + lag) a function of lag/t_w^μ? μ = 0 is stationary, μ = 1 simple ageing: the system
 * moves on the scale of its own age (Struik 1978; Vincent et al. 1997).
 *
 * <p>μ minimizes, over [{@value #LOWEST}, {@value #HIGHEST}], the squared distance of the mean over seeds, each pair of
 * times weighted by its number of seeds, from one {@link PenalizedSpline} in ln(lag) − μ ln(t_w), which has the same
 * number of coefficients for every μ.
 *
 * @param mu NaN where there is too little data ({@value #FEWEST_WAITING} waiting times with several lags,
 *     {@value #FEWEST_POINTS} points, values that differ), or the minimum is at an end of the interval
 * @param standardError by the jackknife over seeds, of one seed over waiting times; NaN where {@code mu} is NaN, also
 *     without one of them
 * @param residual root mean square distance from the common curve
 * @param points pairs of times with t_w &gt; 0 that were fitted; of more than {@value #MOST_TIMES} times a selection
 */
public record Ageing(double mu, double standardError, double residual, int points) {

    public static final double LOWEST = -.5;
    public static final double HIGHEST = 2;
    static final int FEWEST_WAITING = 3;
    static final int FEWEST_POINTS = 10;

    /**
     * With more times than this, a selection that is even in ln t is fitted, because pairs grow with the square of
     * their number.
     */
    static final int MOST_TIMES = 64;

    private static final int GRID = 50;
    private static final double TOLERANCE = 1e-5;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** q² of one seed between t_w = {@code waiting} and t_w + {@code lag}. */
    public record Correlation(long waiting, long lag, double value) {}

    /** Mean over seeds. */
    private record Point(double lnWaiting, double lnLag, double value, int seeds) {}

    /**
     * O(K · N) for K seeds, or waiting times of one, and N pairs of times, some ninety splines each.
     *
     * @param seeds the correlations of each, finite; those of t_w = 0, which has no logarithm, are left out
     */
    public static Ageing of(List<List<Correlation>> seeds) {
        return ofThinned(thinned(seeds));
    }

    private static List<List<Correlation>> thinned(List<List<Correlation>> seeds) {
        TreeSet<Long> times = new TreeSet<>();
        seeds.forEach(seed -> seed.forEach(row -> times.addAll(List.of(row.waiting(), row.waiting() + row.lag()))));
        Set<Long> kept = selection(times);
        return seeds.stream()
                .map(seed -> seed.stream()
                        .filter(row -> kept.contains(row.waiting()) && kept.contains(row.waiting() + row.lag()))
                        .toList())
                .toList();
    }

    /** The times that are used: all, or without 0 a selection of {@value #MOST_TIMES}, even in ln t. */
    public static Set<Long> selection(SortedSet<Long> all) {
        TreeSet<Long> times = new TreeSet<>(all);
        times.remove(0L);
        if (times.size() <= MOST_TIMES) {
            return all;
        }
        double low = StrictMath.log(times.first());
        double width = (StrictMath.log(times.last()) - low) / (MOST_TIMES - 1);
        Set<Long> kept = new HashSet<>();
        for (int i = 0; i < MOST_TIMES; i++) {
            kept.add(times.floor(Math.max(times.first(), Math.round(StrictMath.exp(low + i * width)))));
        }
        return kept;
    }

    private static Ageing ofThinned(List<List<Correlation>> seeds) {
        List<Point> points = points(seeds);
        double mu = collapse(points);
        if (Double.isNaN(mu)) {
            return new Ageing(Double.NaN, Double.NaN, Double.NaN, points.size());
        }
        double weight = points.stream().mapToInt(Point::seeds).sum();
        double residual = Math.sqrt(spline(points, mu).squares() / weight);
        double[] leftOut = seeds.size() > 1 ? withoutSeeds(seeds) : withoutWaitingTimes(points);
        return new Ageing(mu, Jackknife.standardError(leftOut), residual, points.size());
    }

    private static List<Point> points(Collection<List<Correlation>> seeds) {
        Map<Long, Map<Long, List<Double>>> values = new TreeMap<>();
        seeds.forEach(seed -> seed.stream().filter(row -> row.waiting() > 0).forEach(row -> values.computeIfAbsent(
                        row.waiting(), t -> new TreeMap<>())
                .computeIfAbsent(row.lag(), t -> new ArrayList<>())
                .add(row.value())));
        List<Point> points = new ArrayList<>();
        values.forEach((waiting, lags) -> lags.forEach((lag, each) -> points.add(new Point(
                StrictMath.log(waiting),
                StrictMath.log(lag),
                each.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                each.size()))));
        return points;
    }

    private static double[] withoutSeeds(List<List<Correlation>> seeds) {
        double[] mu = new double[seeds.size()];
        for (int k = 0; k < mu.length; k++) {
            List<List<Correlation>> others = new ArrayList<>(seeds);
            others.remove(k);
            mu[k] = collapse(points(others));
        }
        return mu;
    }

    private static double[] withoutWaitingTimes(List<Point> points) {
        return lags(points).keySet().stream()
                .mapToDouble(waiting -> collapse(points.stream()
                        .filter(point -> point.lnWaiting() != waiting)
                        .toList()))
                .toArray();
    }

    /** Number of lags at each waiting time. */
    private static Map<Double, Integer> lags(List<Point> points) {
        Map<Double, Integer> lags = new TreeMap<>();
        points.forEach(point -> lags.merge(point.lnWaiting(), 1, Integer::sum));
        return lags;
    }

    private static double collapse(List<Point> points) {
        boolean flat = points.stream().mapToDouble(Point::value).distinct().count() < 2;
        long several = lags(points).values().stream().filter(lags -> lags > 1).count();
        if (flat || points.size() < FEWEST_POINTS || several < FEWEST_WAITING) {
            return Double.NaN;
        }
        return minimum(mu -> spline(points, mu).objective());
    }

    private static PenalizedSpline spline(List<Point> points, double mu) {
        return PenalizedSpline.fit(
                points.stream()
                        .mapToDouble(point -> point.lnLag() - mu * point.lnWaiting())
                        .toArray(),
                points.stream().mapToDouble(Point::value).toArray(),
                points.stream().mapToDouble(Point::seeds).toArray());
    }

    /**
     * The least of a grid, refined by golden section between its neighbours (Kiefer 1953); NaN where it is at an end.
     */
    private static double minimum(DoubleUnaryOperator f) {
        double step = (HIGHEST - LOWEST) / GRID;
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            double value = f.applyAsDouble(LOWEST + i * step);
            if (value < least) {
                least = value;
                best = i;
            }
        }
        if (best == 0 || best == GRID) {
            return Double.NaN;
        }
        double a = LOWEST + (best - 1) * step;
        double b = LOWEST + (best + 1) * step;
        while (b - a > TOLERANCE) {
            double left = b - GOLDEN * (b - a);
            double right = a + GOLDEN * (b - a);
            if (f.applyAsDouble(left) < f.applyAsDouble(right)) {
                b = right;
            } else {
                a = left;
            }
        }
        return (a + b) / 2;
    }
}
