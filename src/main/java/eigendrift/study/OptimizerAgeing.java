package eigendrift.study;

import eigendrift.dynamics.Ageing;
import eigendrift.dynamics.Ageing.Correlation;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import java.util.List;

/**
 * How the time in which a vector, by rank, turns under one optimizer grows with the age of the training.
 *
 * @param seeds completed runs with displacements
 */
public record OptimizerAgeing(String optimizer, int index, Label label, int seeds, Ageing fit) {

    /** Optimizers in the order of the configuration, then ranks. */
    public static List<OptimizerAgeing> of(Tables tables) {
        return SeedDisplacements.of(tables).stream().map(OptimizerAgeing::of).toList();
    }

    public static OptimizerAgeing of(SeedDisplacements own) {
        List<List<Correlation>> correlations = own.bySeed().stream()
                .map(seed -> seed.stream()
                        .map(row ->
                                new Correlation(row.stepFrom(), row.stepTo() - row.stepFrom(), 1 - row.displacement()))
                        .toList())
                .toList();
        return new OptimizerAgeing(
                own.optimizer(), own.index(), Label.RANK, correlations.size(), Ageing.of(correlations));
    }
}
