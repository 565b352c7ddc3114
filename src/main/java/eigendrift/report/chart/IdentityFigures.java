package eigendrift.report.chart;

import eigendrift.dynamics.Identities.Fate;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.study.Neighbours;
import eigendrift.study.Swap;
import eigendrift.text.Symbols;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which eigenvector is which: their ways through the ranks, how often that changes, and what it does to displacements.
 */
public final class IdentityFigures {
    private static final String HEADING = "Who is who";
    /** Smaller negative values are rounding and small preferences of the matching. */
    private static final double NEGATIVE = -.01;

    private final PlotContext runs;
    private final Tables tables;
    private final int k;

    private record Count(String run, long step, int count) {}

    private record At(String run, long step) {}

    private IdentityFigures(PlotContext runs, Tables tables) {
        this.runs = runs;
        this.tables = tables;
        this.k = tables.displacement().stream()
                .filter(row -> row.label() == Label.RANK)
                .mapToInt(Tables.Displacement::index)
                .max()
                .orElse(0);
    }

    /** One section that says why, where no eigenvector was followed. */
    public static List<Section> sections(PlotContext runs, Tables tables) {
        if (tables.identity().ranks().isEmpty()) {
            String why = tables.localization().isEmpty()
                    ? "No eigenvector has been measured yet."
                    : "Eigenvectors were measured, but not followed through changes of rank: this analysis is of a"
                            + " version that did not. A replay follows them, without training.";
            return List.of(Section.missing("identities", HEADING, why));
        }
        IdentityFigures figures = new IdentityFigures(runs, tables);
        return List.of(figures.timelines(), figures.changes(), figures.swaps());
    }

    private Section timelines() {
        String caption = "The rank of each eigenvector that was matched with itself from checkpoint to checkpoint, the"
                + " largest eigenvalue on top; a stroke and a lightness an identity. Symbols:"
                + " identities that crossed, returned or were born, at the checkpoint where that was found, or died, at"
                + " the last one that saw them; a star is both. Below the dashed line: the buffer. One run an"
                + " optimizer, that of its first seed, of "
                + runs.seeds() + ".";
        Map<String, String> first = new LinkedHashMap<>();
        tables.identity()
                .ranks()
                .forEach(row -> first.putIfAbsent(runs.optimizerOf().get(row.run()), row.run()));
        List<Figure> plots = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            if (first.containsKey(optimizer)) {
                String run = first.get(optimizer);
                IdentityTimeline timeline = new IdentityTimeline(
                        run, tables.identity(), runs.style(optimizer).tone());
                List<Mark> marks = new ArrayList<>();
                if (k > 0 && timeline.last() > k) {
                    marks.add(SeedPlot.level(runs, "", k + 0.5));
                }
                marks.addAll(timeline.marks());
                String id = "identities-" + runs.slug(optimizer);
                Axis y = Axis.ranks("rank", timeline.last());
                plots.add(new Figure.Plot(
                        id, "Ranks of the identities in " + run, caption, runs.steps(), y, Legend.TOP, marks));
            }
        }
        return new Section("identities", HEADING, caption, plots, List.of(), List.of());
    }

    private Section changes() {
        String heading = HEADING + ": how often that changes";
        List<Curve> born = counts(Fate.BORN);
        if (born.isEmpty()) {
            return Section.missing("changes", heading, "That takes two checkpoints of one run.");
        }
        String caption =
                "How many identities were born, died or returned, and how many pairs crossed, from one checkpoint to"
                        + " the next, at the step of the later one; buffer included. " + SeedPlot.words(born);
        List<Figure> plots = List.of(
                count(Fate.BORN, "Births of identities", caption, born),
                count(Fate.DIED, "Deaths of identities", caption, counts(Fate.DIED)),
                count(Fate.CROSSED, "Crossings of identities", caption, counts(Fate.CROSSED)),
                count(Fate.RETURNED, "Returns of identities", caption, counts(Fate.RETURNED)));
        return new Section("changes", heading, caption, plots, List.of(), List.of());
    }

    private Figure count(Fate event, String title, String caption, List<Curve> curves) {
        List<Mark> marks = SeedPlot.marks(runs, curves);
        double most = SeedPlot.ordinates(marks).max().orElse(0);
        Axis y = new Axis("count", Axis.Scale.LINEAR, 0, Math.max(1, 1.04 * most));
        return SeedPlot.plot(runs, "changes-" + event.csv(), title + " " + runs.underOf(curves), caption, y, marks);
    }

    /** Over every interval between neighbouring checkpoints, those without such an event too. */
    private List<Curve> counts(Fate event) {
        Map<At, Integer> found = new HashMap<>();
        tables.identity().changes().stream()
                .filter(change -> change.event() == event)
                .forEach(change -> found.merge(new At(change.run(), change.step()), 1, Integer::sum));
        Map<String, TreeSet<Long>> steps = new LinkedHashMap<>();
        tables.identity().ranks().forEach(row -> steps.computeIfAbsent(row.run(), r -> new TreeSet<>())
                .add(row.step()));
        List<Count> counts = new ArrayList<>();
        steps.forEach((run, own) -> own.tailSet(own.first(), false)
                .forEach(step -> counts.add(new Count(run, step, found.getOrDefault(new At(run, step), 0)))));
        return Curve.of(runs, counts, Count::run, Count::step, Count::count);
    }

    private Section swaps() {
        String heading = HEADING + ": what swaps contribute to displacement";
        Collection<Swap> rows = Swap.of(
                Neighbours.displacement(tables.displacement()),
                tables.identity().ranks());
        if (rows.isEmpty()) {
            return Section.missing("swaps", heading, "No vector was found again at a neighbouring checkpoint.");
        }
        double least = rows.stream().mapToDouble(Swap::part).min().getAsDouble();
        Axis y = new Axis("by rank − by identity", Axis.Scale.LINEAR, least < NEGATIVE ? -1 : 0, 1);
        String what =
                "Displacement 1 − q² by rank less displacement by identity, between a checkpoint and the one before it,"
                        + " of the vector that is the same one at both: 0 where none changed its rank, near 1 where two"
                        + " that hardly turn swap. ";
        List<Figure> first = new ArrayList<>();
        List<Figure> more = new ArrayList<>();
        String words = "";
        for (int index = 1; index <= k; index++) {
            int rank = index;
            List<Curve> curves = Curve.of(
                    runs,
                    rows.stream().filter(row -> row.rank() == rank).toList(),
                    Swap::run,
                    Swap::stepTo,
                    Swap::part);
            if (!curves.isEmpty()) {
                words = words.isEmpty() ? SeedPlot.words(curves) : words;
                String title =
                        "Part of swaps in the displacement of " + Symbols.vector(rank) + " " + runs.underOf(curves);
                (rank == 1 ? first : more)
                        .add(SeedPlot.plot(
                                runs,
                                "swaps-v" + rank,
                                title,
                                what + SeedPlot.words(curves),
                                y,
                                SeedPlot.marks(runs, curves)));
            }
        }
        return new Section("swaps", heading, what + words, first, more, List.of());
    }
}
