package eigendrift.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The multilayer perceptron between inputs and outputs.
 *
 * @param hidden widths of the hidden layers; empty for a linear model
 * @param initialWeights a file whose weights replace the random start: an .npz with arrays in layer order, or another
 *     checkpoint
 */
public record NetworkConfig(
        List<Integer> hidden, Activation activation, Initialization initialization, Optional<Path> initialWeights) {
    public NetworkConfig {
        hidden = List.copyOf(hidden);
    }
}
