package eigendrift.report;

import eigendrift.replay.Tables;
import eigendrift.replay.Tables.Alignment;
import eigendrift.replay.Tables.Subspace;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Mark;
import java.util.ArrayList;
import java.util.List;

/** The leading eigenvectors taken together: does their span stand still, and does the training happen in it. */
final class SubspaceFigures {
    private final Runs runs;

    private SubspaceFigures(Runs runs) {
        this.runs = runs;
    }

    static List<Section> sections(Runs runs, Tables tables) {
        SubspaceFigures figures = new SubspaceFigures(runs);
        return List.of(figures.overlap(tables.subspace()), figures.alignment(tables.alignment()));
    }

    private Section overlap(List<Subspace> all) {
        String heading = "Overlap of the leading subspaces";
        int k = all.stream().mapToInt(Subspace::k).max().orElse(0);
        List<Subspace> rows = all.stream().filter(row -> row.k() == k).toList();
        if (rows.isEmpty()) {
            return Section.missing("subspace", heading, "No pair of subspaces has been compared.");
        }
        long first = rows.stream().mapToLong(Subspace::stepFrom).min().getAsLong();
        List<Curve> neighbours = curves(Neighbours.subspace(rows));
        List<Curve> reference =
                curves(rows.stream().filter(row -> row.stepFrom() == first).toList());
        String caption =
                "Overlap ‖VᵀV′‖² / k of the spans of the k = " + k + " leading eigenvectors at two times: 1 for the"
                        + " same span, 0 for spans at right angles (Gur-Ari, Roberts and Dyer 2018). Dashed: k/n, the mean for random"
                        + " subspaces. " + Comparison.words(reference);
        List<Figure> figures = new ArrayList<>();
        if (!neighbours.isEmpty()) {
            figures.add(plot("subspace-neighbours", "With the checkpoint before", caption, "overlap", k, neighbours));
        }
        figures.add(plot("subspace-reference", "With step " + first, caption, "overlap", k, reference));
        return new Section("subspace", heading, caption, figures, List.of(), List.of());
    }

    private List<Curve> curves(List<Subspace> rows) {
        return Curve.of(runs, rows, Subspace::run, Subspace::stepTo, Subspace::overlap);
    }

    private Section alignment(List<Alignment> all) {
        String heading = "Gradient and update in the leading subspace";
        int k = all.stream().mapToInt(Alignment::k).max().orElse(0);
        List<Alignment> rows = all.stream().filter(row -> row.k() == k).toList();
        List<Curve> gradient = Curve.of(runs, rows, Alignment::run, Alignment::step, Alignment::gradientFraction);
        List<Curve> update = Curve.of(runs, rows, Alignment::run, Alignment::step, Alignment::updateFraction);
        List<Figure> figures = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        String caption =
                "Share of the squared length that lies in the span of the k = " + k + " leading eigenvectors: of the"
                        + " gradient, ‖P g‖² / ‖g‖², and of the change of the weights since the checkpoint before. Dashed: k/n, the mean"
                        + " for a random direction. " + Comparison.words(gradient.isEmpty() ? update : gradient);
        if (gradient.isEmpty()) {
            missing.add("The share of the gradient was not measured.");
        } else {
            figures.add(plot("gradient-fraction", "Gradient", caption, "share in the subspace", k, gradient));
        }
        if (update.isEmpty()) {
            missing.add("The share of the update was not measured: that takes two checkpoints.");
        } else {
            figures.add(plot("update-fraction", "Update", caption, "share in the subspace", k, update));
        }
        return new Section("alignment", heading, figures.isEmpty() ? "" : caption, figures, List.of(), missing);
    }

    private Figure plot(String id, String title, String caption, String label, int k, List<Curve> curves) {
        List<Mark> marks = new ArrayList<>();
        if (runs.parameters() > 0) {
            marks.add(Comparison.level(runs, "k/n", (double) k / runs.parameters()));
        }
        marks.addAll(Comparison.marks(runs, curves));
        return Comparison.plot(runs, id, title, caption, Axis.share(label), marks);
    }
}
