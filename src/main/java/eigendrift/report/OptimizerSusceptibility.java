package eigendrift.report;

import eigendrift.dynamics.Susceptibility;
import eigendrift.replay.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How differently the seeds of one optimizer turn a vector, by rank, between two checkpoints.
 *
 * @param displacement over the completed runs; that of q² is the same, but for the mean
 */
record OptimizerSusceptibility(
        String optimizer, int index, String label, long stepFrom, long stepTo, Susceptibility displacement) {

    /** Mean of q² over seeds. */
    double meanSquaredOverlap() {
        return 1 - displacement.mean();
    }

    /** Optimizers in the order of the configuration; pairs of checkpoints that any completed run was compared at. */
    static List<OptimizerSusceptibility> of(Tables tables) {
        List<OptimizerSusceptibility> rows = new ArrayList<>();
        SeedDisplacements.of(tables).forEach(own -> {
            Map<Long, Map<Long, List<Double>>> values = new TreeMap<>();
            own.bySeed()
                    .forEach(seed -> seed.forEach(row -> values.computeIfAbsent(row.stepFrom(), t -> new TreeMap<>())
                            .computeIfAbsent(row.stepTo(), t -> new ArrayList<>())
                            .add(row.displacement())));
            values.forEach((from, later) -> later.forEach((to, each) -> rows.add(new OptimizerSusceptibility(
                    own.optimizer(),
                    own.index(),
                    SeedDisplacements.LABEL,
                    from,
                    to,
                    Susceptibility.of(
                            each.stream().mapToDouble(Double::doubleValue).toArray())))));
        });
        return rows;
    }
}
