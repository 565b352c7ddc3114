package eigendrift.config;

import java.util.List;

/** A random Hessian to compare with. */
public sealed interface NullModelConfig {

    /** Name of the model in tables, and in the configuration's {@code type}. */
    String type();

    /** Uniformly random directions, in closed form. */
    record Haar() implements NullModelConfig {
        @Override
        public String type() {
            return "haar";
        }
    }

    /** Uniformly random within each layer, with the measured layer masses, in closed form. */
    record HaarLayered() implements NullModelConfig {
        @Override
        public String type() {
            return "haar-layered";
        }
    }

    /** Hessians at fresh initial weights of the same architecture on the same data. */
    record Initialization(int draws) implements NullModelConfig {
        @Override
        public String type() {
            return "initialization";
        }
    }

    /** Hessians at the trained entries, permuted within each weight matrix and bias. */
    record ShuffledWeights(int draws, At at) implements NullModelConfig {
        @Override
        public String type() {
            return "shuffled-weights";
        }
    }

    /** Which checkpoints of a run a null model is drawn for. */
    sealed interface At {
        record Last() implements At {}

        record FirstAndLast() implements At {}

        record All() implements At {}

        record Steps(List<Long> steps) implements At {}
    }
}
