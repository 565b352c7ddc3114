package eigendrift.report.chart;

import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import eigendrift.report.figure.SeriesStyle;
import eigendrift.study.Analysis;
import eigendrift.study.Neighbours;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * The first eigenvector as several analyses see it, in one panel an optimizer; dash, marker and lightness tell the
 * analyses apart.
 */
public final class AnalysisFigures {
    private static final double LIGHTEST = 0.5;

    private final List<Analysis> analyses;
    private final PlotContext runs;

    private AnalysisFigures(List<Analysis> analyses, FigureChoices choices) {
        this.analyses = analyses;
        this.runs = PlotContext.of(analyses.get(0).tables(), choices);
    }

    /** @param analyses of one experiment, at least one */
    public static List<Section> sections(List<Analysis> analyses, FigureChoices choices) {
        AnalysisFigures figures = new AnalysisFigures(analyses, choices);
        return List.of(
                figures.section(
                        "eigenvalue",
                        "The first eigenvalue",
                        "eigenvalue λ₁",
                        "The largest eigenvalue λ₁ of the measured curvature at the checkpoints. ",
                        figures::eigenvalues,
                        Axis::covering),
                figures.section(
                        "displacement",
                        "Displacement of the first eigenvector",
                        "displacement 1 − q²",
                        "Displacement 1 − q² of v₁, by rank, between a checkpoint and the one before it, at the step of"
                                + " the later one. ",
                        figures::displacements,
                        Axis::share),
                figures.section(
                        "ipr",
                        "Localization of the first eigenvector",
                        "n·IPR",
                        "n times the inverse participation ratio Σⱼ vⱼ⁴ of v₁, n = " + figures.runs.parameters()
                                + " parameters. ",
                        figures::iprs,
                        Axis::logarithmic));
    }

    private List<Curve> eigenvalues(Tables tables) {
        return Curve.of(
                runs,
                tables.spectrum().stream().filter(row -> row.index() == 1).toList(),
                Tables.Spectrum::run,
                Tables.Spectrum::step,
                Tables.Spectrum::eigenvalue);
    }

    private List<Curve> displacements(Tables tables) {
        return Curve.of(
                runs,
                Neighbours.displacement(tables.displacement()).stream()
                        .filter(row -> row.index() == 1 && row.label() == Label.RANK)
                        .toList(),
                Tables.Displacement::run,
                Tables.Displacement::stepTo,
                Tables.Displacement::displacement);
    }

    private List<Curve> iprs(Tables tables) {
        return Curve.of(
                runs,
                tables.localization().stream().filter(row -> row.index() == 1).toList(),
                Tables.Localization::run,
                Tables.Localization::step,
                row -> runs.parameters() * row.ipr());
    }

    private Section section(
            String id,
            String heading,
            String label,
            String what,
            Function<Tables, List<Curve>> quantity,
            BiFunction<String, DoubleStream, Axis> scale) {
        List<List<Curve>> curves = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Analysis analysis : analyses) {
            curves.add(quantity.apply(analysis.tables()));
            if (curves.get(curves.size() - 1).isEmpty()) {
                missing.add("The analysis " + analysis.name() + " has not measured this.");
            }
        }
        List<Curve> all = curves.stream().flatMap(List::stream).toList();
        if (all.isEmpty()) {
            return Section.missing(id, heading, "No analysis has measured this.");
        }
        String caption = what + "One panel an optimizer; the legend names the analyses. " + Curve.words(all);
        List<Figure.Plot> plots = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            List<Mark> marks = marks(optimizer, curves);
            if (!marks.isEmpty()) {
                Axis y = scale.apply(label, SeedPlot.ordinates(marks));
                String file = "compare-" + id + "-" + runs.slug(optimizer);
                String title = heading + " " + runs.under(List.of(optimizer)) + ", by analysis";
                plots.add(new Figure.Plot(file, title, caption, runs.steps(), y, Legend.TOP, marks));
            }
        }
        return new Section(id, heading, caption, SeedPlot.onOneScale(plots, scale), List.of(), missing);
    }

    private List<Mark> marks(String optimizer, List<List<Curve>> curves) {
        List<Mark> bands = new ArrayList<>();
        List<Mark> lines = new ArrayList<>();
        for (int a = 0; a < curves.size(); a++) {
            SeriesStyle style = SeriesStyle.part(runs.style(optimizer).tone(), a);
            SeriesColor ink = style.ink().faded(1 - (1 - LIGHTEST) * a / Math.max(1, curves.size() - 1));
            String name = analyses.get(a).name();
            for (Curve curve : curves.get(a)) {
                if (curve.optimizer().equals(optimizer)) {
                    curve.band(name, ink).ifPresent(bands::add);
                    lines.add(new Mark.Line(name, ink, style.stroke(), style.symbol(), curve.x(), curve.median()));
                }
            }
        }
        bands.addAll(lines);
        return bands;
    }
}
