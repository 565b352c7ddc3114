package eigendrift.readmodel;

import eigendrift.config.NullModelName;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.nulls.NullModel;
import eigendrift.experiment.nulls.NullModel.Ensemble;
import eigendrift.experiment.nulls.NullModel.NullAdjusted;
import eigendrift.experiment.nulls.NullModel.NullSampled;
import eigendrift.experiment.nulls.NullModel.NullSummarized;
import eigendrift.experiment.plan.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes rows of the events of one null model, by model, run and step in the order of the configuration, whatever the
 * order of the events.
 */
final class NullRows {

    /** The events that rows are made of. */
    static final Set<Class<? extends JournalEvent>> KINDS =
            Set.of(NullSummarized.class, NullAdjusted.class, NullSampled.class);

    /** All draws or comparisons of one model for one run; the run is empty where the draws serve every run. */
    private record Group(NullModelName model, String run) {}

    /** Within a group; no two events have the same. */
    private record Place(long step, int draw, long ordering) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::step)
                .thenComparingInt(Place::draw)
                .thenComparingLong(Place::ordering);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Cell(NullModelName model, String run, long step, int index, String statistic) {}

    private final Map<Group, SortedMap<Place, NullSummarized>> summaries = new LinkedHashMap<>();
    private final Map<Group, SortedMap<Place, List<Tables.NullDraw>>> draws = new LinkedHashMap<>();
    private final Map<Cell, Double> adjusted = new HashMap<>();
    private final Rows<NullSummarized> changed = new Rows<>();
    private final Rows<Tables.NullDraw> drawn = new Rows<>();

    void add(NullModel.Event event, long ordering) {
        if (event instanceof NullSummarized summary) {
            summaries
                    .computeIfAbsent(new Group(summary.model(), summary.run()), group -> new TreeMap<>())
                    .put(new Place(summary.step(), 0, ordering), summary);
            changed.add(summary, ordering);
        } else if (event instanceof NullAdjusted adjustment) {
            adjustment
                    .rows()
                    .forEach(row -> adjusted.put(
                            new Cell(adjustment.model(), adjustment.run(), row.step(), row.index(), row.statistic()),
                            row.p()));
            summaries
                    .getOrDefault(new Group(adjustment.model(), adjustment.run()), new TreeMap<>())
                    .values()
                    .forEach(summary -> changed.add(summary, ordering));
        } else if (event instanceof NullSampled sampled) {
            NullModelName model = sampled.draw().ensemble().model();
            List<Tables.NullDraw> rows = rows(sampled);
            draws.computeIfAbsent(new Group(model, run(sampled)), group -> new TreeMap<>())
                    .put(new Place(step(sampled), sampled.draw().index(), ordering), rows);
            rows.forEach(row -> drawn.add(row, ordering));
        }
    }

    /** The comparisons, in the order of {@code models} and {@code runs}. */
    List<Tables.Null> nulls(List<NullModelName> models, List<Run> runs) {
        return ordered(summaries, models, runs).stream()
                .flatMap(summary -> rows(summary).stream())
                .toList();
    }

    /** The comparisons that events behind {@code ordering} have made, or given adjusted p-values. */
    List<Tables.Null> nulls(long behind) {
        return new LinkedHashSet<>(changed.behind(behind))
                .stream().flatMap(summary -> rows(summary).stream()).toList();
    }

    /** The draws, in the order of {@code models} and {@code runs}. */
    List<Tables.NullDraw> draws(List<NullModelName> models, List<Run> runs) {
        return Views.concat(ordered(draws, models, runs));
    }

    List<Tables.NullDraw> draws(long behind) {
        return drawn.behind(behind);
    }

    private static <E> List<E> ordered(
            Map<Group, SortedMap<Place, E>> groups, List<NullModelName> models, List<Run> runs) {
        List<String> names = runs.stream().map(Run::name).toList();
        List<Group> order = new ArrayList<>(groups.keySet());
        order.sort(Comparator.comparingInt((Group group) -> models.indexOf(group.model()))
                .thenComparingInt(group -> names.indexOf(group.run())));
        return order.stream()
                .flatMap(group -> groups.get(group).values().stream())
                .toList();
    }

    private List<Tables.Null> rows(NullSummarized summary) {
        return summary.rows().stream()
                .map(row -> new Tables.Null(
                        summary.model(),
                        summary.run(),
                        summary.step(),
                        row.index(),
                        row.statistic(),
                        row.observed(),
                        row.mean(),
                        row.sd(),
                        row.z(),
                        row.p(),
                        adjusted.getOrDefault(
                                new Cell(summary.model(), summary.run(), summary.step(), row.index(), row.statistic()),
                                Double.NaN)))
                .toList();
    }

    private static List<Tables.NullDraw> rows(NullSampled sampled) {
        return sampled.vectors().stream()
                .map(vector -> new Tables.NullDraw(
                        sampled.draw().ensemble().model(),
                        run(sampled),
                        step(sampled),
                        sampled.draw().index() + 1,
                        vector.index(),
                        vector.eigenvalue(),
                        vector.values(),
                        sampled.moved().stream()
                                .filter(moved -> moved.index() == vector.index())
                                .mapToDouble(moved -> moved.displacement())
                                .findFirst()
                                .orElse(Double.NaN),
                        sampled.products(),
                        sampled.converged()))
                .toList();
    }

    private static String run(NullSampled drawn) {
        return drawn.draw().ensemble().own().map(Ensemble.Own::run).orElse("");
    }

    private static long step(NullSampled drawn) {
        return drawn.draw().ensemble().own().map(Ensemble.Own::step).orElse(-1L);
    }
}
