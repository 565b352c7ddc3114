package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Alignment;
import eigendrift.readmodel.Tables.Subspace;
import eigendrift.readmodel.Views;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Mark;
import eigendrift.study.Neighbours;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The leading eigenvectors taken together: does their span stand still, and does the training happen in it. */
public final class SubspaceFigures {

    private static final List<Share> SHARES = List.of(
            new Share(
                    "gradient-fraction",
                    "Gradient in the leading subspace",
                    Alignment::gradientFraction,
                    "The share of the gradient was not measured."),
            new Share(
                    "update-fraction",
                    "Update in the leading subspace",
                    Alignment::updateFraction,
                    "The share of the update was not measured: that takes two checkpoints."),
            new Share(
                    "momentum-fraction",
                    "Momentum in the leading subspace",
                    Alignment::momentumFraction,
                    "The share of the momentum was not measured, or no optimizer keeps one."),
            new Share(
                    "next-update-fraction",
                    "Next update in the leading subspace",
                    Alignment::nextUpdateFraction,
                    "The share of the next update was not measured."));

    /** What a share is of, and what to say where there is none. */
    private record Share(String id, String title, ToDoubleFunction<Alignment> of, String missing) {}

    private final PlotContext runs;

    private SubspaceFigures(PlotContext runs) {
        this.runs = runs;
    }

    public static List<Section> sections(PlotContext runs, Tables tables) {
        SubspaceFigures figures = new SubspaceFigures(runs);
        return List.of(figures.overlap(tables.subspace()), figures.alignment(tables.alignment()));
    }

    private Section overlap(Collection<Subspace> all) {
        String heading = "Overlap of the leading subspaces";
        int k = all.stream().mapToInt(Subspace::k).max().orElse(0);
        Collection<Subspace> rows = Views.filter(all, row -> row.k() == k);
        if (rows.isEmpty()) {
            return Section.missing("subspace", heading, "No pair of subspaces has been compared.");
        }
        long first = rows.stream().mapToLong(Subspace::stepFrom).min().getAsLong();
        List<Curve> neighbours = curves(Neighbours.subspace(rows));
        List<Curve> reference =
                curves(rows.stream().filter(row -> row.stepFrom() == first).toList());
        String caption =
                "Overlap ‖VᵀV′‖² / k of the spans of the k = " + k + " leading eigenvectors at two times: 1 for the"
                        + " same span, 0 for spans at right angles (Gur-Ari, Roberts and Dyer 2018). Dashed: k/n, the"
                        + " mean for random subspaces. " + SeedPlot.words(reference);
        List<Figure> figures = new ArrayList<>();
        if (!neighbours.isEmpty()) {
            figures.add(plot(
                    "subspace-neighbours",
                    "Subspace overlap with the checkpoint before",
                    caption,
                    "overlap",
                    k,
                    neighbours));
        }
        figures.add(
                plot("subspace-reference", "Subspace overlap with step " + first, caption, "overlap", k, reference));
        return new Section("subspace", heading, caption, figures, List.of(), List.of());
    }

    private List<Curve> curves(List<Subspace> rows) {
        return Curve.of(runs, rows, Subspace::run, Subspace::stepTo, Subspace::overlap);
    }

    private Section alignment(List<Alignment> all) {
        String heading = "Gradient and update in the leading subspace";
        int k = all.stream().mapToInt(Alignment::k).max().orElse(0);
        List<Alignment> rows = all.stream().filter(row -> row.k() == k).toList();
        List<List<Curve>> shares = SHARES.stream()
                .map(share -> Curve.of(runs, rows, Alignment::run, Alignment::step, share.of()))
                .toList();
        String caption =
                "Share of the squared length that lies in the span of the k = " + k + " leading eigenvectors: of the"
                        + " gradient, ‖P g‖² / ‖g‖², of the change of the weights since the checkpoint before, of the"
                        + " optimizer's momentum or first moment, and of the update u that it makes next. Dashed: k/n,"
                        + " the mean for a random direction. Change of the loss over the curvature samples: along P u"
                        + " alone, and along u − P u alone (Song, Ahn and Yun 2024). "
                        + SeedPlot.words(shares.stream().flatMap(List::stream).toList());
        List<Figure> figures = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Share share : SHARES) {
            List<Curve> curves = shares.get(SHARES.indexOf(share));
            if (curves.isEmpty()) {
                missing.add(share.missing());
            } else {
                figures.add(plot(share.id(), share.title(), caption, "share in the subspace", k, curves));
            }
        }
        List<Figure.Plot> changes = changes(rows, caption);
        if (changes.isEmpty()) {
            missing.add("The change of the loss along the next update was not measured.");
        }
        figures.addAll(changes);
        return new Section("alignment", heading, figures.isEmpty() ? "" : caption, figures, List.of(), missing);
    }

    /** Along the part of the next update in the leading subspace, and along the rest. */
    private List<Figure.Plot> changes(List<Alignment> rows, String caption) {
        List<Figure.Plot> plots = new ArrayList<>();
        for (boolean top : new boolean[] {true, false}) {
            List<Curve> curves = Curve.of(
                    runs,
                    rows,
                    Alignment::run,
                    Alignment::step,
                    row -> top ? row.change().top() : row.change().bulk());
            if (!curves.isEmpty()) {
                List<Mark> marks = new ArrayList<>(List.of(SeedPlot.level(runs, "", 0)));
                marks.addAll(SeedPlot.marks(runs, curves));
                plots.add(SeedPlot.plot(
                        runs,
                        top ? "loss-change-top" : "loss-change-bulk",
                        (top ? "Change of the loss along the leading subspace " : "Change of the loss along the rest ")
                                + runs.underOf(curves),
                        caption,
                        Axis.covering("change of the loss", SeedPlot.ordinates(marks)),
                        marks));
            }
        }
        return SeedPlot.onOneScale(plots, Axis::covering);
    }

    private Figure plot(String id, String title, String caption, String label, int k, List<Curve> curves) {
        List<Mark> marks = new ArrayList<>();
        if (runs.parameters() > 0) {
            marks.add(SeedPlot.level(runs, "k/n", (double) k / runs.parameters()));
        }
        marks.addAll(SeedPlot.marks(runs, curves));
        return SeedPlot.plot(runs, id, title + " " + runs.underOf(curves), caption, Axis.share(label), marks);
    }
}
