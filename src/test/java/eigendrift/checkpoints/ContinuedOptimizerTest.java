package eigendrift.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.config.Activation;
import eigendrift.config.OptimizerConfig;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.network.Architecture;
import eigendrift.optimizer.Optimizer;
import eigendrift.optimizer.Optimizers;
import eigendrift.tensors.Fixtures;
import eigendrift.tensors.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The state of a rule of torch.optim after three updates, put into ours, and a fourth update with the gradient of
 * PyTorch: the weights are those of PyTorch. Both are in double precision.
 */
class ContinuedOptimizerTest {

    /** Some roundings of weights below 1, whose order of operations differs. */
    private static final double ROUNDING = 1e-15;

    @TempDir
    private Path folder;

    /** Without NAdam, whose momenta PyTorch 1.13 multiplies by a factor too many. */
    @ParameterizedTest
    @ValueSource(strings = {"sgd", "adam", "adamw", "amsgrad", "adamax", "radam", "rmsprop", "centered", "adagrad"})
    void goesOnAsPyTorchDoes(String name) throws IOException {
        JsonNode after = new ObjectMapper()
                .readTree(Files.readString(Fixtures.path("after.json")))
                .get(name);
        try (TensorFile file = TensorFile.open(Fixtures.path("optimizers/" + name + ".pt"))) {
            Checkpoint checkpoint = Checkpoint.of(file);
            Layers layers = checkpoint.layers();
            OptimizerState state = checkpoint.optimizer().orElseThrow();
            Optimizer optimizer = restored(checkpoint, layers, state);
            double[] parameters = layers.read();
            optimizer.step(parameters, doubles(after.get("gradient")), .01, null);
            double[] expected = doubles(after.get("parameters"));
            assertThat(parameters).hasSize(23).isNotEqualTo(layers.read());
            assertThat(parameters).containsExactly(expected, within(ROUNDING));
        }
    }

    private Optimizer restored(Checkpoint checkpoint, Layers layers, OptimizerState state) throws IOException {
        Path conf = Files.writeString(folder.resolve("mine.conf"), ExperimentText.of(checkpoint, layers));
        OptimizerConfig config = ExperimentReader.read(conf, List.of("data=digits"))
                .config()
                .optimizers()
                .get(0);
        Architecture architecture = new Architecture(layers.widths(), Activation.RELU);
        Optimizer optimizer = Optimizers.create(config.rule(), architecture.layout());
        // The first update of torch.optim.SGD leaves no count.
        optimizer.restore(new eigendrift.optimizer.OptimizerState(
                state.updates().orElse(3L),
                state.vectors(layers, checkpoint.inOrder(layers)).orElseThrow()));
        return optimizer;
    }

    @Test
    void countsUpdates() {
        try (TensorFile file = TensorFile.open(Fixtures.path("optimizers/adam.pt"))) {
            assertThat(Checkpoint.of(file).optimizer().orElseThrow().updates()).contains(3L);
        }
        OptimizerState old = new OptimizerState("", List.of(), Map.of(), Optional.of(7L));
        assertThat(old.updates()).contains(7L);
    }

    private static double[] doubles(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .toArray();
    }
}
