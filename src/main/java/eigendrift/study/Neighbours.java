package eigendrift.study;

import eigendrift.readmodel.Tables;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Picks, of all pairs of checkpoints of a run, those with none between them. */
public final class Neighbours {

    private Neighbours() {}

    public static List<Tables.Displacement> displacement(Collection<Tables.Displacement> rows) {
        return of(rows, Tables.Displacement::run, Tables.Displacement::stepFrom, Tables.Displacement::stepTo);
    }

    public static List<Tables.Subspace> subspace(Collection<Tables.Subspace> rows) {
        return of(rows, Tables.Subspace::run, Tables.Subspace::stepFrom, Tables.Subspace::stepTo);
    }

    /** The rows of neighbouring checkpoints; {@code rows} are those of one rank. */
    static List<OptimizerSusceptibility> susceptibility(Collection<OptimizerSusceptibility> rows) {
        return of(
                rows,
                OptimizerSusceptibility::optimizer,
                OptimizerSusceptibility::stepFrom,
                OptimizerSusceptibility::stepTo);
    }

    private static <R> List<R> of(
            Collection<R> rows, Function<R, String> run, ToLongFunction<R> from, ToLongFunction<R> to) {
        Map<String, Set<Long>> checkpoints = new HashMap<>();
        for (R row : rows) {
            Set<Long> own = checkpoints.computeIfAbsent(run.apply(row), r -> new HashSet<>());
            own.add(from.applyAsLong(row));
            own.add(to.applyAsLong(row));
        }
        Map<String, Map<Long, Long>> next = new HashMap<>();
        checkpoints.forEach((name, steps) -> next.put(name, next(steps)));
        return rows.stream()
                .filter(row -> next.get(run.apply(row)).getOrDefault(from.applyAsLong(row), -1L) == to.applyAsLong(row))
                .toList();
    }

    private static Map<Long, Long> next(Set<Long> steps) {
        Map<Long, Long> next = new HashMap<>();
        Long before = null;
        for (Long step : new TreeSet<>(steps)) {
            if (before != null) {
                next.put(before, step);
            }
            before = step;
        }
        return next;
    }
}
