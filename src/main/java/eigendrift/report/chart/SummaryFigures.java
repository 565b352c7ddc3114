package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Figure.Plot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The panels of the summary: how far the leading directions move, on how few parameters they sit, how sharp it is. */
public final class SummaryFigures {

    private SummaryFigures() {}

    /** @param others the other parts of the report; localization is shown as there, with its null models */
    public static Section section(PlotContext runs, Tables tables, List<Section> others) {
        List<Curve> displacement = MainQuantity.DISPLACEMENT.curves(runs, tables);
        List<Curve> sharpness = MainQuantity.SHARPNESS.curves(runs, tables);
        List<Plot> panels = Stream.of(
                        MainQuantity.DISPLACEMENT.plot(runs, displacement, "summary-displacement"),
                        find(others, "ipr-v1").map(plot -> named(plot, "summary-ipr")),
                        MainQuantity.SHARPNESS.plot(runs, sharpness, "summary-sharpness"))
                .flatMap(Optional::stream)
                .toList();
        if (panels.isEmpty()) {
            return Section.missing("summary", "Summary", "No spectrum has been measured yet.");
        }
        String caption =
                "Displacement 1 − q² between neighbouring checkpoints, mean over the leading vectors by rank; n·IPR of"
                        + " the first vector, beside null models; sharpness, the largest eigenvalue λ₁. "
                        + SeedPlot.words(sharpness);
        return new Section("summary", "Summary", caption, panels, List.of(), List.of());
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
