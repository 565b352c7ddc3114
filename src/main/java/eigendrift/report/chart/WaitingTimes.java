package eigendrift.report.chart;

import eigendrift.inference.Quantile;
import eigendrift.readmodel.Views;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A quantity of two times under one optimizer, as curves over the lag, one for each of several waiting times.
 *
 * @param times those with two lags or more, ascending
 * @param values of every seed, ascending, by waiting time, then lag; of the waiting times that are shown
 */
record WaitingTimes(List<Long> times, Map<Long, Map<Long, double[]>> values) {

    /** What {@link #marks} draws, for a caption. */
    static final String WORDS = " Line: mean over seeds; band: their range, or from five seeds on their quartiles.";

    /** More curves could not be told apart. */
    private static final int MOST = 6;

    private static final double FAINTEST = 0.35;

    /**
     * Walks the rows twice.
     *
     * @param value of a row; left out where not finite
     */
    static <R> WaitingTimes of(
            Collection<R> rows, ToLongFunction<R> from, ToLongFunction<R> to, ToDoubleFunction<R> value) {
        Collection<R> finite = Views.filter(rows, row -> Double.isFinite(value.applyAsDouble(row)));
        List<Long> times = several(finite, from, to);
        Set<Long> shown = new HashSet<>(selection(times));
        shown.addAll(selection(aged(times)));
        Map<Long, Map<Long, List<Double>>> values = new TreeMap<>();
        Views.filter(finite, row -> shown.contains(from.applyAsLong(row)))
                .forEach(row -> values.computeIfAbsent(from.applyAsLong(row), t -> new TreeMap<>())
                        .computeIfAbsent(to.applyAsLong(row) - from.applyAsLong(row), lag -> new ArrayList<>())
                        .add(value.applyAsDouble(row)));
        Map<Long, Map<Long, double[]>> sorted = new TreeMap<>();
        values.forEach((waiting, lags) -> {
            Map<Long, double[]> curve = new TreeMap<>();
            lags.forEach((lag, each) -> curve.put(
                    lag, each.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
            sorted.put(waiting, curve);
        });
        return new WaitingTimes(times, sorted);
    }

    private static <R> List<Long> several(Collection<R> rows, ToLongFunction<R> from, ToLongFunction<R> to) {
        Map<Long, Long> first = new TreeMap<>();
        Set<Long> several = new TreeSet<>();
        rows.forEach(row -> {
            Long other = first.putIfAbsent(from.applyAsLong(row), to.applyAsLong(row));
            if (other != null && other != to.applyAsLong(row)) {
                several.add(from.applyAsLong(row));
            }
        });
        return List.copyOf(several);
    }

    /** Without the start, whose age is 0. */
    WaitingTimes aged() {
        return new WaitingTimes(aged(times), values);
    }

    private static List<Long> aged(List<Long> times) {
        return times.stream().filter(time -> time != 0).toList();
    }

    /**
     * The later the start, the darker the line; an even selection of those with two lags or more.
     *
     * @param abscissa of waiting time and lag
     */
    List<Mark> marks(PlotContext runs, String optimizer, DoubleBinaryOperator abscissa) {
        List<Long> waiting = selection(times);
        List<Mark> bands = new ArrayList<>();
        List<Mark> lines = new ArrayList<>();
        for (int i = 0; i < waiting.size(); i++) {
            long age = waiting.get(i);
            String name = "from step " + age;
            SeriesColor ink = runs.ink(optimizer).faded(FAINTEST + (1 - FAINTEST) * (i + 1) / waiting.size());
            Map<Long, double[]> curve = values.get(age);
            double[] x = curve.keySet().stream()
                    .mapToDouble(lag -> abscissa.applyAsDouble(age, lag))
                    .toArray();
            double[] mean = of(curve, each -> DoubleStream.of(each).average().orElseThrow());
            if (curve.values().stream().anyMatch(each -> each.length > 1)) {
                double[] low = of(curve, each -> Quantile.of(each, Curve.tail(each.length)));
                double[] high = of(curve, each -> Quantile.of(each, 1 - Curve.tail(each.length)));
                bands.add(new Mark.Band(name, "band", ink.faded(Curve.BAND), x, low, high));
            }
            lines.add(new Mark.Line(
                    name, ink, Mark.Stroke.SOLID, runs.style(optimizer).symbol(), x, mean));
        }
        bands.addAll(lines);
        return bands;
    }

    private static double[] of(Map<Long, double[]> curve, ToDoubleFunction<double[]> value) {
        return curve.values().stream().mapToDouble(value).toArray();
    }

    private static List<Long> selection(List<Long> times) {
        int count = Math.min(MOST, times.size());
        return IntStream.range(0, count)
                .mapToObj(i ->
                        times.get(count == 1 ? 0 : (int) Math.round((double) i * (times.size() - 1) / (count - 1))))
                .toList();
    }
}
