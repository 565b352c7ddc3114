package eigendrift.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The multilayer perceptron between inputs and outputs.
 *
 * @param hidden widths of the hidden layers; empty for a linear model
 * @param initialWeights an .npz whose arrays, in layer order, replace the random start
 */
public record NetworkConfig(
        List<Integer> hidden, Activation activation, Initialization initialization, Optional<Path> initialWeights) {
    public NetworkConfig {
        hidden = List.copyOf(hidden);
    }
}
