package eigendrift.report.chart;

import eigendrift.config.NullModelName;
import eigendrift.inference.Quantile;
import eigendrift.readmodel.Tables;
import eigendrift.report.figure.IntervalRow;
import eigendrift.report.figure.IntervalRow.Interval;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * The range in which null models expect a statistic of one eigenvector: from the 5 % to the 95 % quantile of the draws
 * of all seeds together, about their median, at each step that the model speaks of. A closed form without draws has its
 * mean and 1.645 standard deviations to both sides. What is the same for every optimizer is there once, in grey.
 */
final class NullIntervals {
    static final String WORDS =
            " Bars: 5 to 95 % of the draws of a null model over all seeds, with their median, at the"
                    + " last step that it speaks of (of a closed form: mean ± 1.64 standard deviations); grey where "
                    + "it is one for"
                    + " every optimizer.";

    private static final double TAIL = .05;
    private static final double DEVIATIONS = 1.645;
    private static final double SAME = 1e-9;

    /** Bars at more steps than these are drawn as a band. */
    static final int MOST_BARS = 12;

    private static final double OPACITY = .2;

    private final PlotContext runs;

    /** By model, optimizer (empty for all) and step (NaN for any). */
    private final Map<NullModelName, Map<String, TreeMap<Double, Range>>> ranges = new LinkedHashMap<>();

    private record Range(double low, double middle, double high) {

        boolean agreesWith(Range other) {
            return Math.abs(middle - other.middle) <= SAME * Math.abs(middle);
        }
    }

    /**
     * @param statistic its name among the nulls
     * @param draw its value in a draw; NaN for none
     * @param factor on every value
     * @param floor the least value that the statistic can take, factor included
     */
    record Statistic(String statistic, ToDoubleFunction<Tables.NullDraw> draw, double factor, double floor) {}

    NullIntervals(PlotContext runs, List<Tables.Null> nulls, List<Tables.NullDraw> drawn, Statistic of, int index) {
        this.runs = runs;
        Map<NullModelName, Map<String, TreeMap<Double, List<Double>>>> draws = new LinkedHashMap<>();
        List<Tables.Null> rows = nulls.stream()
                .filter(row -> row.statistic().equals(of.statistic()) && row.index() == index)
                .toList();
        rows.forEach(row -> ranges.putIfAbsent(row.model(), new LinkedHashMap<>()));
        for (Tables.NullDraw row : drawn) {
            double value = of.factor() * of.draw().applyAsDouble(row);
            if (row.index() == index && ranges.containsKey(row.model()) && Double.isFinite(value)) {
                String optimizer = row.isShared() ? "" : runs.optimizerOf().getOrDefault(row.run(), "");
                draws.computeIfAbsent(row.model(), m -> new LinkedHashMap<>())
                        .computeIfAbsent(optimizer, o -> new TreeMap<>())
                        .computeIfAbsent(row.isShared() ? Double.NaN : row.step(), s -> new ArrayList<>())
                        .add(value);
            }
        }
        draws.forEach((model, each) -> each.forEach((optimizer, steps) ->
                steps.forEach((step, values) -> range(model, optimizer).put(step, quantiles(values)))));
        ranges.forEach((model, own) -> {
            if (own.isEmpty()) {
                moments(rows.stream().filter(row -> row.model() == model).toList(), of);
            }
        });
        ranges.replaceAll((model, own) -> common(own));
    }

    private TreeMap<Double, Range> range(NullModelName model, String optimizer) {
        return ranges.get(model).computeIfAbsent(optimizer, o -> new TreeMap<>());
    }

    private static Range quantiles(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Range(Quantile.of(sorted, TAIL), Quantile.of(sorted, .5), Quantile.of(sorted, 1 - TAIL));
    }

    /** Of models without draws: medians over seeds of mean and deviation. */
    private void moments(List<Tables.Null> rows, Statistic of) {
        List<Curve> means =
                Curve.of(runs, rows, Tables.Null::run, Tables.Null::step, row -> of.factor() * row.nullMean());
        List<Curve> reaches = Curve.of(
                runs, rows, Tables.Null::run, Tables.Null::step, row -> of.factor() * DEVIATIONS * deviation(row));
        for (int c = 0; c < means.size(); c++) {
            Curve mean = means.get(c);
            for (int i = 0; i < mean.x().length; i++) {
                double middle = mean.median()[i];
                double reach = reaches.get(c).median()[i];
                range(rows.get(0).model(), mean.optimizer())
                        .put(mean.x()[i], new Range(Math.max(of.floor(), middle - reach), middle, middle + reach));
            }
        }
    }

    /** One draw has a mean but no deviation. */
    private static double deviation(Tables.Null row) {
        return Double.isFinite(row.nullSd()) || !Double.isFinite(row.nullMean()) ? row.nullSd() : 0;
    }

    /** One for all optimizers, the longest, where they agree at every step that two of them have. */
    private static Map<String, TreeMap<Double, Range>> common(Map<String, TreeMap<Double, Range>> own) {
        TreeMap<Double, Range> longest =
                own.values().stream().reduce(new TreeMap<>(), (a, b) -> b.size() > a.size() ? b : a);
        boolean alike = own.values().stream().allMatch(each -> each.entrySet().stream()
                .allMatch(at -> !longest.containsKey(at.getKey())
                        || longest.get(at.getKey()).agreesWith(at.getValue())));
        return alike ? Map.of("", longest) : own;
    }

    /** Models that were compared, in the order of the configuration. */
    List<NullModelName> models() {
        return ranges.entrySet().stream()
                .filter(model -> model.getValue().values().stream().anyMatch(steps -> !steps.isEmpty()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Each of these models at the last step that it speaks of; that is in its name, unless it is {@code last}.
     *
     * @param last the last step of the curves
     */
    List<IntervalRow> rows(List<NullModelName> models, double last) {
        List<IntervalRow> rows = new ArrayList<>();
        for (NullModelName model : models) {
            List<Interval> intervals = new ArrayList<>();
            ranges.get(model).forEach((optimizer, steps) -> {
                Range range = steps.lastEntry().getValue();
                intervals.add(new Interval(
                        optimizer,
                        steps.lastKey(),
                        ink(optimizer),
                        Mark.Symbol.NONE,
                        range.low(),
                        range.middle(),
                        range.high()));
            });
            double at = intervals.stream().mapToDouble(Interval::at).max().orElse(Double.NaN);
            String step = Double.isNaN(at) || at == last ? "" : ", step " + (long) at;
            rows.add(new IntervalRow(model.csv() + step, false, intervals));
        }
        return rows;
    }

    /** Whether a model expects something else at other steps. */
    boolean changes(NullModelName model) {
        return ranges.get(model).values().stream().anyMatch(steps -> steps.values().stream()
                .anyMatch(range -> !range.agreesWith(steps.firstEntry().getValue())));
    }

    /** A model at the steps that it speaks of. */
    List<Mark> marks(NullModelName model) {
        List<Mark> marks = new ArrayList<>();
        ranges.get(model).forEach((optimizer, steps) -> {
            double[] x =
                    steps.keySet().stream().mapToDouble(Double::doubleValue).toArray();
            double[] low = values(steps, Range::low);
            double[] high = values(steps, Range::high);
            double[] middle = values(steps, Range::middle);
            if (x.length > MOST_BARS) {
                marks.add(new Mark.Band(model.csv(), optimizer, ink(optimizer).faded(OPACITY), x, low, high));
                marks.add(new Mark.Line(model.csv(), optimizer, ink(optimizer), Mark.Stroke.THIN, x, middle));
            } else {
                marks.add(new Mark.Intervals(model.csv(), optimizer, ink(optimizer), x, low, middle, high));
            }
        });
        return marks;
    }

    private static double[] values(TreeMap<Double, Range> steps, ToDoubleFunction<Range> value) {
        return steps.values().stream()
                .flatMapToDouble(range -> DoubleStream.of(value.applyAsDouble(range)))
                .toArray();
    }

    private SeriesColor ink(String optimizer) {
        return optimizer.isEmpty() ? SeriesColor.of(SeriesColor.Tone.MUTED) : runs.ink(optimizer);
    }

    /** What was observed at the last step: of each optimizer the median over seeds, and their band. */
    static IntervalRow observed(PlotContext runs, List<Curve> curves) {
        List<Interval> intervals = curves.stream()
                .map(curve -> {
                    int end = curve.x().length - 1;
                    return new Interval(
                            curve.optimizer(),
                            curve.x()[end],
                            runs.ink(curve.optimizer()),
                            runs.style(curve.optimizer()).symbol(),
                            curve.low()[end],
                            curve.median()[end],
                            curve.high()[end]);
                })
                .toList();
        return new IntervalRow("observed", true, intervals);
    }

    /** The last step of the curves. */
    static double last(List<Curve> curves) {
        return curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.x()))
                .max()
                .orElse(Double.NaN);
    }
}
