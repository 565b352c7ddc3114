package eigendrift.report.chart;

import eigendrift.inference.Quantile;
import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import eigendrift.report.figure.SeriesStyle;
import eigendrift.study.OptimizerPair;
import eigendrift.study.SeedStatistics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;

/** Movement and localization over the training loss, to compare optimizers at equal loss. */
public final class LossFigures {

    private static final double SPREAD = 0.5;
    private static final String HEADING = "Movement and localization against training loss";
    private static final String CAPTION =
            " Median over completed seeds at each checkpoint, against the median training loss there, with an"
                    + " upright bar for their range, or from five seeds on their quartiles; training goes from right to"
                    + " left. Where one optimizer passes the loss that another ends at, it may still be"
                    + " in its transient.";

    private final PlotContext runs;
    private final SeedStatistics statistics;
    private final Map<String, Map<Long, String>> completed;

    private LossFigures(PlotContext runs, Tables tables) {
        this.runs = runs;
        this.statistics = new SeedStatistics(tables);
        this.completed = OptimizerPair.runs(tables);
    }

    public static Section section(PlotContext runs, Tables tables) {
        return new LossFigures(runs, tables).section();
    }

    private Section section() {
        List<Figure> figures = new ArrayList<>();
        add(figures, "by-loss-displacement", "Displacement 1 − q²", statistics::displacements, Axis::share);
        add(figures, "by-loss-ipr", "n·IPR of v₁", statistics::concentrations, Axis::logarithmic);
        return figures.isEmpty()
                ? Section.missing("by-loss", HEADING, "No completed run has a training loss at its checkpoints.")
                : new Section(
                        "by-loss",
                        HEADING,
                        "Displacement 1 − q² by rank since the checkpoint before, mean over the reported vectors; n·IPR"
                                + " of the first." + CAPTION,
                        figures,
                        List.of(),
                        List.of());
    }

    private void add(
            List<Figure> figures,
            String id,
            String title,
            Function<String, Map<Long, Double>> values,
            BiFunction<String, DoubleStream, Axis> scale) {
        List<Mark> spreads = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            Collection<String> own = completed.getOrDefault(optimizer, Map.of()).values();
            Map<Long, List<double[]>> points = new TreeMap<>();
            own.forEach(run -> values.apply(run)
                    .forEach((step, value) -> points.computeIfAbsent(step, s -> new ArrayList<>())
                            .add(new double[] {statistics.trainLoss(run, step), value})));
            double[] x = medians(points.values(), 0);
            double[] y = medians(points.values(), 1);
            if (Arrays.stream(x).anyMatch(loss -> loss > 0)) {
                SeriesStyle style = runs.style(optimizer);
                marks.add(new Mark.Line(optimizer, style.ink(), style.stroke(), style.symbol(), x, y));
                if (own.size() > 1) {
                    spreads.add(spread(optimizer, style.ink(), x, points.values()));
                }
                shown.add(optimizer);
            }
        }
        if (!marks.isEmpty()) {
            spreads.addAll(marks);
            String what = id.endsWith("ipr")
                    ? "n times the inverse participation ratio of the first eigenvector."
                    : "Displacement 1 − q² by rank since the checkpoint before, mean over the reported vectors.";
            Axis x = Axis.logarithmic(
                    "training loss", marks.stream().flatMapToDouble(mark -> DoubleStream.of(mark.x())));
            Axis y = scale.apply(title, SeedPlot.ordinates(spreads));
            String heading = title + " against training loss " + runs.under(shown);
            figures.add(new Figure.Plot(id, heading, what + CAPTION, x, y, Legend.TOP, spreads));
        }
    }

    /** The spread over seeds at each checkpoint, upright at the median loss. */
    private static Mark spread(String optimizer, SeriesColor ink, double[] x, Collection<List<double[]>> points) {
        double[] low = quantiles(points, 1, seeds -> Curve.tail(seeds));
        double[] high = quantiles(points, 1, seeds -> 1 - Curve.tail(seeds));
        double[] none = new double[x.length];
        Arrays.fill(none, Double.NaN);
        return new Mark.Intervals(optimizer, "spread", ink.faded(SPREAD), x, low, none, high);
    }

    private static double[] medians(Collection<List<double[]>> points, int coordinate) {
        return quantiles(points, coordinate, seeds -> .5);
    }

    private static double[] quantiles(Collection<List<double[]>> points, int coordinate, IntToDoubleFunction part) {
        return points.stream()
                .mapToDouble(own -> Quantile.of(
                        own.stream()
                                .mapToDouble(point -> point[coordinate])
                                .sorted()
                                .toArray(),
                        part.applyAsDouble(own.size())))
                .toArray();
    }
}
