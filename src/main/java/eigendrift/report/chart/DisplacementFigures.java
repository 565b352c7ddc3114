package eigendrift.report.chart;

import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Displacement;
import eigendrift.report.chart.NullIntervals.Statistic;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.IntervalRow;
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

    private static final String NEIGHBOURS = "displacement";
    private static final String AXIS = "displacement 1 − q²";

    private final PlotContext runs;
    private final Collection<Displacement> rows;
    private final List<Tables.Null> nulls;
    private final List<Tables.NullDraw> draws;
    private final int k;

    private DisplacementFigures(PlotContext runs, Collection<Displacement> rows, Tables tables) {
        this.runs = runs;
        this.rows = rows;
        // Random directions, at 1 − 1/n, would only stretch the axis.
        this.nulls = tables.nulls().stream()
                .filter(row -> row.model().isOfMovement())
                .toList();
        this.draws = tables.nullDraws();
        this.k = rows.stream()
                .filter(row -> row.label() == Label.RANK)
                .mapToInt(Displacement::index)
                .max()
                .orElse(0);
    }

    public static List<Section> sections(PlotContext runs, Tables tables) {
        DisplacementFigures figures = new DisplacementFigures(runs, Displacements.byLaterRank(tables), tables);
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
        List<Figure> more = nulls(pairs, caption);
        more.addAll(panels("displacement-identity", "", Label.IDENTITY, pairs, caption));
        return new Section(
                "displacement",
                heading,
                caption
                        + "Shown by rank (the i-th largest eigenvalue at each time); folded away: by identity (the"
                        + " vector followed through crossings, at the rank that it has at the later step; one that was"
                        + " lost on the way counts for nothing there). " + words(pairs)
                        + (nulls.stream().anyMatch(row -> row.statistic().equals("displacement"))
                                ? NullIntervals.WORDS + " Null models: other samples of the data at the same weights"
                                        + " (static), random steps as long as the optimizer's (random-walk)."
                                : "")
                        + BELOW,
                panels(NEIGHBOURS, "", Label.RANK, pairs, caption),
                more,
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
        String since = " since step " + first;
        String caption = "Displacement 1 − q² of an eigenvector between step " + first + " and the step shown. ";
        return new Section(
                "reference",
                heading,
                caption + "By rank; folded away: by identity. " + words(pairs) + BELOW,
                panels("reference", since, Label.RANK, pairs, caption),
                panels("reference-identity", since, Label.IDENTITY, pairs, caption),
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
    private List<Figure.Plot> panels(String id, String since, Label label, List<Displacement> pairs, String caption) {
        List<Figure.Plot> plots = new ArrayList<>();
        for (int index = 1; index <= k; index++) {
            int i = index;
            Predicate<Displacement> kind = row -> row.index() == i && row.label() == label;
            List<Curve> curves = curves(pairs, kind);
            if (!curves.isEmpty()) {
                List<IntervalRow> beside =
                        id.equals(NEIGHBOURS) ? nulls(index, curves).beside() : List.of();
                plots.add(new Figure.Plot(
                        id + "-v" + i,
                        quantity(i, since, label) + " " + runs.underOf(curves),
                        caption + SeedPlot.words(curves) + (beside.isEmpty() ? "" : NullIntervals.WORDS) + BELOW,
                        runs.steps(),
                        Axis.share(AXIS),
                        Legend.TOP,
                        SeedPlot.marks(runs, curves, belowResolution(pairs, kind)),
                        beside));
            }
        }
        return SeedPlot.onOneScale(plots, Axis::share);
    }

    private static String quantity(int index, String since, Label label) {
        return "Displacement of " + Symbols.vector(index) + since + " by " + label.csv();
    }

    private NullFigures nulls(int index, List<Curve> curves) {
        Statistic of = new Statistic("displacement", Tables.NullDraw::displacement, 1, 0);
        return new NullFigures(runs, nulls, draws, of, index, curves);
    }

    /** Those of neighbours by rank. */
    private List<Figure> nulls(List<Displacement> pairs, String caption) {
        List<Figure> figures = new ArrayList<>();
        for (int index = 1; index <= k; index++) {
            int i = index;
            List<Curve> curves = curves(pairs, row -> row.index() == i && row.label() == Label.RANK);
            figures.addAll(nulls(index, curves)
                    .more(NEIGHBOURS + "-v" + i, quantity(i, "", Label.RANK), caption, AXIS, Axis::share));
        }
        return figures;
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
