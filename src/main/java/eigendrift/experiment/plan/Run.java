package eigendrift.experiment.plan;

import eigendrift.config.OptimizerConfig;
import eigendrift.random.Streams;

/** One optimizer with one seed. */
public record Run(OptimizerConfig optimizer, long seed) {

    /** OPTIMIZER-seedS, unique within an experiment. */
    public String name() {
        return optimizer.name() + "-seed" + seed;
    }

    /** The run's random streams; those of the same seed are the same for every optimizer. */
    public Streams streams() {
        return new Streams(seed);
    }
}
