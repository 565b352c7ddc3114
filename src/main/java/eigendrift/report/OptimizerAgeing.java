package eigendrift.report;

import eigendrift.dynamics.Ageing;
import eigendrift.dynamics.Ageing.Correlation;
import eigendrift.replay.Tables;
import java.util.List;

/**
 * How the time in which a vector, by rank, turns under one optimizer grows with the age of the training.
 *
 * @param seeds completed runs with displacements
 */
record OptimizerAgeing(String optimizer, int index, String label, int seeds, Ageing fit) {

    /** Optimizers in the order of the configuration, then ranks. */
    static List<OptimizerAgeing> of(Tables tables) {
        return SeedDisplacements.of(tables).stream().map(OptimizerAgeing::of).toList();
    }

    static OptimizerAgeing of(SeedDisplacements own) {
        List<List<Correlation>> correlations = own.bySeed().stream()
                .map(seed -> seed.stream()
                        .map(row ->
                                new Correlation(row.stepFrom(), row.stepTo() - row.stepFrom(), 1 - row.displacement()))
                        .toList())
                .toList();
        return new OptimizerAgeing(own.optimizer(), own.index(), "rank", correlations.size(), Ageing.of(correlations));
    }
}
