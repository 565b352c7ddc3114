package eigendrift.report.chart;

import eigendrift.inference.Quantile;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A quantity over steps for one optimizer: every seed, and what they have in common.
 *
 * @param x the steps at which any seed has a finite value, ascending
 * @param median over the seeds that have one at that step
 * @param low lower end of the band: the smallest value, from {@link #FOR_QUARTILES} seeds on the lower quartile
 * @param high upper end of the band
 * @param each one row a seed; NaN where that seed has no value
 * @param runs the run of each row
 */
record Curve(
        String optimizer,
        double[] x,
        double[] median,
        double[] low,
        double[] high,
        List<double[]> each,
        List<String> runs) {
    static final int FOR_QUARTILES = 5;

    /** Opacity of a band. */
    static final double BAND = 0.16;

    int seeds() {
        return each.size();
    }

    /**
     * One curve for every optimizer that has a finite value, in the order of the runs.
     *
     * @param run name of a row's run
     * @param step abscissa of a row
     * @param value ordinate of a row; left out where not finite
     */
    static <R> List<Curve> of(
            PlotContext runs,
            Collection<R> rows,
            Function<R, String> run,
            ToDoubleFunction<R> step,
            ToDoubleFunction<R> value) {
        Map<String, Map<String, Map<Double, Double>>> byOptimizer = new HashMap<>();
        for (R row : rows) {
            double y = value.applyAsDouble(row);
            String optimizer = runs.optimizerOf().get(run.apply(row));
            if (Double.isFinite(y) && optimizer != null) {
                byOptimizer
                        .computeIfAbsent(optimizer, o -> new LinkedHashMap<>())
                        .computeIfAbsent(run.apply(row), r -> new HashMap<>())
                        .put(step.applyAsDouble(row), y);
            }
        }
        List<Curve> curves = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            if (byOptimizer.containsKey(optimizer)) {
                curves.add(over(optimizer, byOptimizer.get(optimizer)));
            }
        }
        return curves;
    }

    private static Curve over(String optimizer, Map<String, Map<Double, Double>> byRun) {
        Collection<Map<Double, Double>> seeds = byRun.values();
        TreeMap<Double, List<Double>> byStep = new TreeMap<>();
        seeds.forEach(seed -> seed.forEach((step, value) ->
                byStep.computeIfAbsent(step, s -> new ArrayList<>()).add(value)));
        double[] x = byStep.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[][] sorted = byStep.values().stream()
                .map(values -> values.stream()
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray())
                .toArray(double[][]::new);
        double tail = tail(seeds.size());
        List<double[]> each = seeds.stream()
                .map(seed -> DoubleStream.of(x)
                        .map(step -> seed.getOrDefault(step, Double.NaN))
                        .toArray())
                .toList();
        return new Curve(
                optimizer,
                x,
                quantile(sorted, 0.5),
                quantile(sorted, tail),
                quantile(sorted, 1 - tail),
                each,
                List.copyOf(byRun.keySet()));
    }

    /** Where the band of so many seeds ends: at their range, or their quartiles. */
    static double tail(int seeds) {
        return seeds < FOR_QUARTILES ? 0 : 0.25;
    }

    private static double[] quantile(double[][] sorted, double part) {
        return Arrays.stream(sorted)
                .mapToDouble(values -> Quantile.of(values, part))
                .toArray();
    }

    /** The band over the seeds, where there are several. */
    Optional<Mark> band(String series, SeriesColor ink) {
        return seeds() > 1
                ? Optional.of(new Mark.Band(series, "band", ink.faded(BAND), x, low, high))
                : Optional.empty();
    }

    /** What lines and bands of these curves are, for a caption. */
    static String words(List<Curve> curves) {
        int most = curves.stream().mapToInt(Curve::seeds).max().orElse(0);
        return most <= 1 ? "One seed per optimizer, so no band." : "Line: " + spread(curves);
    }

    /** What middles and ends of several seeds are. */
    static String spread(List<Curve> curves) {
        int fewest = curves.stream().mapToInt(Curve::seeds).min().orElse(0);
        int most = curves.stream().mapToInt(Curve::seeds).max().orElse(0);
        if (most <= 1) {
            return "one seed per optimizer, so no band.";
        }
        String count = fewest == most ? "n = " + most : "n = " + fewest + " to " + most;
        String band = fewest >= FOR_QUARTILES
                ? "band: their quartiles"
                : most < FOR_QUARTILES
                        ? "band: their range"
                        : "band: their range, or their quartiles from five seeds on";
        return "median over seeds (" + count + " per optimizer); " + band + ".";
    }

    /** Whether at least half of the seeds that have a value at a step have one of .5 or more: for indicators. */
    boolean[] mostly() {
        boolean[] mostly = new boolean[x.length];
        IntStream.range(0, x.length).forEach(i -> mostly[i] = median[i] >= 0.5);
        return mostly;
    }
}
