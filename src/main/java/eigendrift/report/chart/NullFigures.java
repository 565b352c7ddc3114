package eigendrift.report.chart;

import eigendrift.config.NullModelName;
import eigendrift.readmodel.Tables;
import eigendrift.report.chart.NullIntervals.Statistic;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.IntervalRow;
import eigendrift.report.figure.Mark;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;

/**
 * A statistic of one eigenvector beside its null models: two of them beside the curves, all in figures of their own.
 */
final class NullFigures {
    private final PlotContext runs;
    private final int index;
    private final List<Curve> curves;
    private final NullIntervals nulls;

    /** @param curves of the statistic as observed */
    NullFigures(
            PlotContext runs,
            List<Tables.Null> nulls,
            List<Tables.NullDraw> drawn,
            Statistic of,
            int index,
            List<Curve> curves) {
        this.runs = runs;
        this.index = index;
        this.curves = curves;
        this.nulls = new NullIntervals(runs, nulls, drawn, of, index);
    }

    boolean isEmpty() {
        return nulls.models().isEmpty();
    }

    /** The rows beside the curves. */
    List<IntervalRow> beside() {
        return nulls.rows(runs.choices().beside(nulls.models()), NullIntervals.last(curves));
    }

    /**
     * All models at the last step that each speaks of, under what was observed at the last step; and, of the first
     * vector, those that change with the steps, each over them.
     *
     * @param id of the plot of the curves
     * @param quantity with the vector, for titles
     */
    List<Figure> more(
            String id, String quantity, String caption, String label, BiFunction<String, DoubleStream, Axis> scale) {
        List<Figure> figures = new ArrayList<>();
        if (isEmpty()) {
            return figures;
        }
        double last = NullIntervals.last(curves);
        List<IntervalRow> rows = new ArrayList<>(List.of(NullIntervals.observed(runs, curves)));
        rows.addAll(nulls.rows(nulls.models(), last));
        String title = quantity + " and null models " + runs.underOf(curves);
        String what = caption + "Symbols: observed at the last checkpoint, carried on as dotted lines: "
                + Curve.spread(curves) + NullIntervals.WORDS;
        Axis x = scale.apply(
                label,
                rows.stream()
                        .flatMap(row -> row.intervals().stream())
                        .flatMapToDouble(i -> DoubleStream.of(i.low(), i.middle(), i.high())));
        figures.add(new Figure.Forest(id + "-nulls", title, what, x, Double.NaN, rows));
        if (index == 1) {
            nulls.models().stream()
                    .filter(nulls::changes)
                    .forEach(model -> figures.add(overSteps(model, id, quantity, caption, label, scale)));
        }
        return figures;
    }

    private Figure overSteps(
            NullModelName model,
            String id,
            String quantity,
            String caption,
            String label,
            BiFunction<String, DoubleStream, Axis> scale) {
        List<Mark> marks = new ArrayList<>(nulls.marks(model));
        marks.addAll(SeedPlot.marks(runs, curves));
        String title = quantity + " and null model " + model.csv() + " " + runs.underOf(curves);
        String what = caption + SeedPlot.words(curves) + " Bars, or a band where there are more than "
                + Numbers.count(NullIntervals.MOST_BARS, "step") + ": 5 to 95 % of the draws of " + model.csv()
                + " over all seeds, with their median, at the steps that it speaks of.";
        Axis y = scale.apply(label, SeedPlot.ordinates(marks));
        return SeedPlot.plot(runs, id + "-null-" + model.csv(), title, what, y, marks);
    }
}
