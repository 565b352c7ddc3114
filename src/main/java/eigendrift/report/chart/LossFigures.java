package eigendrift.report.chart;

import eigendrift.inference.Quantile;
import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.Mark.Stroke;
import eigendrift.report.figure.SeriesColor;
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
import java.util.stream.DoubleStream;

/** Movement and localization over the training loss, to compare optimizers at equal loss. */
public final class LossFigures {

    private static final String HEADING = "Movement and localization against training loss";
    private static final String CAPTION =
            " Median over completed seeds at each checkpoint, against the median training loss there; training goes"
                    + " from right to left. Where one optimizer passes the loss that another ends at, it may still be"
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
        add(figures, "by-loss-displacement", "Displacement", statistics::displacements, Axis::share);
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
        List<Mark> marks = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            Collection<String> own = completed.getOrDefault(optimizer, Map.of()).values();
            Map<Long, List<double[]>> points = new TreeMap<>();
            own.forEach(run -> values.apply(run)
                    .forEach((step, value) -> points.computeIfAbsent(step, s -> new ArrayList<>())
                            .add(new double[] {statistics.trainLoss(run, step), value})));
            double[] x = medians(points.values(), 0);
            double[] y = medians(points.values(), 1);
            if (Arrays.stream(x).anyMatch(loss -> loss > 0)) {
                SeriesColor ink = SeriesColor.series(runs.place(optimizer));
                marks.add(new Mark.Line(optimizer, ink, Stroke.SOLID, runs.symbol(optimizer), x, y));
            }
        }
        if (!marks.isEmpty()) {
            String what = id.endsWith("ipr")
                    ? "n times the inverse participation ratio of the first eigenvector."
                    : "Displacement 1 − q² by rank since the checkpoint before, mean over the reported vectors.";
            Axis x = Axis.logarithmic(
                    "training loss", marks.stream().flatMapToDouble(mark -> DoubleStream.of(mark.x())));
            Axis y = scale.apply(title, SeedPlot.ordinates(marks));
            figures.add(new Figure.Plot(id, title + " against training loss", what + CAPTION, x, y, Legend.TOP, marks));
        }
    }

    private static double[] medians(Collection<List<double[]>> points, int coordinate) {
        return points.stream()
                .mapToDouble(own -> Quantile.of(
                        own.stream()
                                .mapToDouble(point -> point[coordinate])
                                .sorted()
                                .toArray(),
                        .5))
                .toArray();
    }
}
