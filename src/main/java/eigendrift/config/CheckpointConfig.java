package eigendrift.config;

import java.util.List;

/** At which steps weights are kept and probed. The initial and the final weights belong to every rule but the list. */
public sealed interface CheckpointConfig {

    record Every(Span span) implements CheckpointConfig {}

    record At(List<Long> steps) implements CheckpointConfig {
        public At {
            steps = List.copyOf(steps);
        }
    }

    /** Steps 0, 1, 10^(1/p), 10^(2/p), …, rounded, with p = {@code perDecade}. */
    record Logarithmic(int perDecade) implements CheckpointConfig {}
}
