package eigendrift.config;

import java.util.List;
import java.util.OptionalInt;

/**
 * An experiment: every optimizer with every seed is a run.
 *
 * @param concurrency runs that train at once; empty for as many as there are training threads
 */
public record ExperimentConfig(
        String name,
        List<Long> seeds,
        OptionalInt concurrency,
        DataConfig data,
        NetworkConfig network,
        Loss loss,
        TrainingConfig training,
        List<OptimizerConfig> optimizers,
        CheckpointConfig checkpoints,
        ProbeConfig probe,
        TrackerConfig tracker,
        List<NullModelConfig> nullModels,
        ThreadsConfig threads) {
    public ExperimentConfig {
        seeds = List.copyOf(seeds);
        optimizers = List.copyOf(optimizers);
        nullModels = List.copyOf(nullModels);
    }
}
