package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.config.ExperimentConfig;
import eigendrift.config.OptimizerConfig;
import eigendrift.config.UpdateRule;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.tensors.Fixtures;
import eigendrift.tensors.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectCommandTest {

    @TempDir
    private Path folder;

    @Test
    void showsAFile() {
        Path file = Fixtures.path("optimizers/groups.pt");
        Said said = Said.by("inspect", file.toString());
        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(said.out()).isEqualTo("""
                file       FILE
                format     torch.save
                step       1, by step
                network    4-3-2, 23 parameters
                optimizer  adamw or adam after 1 update, lr 0.001 for 2 tensors; lr 0.001 for 2 tensors; \
                keeps step, exp_avg, exp_avg_sq

                tensor          type     shape
                ──────────────  ───────  ─────
                model.0.weight  float32  3 x 4
                model.0.bias    float32  3
                model.2.weight  float32  2 x 3
                model.2.bias    float32  2

                layer  inputs  outputs  weight          bias          numbers in the optimizer
                ─────  ──────  ───────  ──────────────  ────────────  ────────────────────────
                    1       4        3  model.0.weight  model.0.bias  0, 2
                    2       3        2  model.2.weight  model.2.bias  1, 3

                state              norm  largest
                ─────────────  ────────  ───────
                first-moment      0.377      0.2
                second-moment  0.006006    0.004

                experiment {
                  name = mine
                  # Fill in the data: 4 inputs, 2 outputs, as the network saw them.
                  data { source = arrays, path = FILE, inputs = x, targets = y }
                  # Set these two: no file of weights says the activation or the loss.
                  network { hidden = [3], activation = relu, initial-weights = "FILE" }
                  loss = cross-entropy
                  # Or adam, the file does not say which.
                  optimizers = [{ type = adamw, learning-rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, \
                weight-decay = 0.1 }]
                }
                """.replaceAll("(?<=  |\")FILE", file.toString()));
    }

    @Test
    void showsAFolder() {
        Said said = Said.by("inspect", Fixtures.path("optimizers").toString());
        assertThat(said.code()).isZero();
        assertThat(said.out().lines().map(line -> line.replaceFirst("^\\S+/", "")
                        .replaceAll(" +", " ")))
                .contains(
                        "adam.pt torch.save 3 16 4-3-2 23 adam",
                        "amsgrad.pt torch.save – 20 4-3-2 23 amsgrad",
                        "sgd.pt torch.save 3 8 4-3-2 23 sgd")
                .hasSize(2 + 11);
    }

    @Test
    void saysWhyThereAreNoLayers() {
        Said said = Said.by("inspect", Fixtures.path("convolution.pt").toString());
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("0.weight  float32  2 x 1 x 3 x 3")
                .contains("No layers were found.")
                .contains("expected the matrices and vectors of a multilayer perceptron, found also")
                .doesNotContain("experiment {");
    }

    @Test
    void goesOnAfterAFileThatIsNone() throws IOException {
        Files.copy(Fixtures.path("plain.pt"), folder.resolve("step1.pt"));
        Files.writeString(folder.resolve("step2.pt"), "half a file");
        Files.copy(Fixtures.path("plain.pt"), folder.resolve("step3.pt"));
        Said said = Said.by("inspect", folder.toString());
        assertThat(said.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(said.out()).contains("step1.pt", "step3.pt").doesNotContain("step2.pt");
        assertThat(said.err()).contains("eigendrift: ", "step2.pt: expected .npz, .npy, .safetensors");
    }

    @Test
    void readsTheNetworkThatIsMeant() {
        String file = Fixtures.path("two-networks.pt").toString();
        assertThat(Said.by("inspect", file).out()).contains("Maybe say where the weights are: --model PLACE.");
        assertThat(Said.by("inspect", file, "--model", "ema").out()).contains("network  4-3-2, 23 parameters");
        assertThat(Said.by("inspect", file, "--model", "none").err())
                .contains("expected tensors at none, found model, ema");
    }

    /** As Hugging Face writes: the optimizer in a file of its own, and tensors sorted by name. */
    @Test
    void readsTheOptimizerBesideTheModel() throws IOException {
        Path checkpoint = Files.createDirectory(folder.resolve("checkpoint-500"));
        Files.copy(Fixtures.path("hugging-face/model.safetensors"), checkpoint.resolve("model.safetensors"));
        Files.copy(Fixtures.path("hugging-face/optimizer.pt"), checkpoint.resolve("optimizer.pt"));
        Said said = Said.by("inspect", folder.toString());
        assertThat(said.err()).isEmpty();
        assertThat(said.out().replaceAll(" +", " "))
                .contains(
                        "format .safetensors\nstep 500, by checkpoint-500\nnetwork 4-3-2, 23 parameters\n",
                        "optimizer adam after 3 updates, lr 0.01 for 4 tensors; keeps step, exp_avg, exp_avg_sq\n",
                        "1 4 3 net.0.weight net.0.bias 0, 1\n",
                        "2 3 2 net.2.weight net.2.bias 2, 3\n");
    }

    /** A name with the sequence that clears a terminal. */
    @Test
    void sendsNoCommandsToTheTerminal() throws IOException {
        Path file = folder.resolve("a.npz");
        try (Npz.Writer writer = new Npz.Writer(file)) {
            writer.put("\u001b[2J.weight", new double[4], 2, 2);
        }
        Said said = Said.by("inspect", file.toString());
        assertThat(said.out()).contains("?[2J.weight  float64  2 x 2").doesNotContain("\u001b");
    }

    @Test
    void writesJson() throws IOException {
        Said said = Said.by("inspect", "--json", Fixtures.path("lightning").toString());
        assertThat(said.code()).isZero();
        JsonNode json = new ObjectMapper().readTree(said.out()).get(0);
        assertThat(json.get("format").textValue()).isEqualTo("torch.save");
        assertThat(json.get("step").longValue()).isEqualTo(30);
        assertThat(json.get("tensors")).hasSize(16);
        assertThat(json.get("tensors").get(0))
                .hasToString("{\"name\":\"state_dict.net.0.weight\",\"type\":\"float64\",\"shape\":[3,4]}");
        assertThat(json.get("layers").get(1).get("weight").textValue()).isEqualTo("state_dict.net.2.weight");
        assertThat(json.get("reason").isNull()).isTrue();
        assertThat(json.get("optimizers").get(0).get("types").toString()).isEqualTo("[\"adam\"]");
        assertThat(json.get("optimizers")
                        .get(0)
                        .get("groups")
                        .get(0)
                        .get("settings")
                        .get("lr")
                        .doubleValue())
                .isEqualTo(1e-3);
        assertThat(json.get("values").get("hyper_parameters.space.depth").longValue())
                .isEqualTo(2);
        assertThat(json.get("experiment").textValue()).startsWith("experiment {");
    }

    /** The block can be run once the data are filled in, and has the settings with which PyTorch trained. */
    @ParameterizedTest
    @ValueSource(strings = {"sgd", "adam", "adamw", "amsgrad", "adamax", "nadam", "radam", "rmsprop", "adagrad"})
    void printsABlockToPaste(String name) throws IOException {
        Said said =
                Said.by("inspect", Fixtures.path("optimizers/" + name + ".pt").toString());
        String block = said.out().substring(said.out().indexOf("experiment {"));
        Path file = Files.writeString(folder.resolve("mine.conf"), block);
        ExperimentConfig config =
                ExperimentReader.read(file, List.of("data=digits")).config();
        assertThat(config.network().hidden()).containsExactly(3);
        assertThat(config.network().initialWeights()).contains(Fixtures.path("optimizers/" + name + ".pt"));
        OptimizerConfig optimizer = config.optimizers().get(0);
        assertThat(optimizer.learningRate()).isEqualTo(.01);
        assertThat(optimizer.rule())
                .isEqualTo(
                        switch (name) {
                            case "sgd" -> new UpdateRule.Sgd(.9, false, 0);
                            case "adam" -> new UpdateRule.Adam(.9, .999, 1e-8, 0);
                            case "adamw" -> new UpdateRule.AdamW(.9, .999, 1e-8, .01);
                            case "amsgrad" -> new UpdateRule.AmsGrad(.9, .999, 1e-8, 0);
                            case "adamax" -> new UpdateRule.Adamax(.9, .999, 1e-8, 0);
                            case "nadam" -> new UpdateRule.NAdam(.9, .999, 1e-8, 0, 4e-3);
                            case "radam" -> new UpdateRule.RAdam(.9, .999, 1e-8, 0);
                            case "rmsprop" -> new UpdateRule.RmsProp(.99, 1e-8, 0, 0, false);
                            case "adagrad" -> new UpdateRule.Adagrad(0, 0, 0, 1e-10);
                            default -> throw new AssertionError(name);
                        });
    }
}
