package eigendrift.report;

import eigendrift.report.figure.Ink;
import eigendrift.report.figure.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * A quantity of two times under one optimizer, as curves over the lag, one for each of several waiting times.
 *
 * @param means over seeds, by waiting time, then lag
 */
record WaitingTimes(Map<Long, Map<Long, Double>> means) {

    /** More curves could not be told apart. */
    private static final int MOST = 6;

    private static final double FAINTEST = 0.35;

    /** @param value of a row; left out where not finite */
    static <R> WaitingTimes of(List<R> rows, ToLongFunction<R> from, ToLongFunction<R> to, ToDoubleFunction<R> value) {
        Map<Long, Map<Long, List<Double>>> values = new TreeMap<>();
        rows.stream().filter(row -> Double.isFinite(value.applyAsDouble(row))).forEach(row -> values.computeIfAbsent(
                        from.applyAsLong(row), t -> new TreeMap<>())
                .computeIfAbsent(to.applyAsLong(row) - from.applyAsLong(row), lag -> new ArrayList<>())
                .add(value.applyAsDouble(row)));
        Map<Long, Map<Long, Double>> means = new TreeMap<>();
        values.forEach((waiting, lags) -> {
            Map<Long, Double> curve = new TreeMap<>();
            lags.forEach((lag, each) -> curve.put(
                    lag,
                    each.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
            means.put(waiting, curve);
        });
        return new WaitingTimes(means);
    }

    /** Without the start, whose age is 0. */
    WaitingTimes aged() {
        Map<Long, Map<Long, Double>> later = new TreeMap<>(means);
        later.remove(0L);
        return new WaitingTimes(later);
    }

    /**
     * The later the start, the darker the line; an even selection of those with two lags or more.
     *
     * @param abscissa of waiting time and lag
     */
    List<Mark> marks(Runs runs, String optimizer, DoubleBinaryOperator abscissa) {
        long[] waiting = selection();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < waiting.length; i++) {
            long age = waiting[i];
            double opacity = FAINTEST + (1 - FAINTEST) * (i + 1) / waiting.length;
            Map<Long, Double> curve = means.get(age);
            marks.add(new Mark.Line(
                    "from step " + age,
                    Ink.series(runs.place(optimizer)).faded(opacity),
                    Mark.Stroke.SOLID,
                    runs.symbol(optimizer),
                    curve.keySet().stream()
                            .mapToDouble(lag -> abscissa.applyAsDouble(age, lag))
                            .toArray(),
                    curve.values().stream().mapToDouble(Double::doubleValue).toArray()));
        }
        return marks;
    }

    private long[] selection() {
        long[] waiting = means.keySet().stream()
                .filter(time -> means.get(time).size() > 1)
                .mapToLong(Long::longValue)
                .toArray();
        int count = Math.min(MOST, waiting.length);
        return LongStream.range(0, count)
                .map(i -> waiting[count == 1 ? 0 : (int) Math.round((double) i * (waiting.length - 1) / (count - 1))])
                .toArray();
    }
}
