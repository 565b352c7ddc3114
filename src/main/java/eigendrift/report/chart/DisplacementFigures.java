package eigendrift.report.chart;

import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Displacement;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Mark;
import eigendrift.study.Displacements;
import eigendrift.study.Neighbours;
import eigendrift.text.Symbols;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** How far the leading eigenvectors move: between neighbours, from a reference, between any two checkpoints. */
public final class DisplacementFigures {
    private static final String NO_PAIRS =
            "No pair of checkpoints has been compared: that takes two checkpoints of one run with eigenvectors.";
    private static final String BELOW =
            " Rings: below resolution, the angle is not larger than the angle bounds of the two eigenvectors together.";

    private final PlotContext runs;
    private final Collection<Displacement> rows;
    private final List<Tables.Null> nulls;
    private final int k;

    /** @param nulls of models of movement; random directions, at 1 − 1/n, would only stretch the axis */
    private DisplacementFigures(PlotContext runs, Collection<Displacement> rows, List<Tables.Null> nulls) {
        this.runs = runs;
        this.rows = rows;
        this.nulls = nulls;
        this.k = rows.stream()
                .filter(row -> row.label() == Label.RANK)
                .mapToInt(Displacement::index)
                .max()
                .orElse(0);
    }

    public static List<Section> sections(PlotContext runs, Tables tables) {
        DisplacementFigures figures = new DisplacementFigures(
                runs,
                Displacements.byLaterRank(tables),
                tables.nulls().stream()
                        .filter(row -> row.model().isOfMovement())
                        .toList());
        return List.of(figures.neighbours(), figures.reference(), figures.twoTimes());
    }

    private Section neighbours() {
        String heading = "Displacement between neighbouring checkpoints";
        List<Displacement> pairs = Neighbours.displacement(rows);
        if (pairs.isEmpty()) {
            return Section.missing("displacement", heading, rows.isEmpty() ? NO_PAIRS : "No neighbours were compared.");
        }
        String caption =
                "Displacement 1 − q² = sin²θ of an eigenvector between a checkpoint and the one before it (0: did not"
                        + " turn, 1: at a right angle), at the step of the later one. ";
        return new Section(
                "displacement",
                heading,
                caption
                        + "Shown by rank (the i-th largest eigenvalue at each time); folded away: by identity (the"
                        + " vector followed through crossings, at the rank that it has at the later step; one that was"
                        + " lost on the way counts for nothing there). " + words(pairs)
                        + (nulls.stream().anyMatch(row -> row.statistic().equals("displacement"))
                                ? " Null models: mean and ± 2 standard deviations of their draws: other samples of the"
                                        + " data at the same weights (static), random steps as long as the optimizer's"
                                        + " (random-walk)."
                                : "")
                        + BELOW,
                panels("displacement", Label.RANK, pairs, caption, nulls),
                panels("displacement-identity", Label.IDENTITY, pairs, caption, List.of()),
                List.of());
    }

    private Section reference() {
        String heading = "Displacement from the first checkpoint";
        long first = rows.stream().mapToLong(Displacement::stepFrom).min().orElse(0);
        List<Displacement> pairs =
                rows.stream().filter(row -> row.stepFrom() == first).toList();
        if (pairs.isEmpty()) {
            return Section.missing("reference", heading, NO_PAIRS);
        }
        String caption = "Displacement 1 − q² of an eigenvector between step " + first + " and the step shown. ";
        return new Section(
                "reference",
                heading,
                caption + "By rank; folded away: by identity. " + words(pairs) + BELOW,
                panels("reference", Label.RANK, pairs, caption, List.of()),
                panels("reference-identity", Label.IDENTITY, pairs, caption, List.of()),
                List.of());
    }

    private String words(List<Displacement> pairs) {
        return SeedPlot.words(curves(pairs, row -> row.index() == 1 && row.label() == Label.RANK)) + " "
                + "A logarithmic scale is used where values span a factor of 50 or more.";
    }

    private List<Curve> curves(List<Displacement> pairs, Predicate<Displacement> kind) {
        return Curve.of(
                runs,
                pairs.stream().filter(kind).toList(),
                Displacement::run,
                Displacement::stepTo,
                Displacement::displacement);
    }

    /** One panel a vector, all on one scale. */
    private List<Figure> panels(
            String id, Label label, List<Displacement> pairs, String caption, List<Tables.Null> expected) {
        List<Figure.Plot> plots = new ArrayList<>();
        for (int index = 1; index <= k; index++) {
            int i = index;
            Predicate<Displacement> kind = row -> row.index() == i && row.label() == label;
            List<Curve> curves = curves(pairs, kind);
            if (!curves.isEmpty()) {
                List<boolean[]> hollow = belowResolution(pairs, kind);
                int checkpoints = curves.stream()
                        .mapToInt(curve -> curve.x().length)
                        .max()
                        .orElse(0);
                List<Mark> marks =
                        new ArrayList<>(NullBands.marks(runs, expected, "displacement", i, 1, 0, checkpoints));
                marks.addAll(SeedPlot.marks(runs, curves, hollow));
                String title = Symbols.vector(i) + " by " + label.csv();
                String text = caption + SeedPlot.words(curves) + BELOW;
                plots.add(SeedPlot.plot(runs, id + "-v" + i, title, text, Axis.share("displacement 1 − q²"), marks));
            }
        }
        return List.copyOf(SeedPlot.onOneScale(plots, Axis::share));
    }

    private List<boolean[]> belowResolution(List<Displacement> pairs, Predicate<Displacement> kind) {
        return Curve.of(
                        runs,
                        pairs.stream()
                                .filter(kind)
                                .filter(row -> Double.isFinite(row.displacement()))
                                .toList(),
                        Displacement::run,
                        Displacement::stepTo,
                        Displacements::isBelowResolution)
                .stream()
                .map(Curve::mostly)
                .toList();
    }

    private Section twoTimes() {
        String heading = "Displacement between any two checkpoints";
        if (rows.isEmpty()) {
            return Section.missing("two-times", heading, NO_PAIRS);
        }
        List<Figure> first = new ArrayList<>();
        List<Figure> more = new ArrayList<>();
        TwoTimes pairs = new TwoTimes(runs, rows);
        for (int index = 1; index <= k; index++) {
            for (String optimizer : runs.optimizers()) {
                pairs.figure(optimizer, index).ifPresent(index == 1 ? first::add : more::add);
            }
        }
        return new Section("two-times", heading, TwoTimes.caption(runs), first, more, List.of());
    }
}
