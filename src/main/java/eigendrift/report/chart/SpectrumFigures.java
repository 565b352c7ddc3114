package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import eigendrift.text.Symbols;
import java.util.ArrayList;
import java.util.List;

/** The leading eigenvalues over the training, one panel an optimizer. */
public final class SpectrumFigures {
    private static final double FAINTEST = 0.4;

    private SpectrumFigures() {}

    public static Section section(PlotContext runs, Tables tables) {
        String heading = "Leading eigenvalues";
        if (tables.spectrum().isEmpty()) {
            return Section.missing("eigenvalues", heading, "No spectrum has been measured yet.");
        }
        List<List<Curve>> byIndex = new ArrayList<>();
        int k = tables.spectrum().stream()
                .mapToInt(Tables.Spectrum::index)
                .max()
                .getAsInt();
        for (int index = 1; index <= k; index++) {
            int i = index;
            List<Tables.Spectrum> rows =
                    tables.spectrum().stream().filter(row -> row.index() == i).toList();
            byIndex.add(Curve.of(runs, rows, Tables.Spectrum::run, Tables.Spectrum::step, Tables.Spectrum::eigenvalue));
        }
        String caption = "Eigenvalues of the measured curvature at the checkpoints, the largest darkest. "
                + Curve.words(byIndex.get(0));
        List<Figure.Plot> plots = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            List<Mark> marks = marks(runs, optimizer, byIndex);
            if (!marks.isEmpty()) {
                Axis y = Axis.covering("eigenvalue", SeedPlot.ordinates(marks));
                String id = "eigenvalues-" + runs.slug(optimizer);
                plots.add(new Figure.Plot(
                        id,
                        "Leading eigenvalues " + runs.under(List.of(optimizer)),
                        caption,
                        runs.steps(),
                        y,
                        Legend.ENDS,
                        marks));
            }
        }
        return new Section(
                "eigenvalues", heading, caption, SeedPlot.onOneScale(plots, Axis::covering), List.of(), List.of());
    }

    private static List<Mark> marks(PlotContext runs, String optimizer, List<List<Curve>> byIndex) {
        List<Mark> bands = new ArrayList<>();
        List<Mark> lines = new ArrayList<>();
        for (int i = byIndex.size() - 1; i >= 0; i--) {
            double opacity = 1 - (1 - FAINTEST) * i / Math.max(1, byIndex.size() - 1);
            SeriesColor ink = runs.ink(optimizer).faded(opacity);
            for (Curve curve : byIndex.get(i)) {
                if (curve.optimizer().equals(optimizer)) {
                    curve.band(Symbols.eigenvalue(i + 1), ink).ifPresent(bands::add);
                    lines.add(new Mark.Line(
                            Symbols.eigenvalue(i + 1),
                            ink,
                            Mark.Stroke.SOLID,
                            runs.style(optimizer).symbol(),
                            curve.x(),
                            curve.median()));
                }
            }
        }
        bands.addAll(lines);
        return bands;
    }
}
