package eigendrift.cli;

import eigendrift.config.ConfigException;
import eigendrift.config.OptimizerConfig;
import eigendrift.config.UpdateRule;
import eigendrift.experiment.plan.Plan;
import eigendrift.journal.Storage;
import eigendrift.optimizer.Optimizers;
import java.util.Locale;

/**
 * Checks that the largest event of a plan fits into one record of its database. That is a checkpoint: the n parameters
 * and the vectors of the optimizer's state, 8 n bytes each. Eigenvectors come in events of their own.
 */
final class EventLimit {

    /** Generous number of bytes for the names and numbers of a checkpoint besides its vectors. */
    private static final int BESIDE = 2048;

    private static final int BESIDE_VECTOR = 64;

    private EventLimit() {}

    /** @throws ConfigException if a checkpoint of {@code plan} does not fit */
    static void check(Plan plan, Storage storage) {
        long limit = storage.maximumRecord();
        long vector = vectorBytes(plan);
        for (OptimizerConfig optimizer : plan.config().optimizers()) {
            long vectors = 1 + Optimizers.stateVectors(optimizer.rule(), plan.totalSteps());
            if (vectors * vector + BESIDE > limit) {
                throw new ConfigException(String.format(
                        Locale.ROOT,
                        "expected checkpoints of at most %,d bytes, what a record of the database %s may hold, found"
                                + " optimizers.%s: its checkpoints keep %d vectors of %,d parameters, %,d bytes."
                                + "%nMaybe %s.",
                        limit,
                        storage.name(),
                        optimizer.name(),
                        vectors,
                        plan.architecture().parameters(),
                        vectors * vector + BESIDE,
                        wayOut(optimizer, vectors, limit, vector)));
            }
        }
    }

    private static String wayOut(OptimizerConfig optimizer, long vectors, long limit, long vector) {
        long history = ((limit - BESIDE) / vector - 3) / 2;
        if (optimizer.rule() instanceof UpdateRule.Lbfgs && history >= 1) {
            return "optimizers." + optimizer.name() + ".history = " + history + ", or a smaller network";
        }
        // L-BFGS with one pair keeps five vectors; no other rule keeps more.
        long fewest = Math.min(5, vectors);
        return String.format(
                Locale.ROOT,
                "a network of at most %,d parameters",
                Math.max(0, ((limit - BESIDE) / fewest - BESIDE_VECTOR) / Double.BYTES));
    }

    private static long vectorBytes(Plan plan) {
        return (long) Double.BYTES * plan.architecture().parameters() + BESIDE_VECTOR;
    }
}
