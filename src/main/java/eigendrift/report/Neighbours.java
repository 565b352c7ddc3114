package eigendrift.report;

import eigendrift.replay.Tables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Picks, of all pairs of checkpoints of a run, those with none between them. */
final class Neighbours {

    private Neighbours() {}

    static List<Tables.Displacement> displacement(List<Tables.Displacement> rows) {
        return of(rows, Tables.Displacement::run, Tables.Displacement::stepFrom, Tables.Displacement::stepTo);
    }

    static List<Tables.Subspace> subspace(List<Tables.Subspace> rows) {
        return of(rows, Tables.Subspace::run, Tables.Subspace::stepFrom, Tables.Subspace::stepTo);
    }

    /** Of one rank. */
    static List<OptimizerSusceptibility> susceptibility(List<OptimizerSusceptibility> rows) {
        return of(
                rows,
                OptimizerSusceptibility::optimizer,
                OptimizerSusceptibility::stepFrom,
                OptimizerSusceptibility::stepTo);
    }

    private static <R> List<R> of(List<R> rows, Function<R, String> run, ToLongFunction<R> from, ToLongFunction<R> to) {
        Map<String, TreeSet<Long>> checkpoints = new HashMap<>();
        for (R row : rows) {
            TreeSet<Long> own = checkpoints.computeIfAbsent(run.apply(row), r -> new TreeSet<>());
            own.add(from.applyAsLong(row));
            own.add(to.applyAsLong(row));
        }
        return rows.stream()
                .filter(row -> {
                    Long next = checkpoints.get(run.apply(row)).higher(from.applyAsLong(row));
                    return next != null && next == to.applyAsLong(row);
                })
                .toList();
    }
}
