package eigendrift.config;

import eigendrift.config.NullModelConfig.BlockGaussian;
import eigendrift.config.NullModelConfig.Haar;
import eigendrift.config.NullModelConfig.HaarLayered;
import eigendrift.config.NullModelConfig.Initialization;
import eigendrift.config.NullModelConfig.Movement;
import eigendrift.config.NullModelConfig.RandomWalk;
import eigendrift.config.NullModelConfig.ScaledInitialization;
import eigendrift.config.NullModelConfig.ShuffledLabels;
import eigendrift.config.NullModelConfig.ShuffledWeights;
import eigendrift.config.NullModelConfig.Static;
import java.util.Locale;

/** Names of null models in events and tables, in the order in which optimizers are compared with them. */
public enum NullModelName {
    RANDOM_WALK(RandomWalk.class),
    STATIC(Static.class),
    INITIALIZATION(Initialization.class),
    INITIALIZATION_GAUSSIAN(Initialization.class),
    SCALED_INITIALIZATION(ScaledInitialization.class),
    SHUFFLED_WEIGHTS(ShuffledWeights.class),
    SHUFFLED_LABELS(ShuffledLabels.class),
    BLOCK_GAUSSIAN(BlockGaussian.class),
    HAAR(Haar.class),
    HAAR_LAYERED(HaarLayered.class);

    private final Class<? extends NullModelConfig> model;

    NullModelName(Class<? extends NullModelConfig> model) {
        this.model = model;
    }

    /** Whether it says how far eigenvectors turn; else it says where they sit. */
    public boolean isOfMovement() {
        return Movement.class.isAssignableFrom(model);
    }

    /** Its word in events and tables. */
    public String csv() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
