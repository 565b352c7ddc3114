package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure.Plot;
import eigendrift.report.figure.Mark;
import eigendrift.study.SeedStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The panels of the summary: how far the leading directions move, on how few parameters they sit, how sharp it is. */
public final class SummaryFigures {

    private SummaryFigures() {}

    /** A run's displacement at a step. */
    private record Point(String run, long step, double value) {}

    /** @param others the other parts of the report; localization is shown as there */
    public static Section section(PlotContext runs, Tables tables, List<Section> others) {
        List<Plot> panels = Stream.of(
                        displacement(runs, tables),
                        find(others, "ipr-v1").map(plot -> named(plot, "summary-ipr")),
                        sharpness(runs, tables))
                .flatMap(Optional::stream)
                .toList();
        if (panels.isEmpty()) {
            return Section.missing("summary", "Summary", "No spectrum has been measured yet.");
        }
        List<Curve> eigenvalues = eigenvalues(runs, tables);
        String caption =
                "Displacement 1 − q² between neighbouring checkpoints, mean over the leading vectors by rank; n·IPR of"
                        + " the first vector, beside null models; sharpness, the largest eigenvalue λ₁. "
                        + SeedPlot.words(eigenvalues);
        return new Section("summary", "Summary", caption, panels, List.of(), List.of());
    }

    private static Optional<Plot> displacement(PlotContext runs, Tables tables) {
        SeedStatistics statistics = new SeedStatistics(tables);
        List<Point> points = new ArrayList<>();
        tables.runs().forEach(run -> statistics
                .displacements(run.run())
                .forEach((step, value) -> points.add(new Point(run.run(), step, value))));
        return plot(
                runs,
                Curve.of(runs, points, Point::run, Point::step, Point::value),
                "summary-displacement",
                "Displacement of the leading vectors",
                "Displacement 1 − q² between neighbouring checkpoints, by rank, mean over the leading vectors.",
                "displacement 1 − q²",
                Axis::share);
    }

    private static Optional<Plot> sharpness(PlotContext runs, Tables tables) {
        return plot(
                runs,
                eigenvalues(runs, tables),
                "summary-sharpness",
                "Sharpness",
                "Sharpness: the largest eigenvalue λ₁ of the measured curvature.",
                "eigenvalue λ₁",
                Axis::covering);
    }

    private static List<Curve> eigenvalues(PlotContext runs, Tables tables) {
        List<Tables.Spectrum> first =
                tables.spectrum().stream().filter(row -> row.index() == 1).toList();
        return Curve.of(runs, first, Tables.Spectrum::run, Tables.Spectrum::step, Tables.Spectrum::eigenvalue);
    }

    private static Optional<Plot> plot(
            PlotContext runs,
            List<Curve> curves,
            String id,
            String title,
            String what,
            String label,
            BiFunction<String, DoubleStream, Axis> scale) {
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        List<Mark> marks = SeedPlot.marks(runs, curves);
        Axis y = scale.apply(label, SeedPlot.ordinates(marks));
        return Optional.of(SeedPlot.plot(runs, id, title, what + " " + SeedPlot.words(curves), y, marks));
    }

    private static Optional<Plot> find(List<Section> sections, String id) {
        return sections.stream()
                .flatMap(section -> section.figures().stream())
                .filter(figure -> figure.id().equals(id))
                .map(Plot.class::cast)
                .findFirst();
    }

    private static Plot named(Plot plot, String id) {
        return new Plot(
                id, plot.title(), plot.caption(), plot.x(), plot.y(), plot.legend(), plot.marks(), plot.beside());
    }
}
