package eigendrift.experiment;

import eigendrift.config.reading.ExperimentReader;
import eigendrift.experiment.plan.Plan;
import java.util.List;

/** Small experiments for tests. */
public final class Plans {

    /** Two optimizers, two seeds, 32 parameters; a batch that does not divide the samples. */
    private static final String SMALL = """
            experiment {
              name = small
              seeds = [0, 1]
              data { source = gaussian-mixture, inputs = 4, classes = 3, count = 50, test-count = 20 }
              network { hidden = [4], activation = tanh }
              training { epochs = 6, batch-size = 8, log-every = 5 steps }
              optimizers = [ { type = sgd, momentum = .9, learning-rate = .05 }, { type = adam, learning-rate = .01 } ]
              checkpoints { every = 2 epochs }
              probe { eigenpairs = 3 }
              null-models = [
                { type = haar }, { type = haar-layered }, { type = initialization, draws = 3 },
                { type = shuffled-weights, draws = 2, at = first-and-last }
              ]
            }
            """;

    private Plans() {}

    public static Plan small(String... overrides) {
        return Plan.of("small", ExperimentReader.parse(SMALL, List.of(overrides)));
    }

    public static Plan with(Plan plan, String... overrides) {
        return plan.with(ExperimentReader.parse(plan.json(), List.of(overrides)));
    }
}
