package eigendrift.checkpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eigendrift.files.DataException;
import eigendrift.tensors.Fixtures;
import eigendrift.tensors.Npz;
import eigendrift.tensors.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerMappingTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            plain.pt                             | 0.weight 0.bias 2.weight 2.bias
            module.pt                            | 0.weight 0.bias 2.weight 2.bias
            prefixes.pt                          | 0.weight 0.bias 2.weight 2.bias
            optimizers/amsgrad.pt                | 0.weight 0.bias 2.weight 2.bias
            lightning/epoch=1-step=30.ckpt       | 0.weight 0.bias 2.weight 2.bias
            sharded/model.safetensors.index.json | 0.weight 0.bias 2.weight 2.bias
            chain.pt                             | into b_into out b_out
            """)
    void findsTheLayers(String name, String expected) {
        assertThat(names(Fixtures.path(name))).isEqualTo(List.of(expected.split(" ")));
    }

    /** All layers are 5 x 5, and the file has layer 10 before layer 2. */
    @Test
    void countsTwelveEqualLayers() {
        List<String> expected = IntStream.range(0, 12)
                .map(i -> 2 * i)
                .boxed()
                .flatMap(i -> List.of(i + ".weight", i + ".bias").stream())
                .toList();
        assertThat(names(Fixtures.path("twelve.safetensors"))).isEqualTo(expected);
        assertThat(names(Fixtures.path("twelve.pt"))).isEqualTo(expected);
    }

    /** As names on the way to the tensor; the usual places and wrappers are left out. */
    private static List<String> names(Path path) {
        try (TensorFile file = TensorFile.open(path)) {
            List<String> names = new ArrayList<>();
            Checkpoint.of(file).layers().layers().forEach(layer -> {
                assertThat(layer.transposed()).isFalse();
                names.add(layer.weight().name().replaceFirst("^.*?(?=(\\d+\\.)?\\w+$)", ""));
                names.add(layer.bias().name().replaceFirst("^.*?(?=(\\d+\\.)?\\w+$)", ""));
            });
            return names;
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            layer1.weight 3 4, layer1.bias 3, layer2.weight 2 3, layer2.bias 2         | false
            layer2.weight 2 3, layer2.bias 2, layer1.weight 3 4, layer1.bias 3         | false
            input.weight 3 4, input.bias 3, output.weight 2 3, output.bias 2           | false
            q.weight 3 4, q.bias 3, b.weight 3 3, b.bias 3, c.weight 2 3, c.bias 2      | false
            z.weight 3 4, z.bias 3, h1.weight 3 3, h1.bias 3, h2.weight 3 3, h2.bias 3, a.weight 2 3, a.bias 2 | false
            W1 3 4, b1 3, W2 2 3, b2 2                                                 | false
            W1 4 3, b1 3, W2 3 2, b2 2                                                 | true
            arr_0 4 3, arr_1 3, arr_2 3 2, arr_3 2                                     | true
            dense.kernel 4 3, dense.bias 3, dense_1.kernel 3 2, dense_1.bias 2         | true
            d_0.kernel 3 3, d_0.bias 3, d_1.kernel 3 3, d_1.bias 3                     | true
            weight 2 4, bias 2                                                         | false
            layer1.weight 3 4, layer1.bias 3, parameters 15, eigenvectors 2 15, eigenvalues 2 | false
            """)
    void followsNamesAndShapes(String tensors, boolean transposed) throws IOException {
        try (TensorFile file = TensorFile.open(npz(tensors))) {
            Layers layers = Checkpoint.of(file).layers();
            assertThat(layers.layers()).allMatch(layer -> layer.transposed() == transposed);
            List<Integer> widths = layers.widths();
            assertThat(layers.parameters())
                    .isEqualTo(IntStream.range(1, widths.size())
                            .map(l -> (widths.get(l - 1) + 1) * widths.get(l))
                            .sum());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.weight 3 3, a.bias 3, b.weight 3 3, b.bias 3       | found several
            W 3 3, b 3                                           | found several
            W1 3 3, b1 3, W2 3 3, b2 3                           | found several
            a.weight 3 4, a.bias 3, b.weight 2 5, b.bias 2       | found none
            a.weight 3 4, a.bias 2                               | found none
            fc2.weight 3 4, fc2.bias 3, fc1.weight 2 3, fc1.bias 2 | found none
            a.weight 3 4, scale 3                                | found none
            a.weight 3 4                                         | found 1 matrices and 0 vectors
            emb.weight 9 4, a.weight 3 4, a.bias 3               | found 2 matrices and 1 vectors
            a.weight 3 4, a.bias 3, norm.weight 3, norm.bias 3   | found 1 matrices and 3 vectors
            conv.weight 2 1 3 3, conv.bias 2                     | found also
            a.weight 0 4, a.bias 0                               | found also
            a.weight_g 3 1, a.weight_v 3 4, a.bias 3             | found their norms and directions
            """)
    void refusesTheRest(String tensors, String message) throws IOException {
        assertRefused(npz(tensors), message, "npz: expected");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            square.pt      | found several
            no-bias.pt     | found 2 matrices and 0 vectors
            norm.pt        | found also
            convolution.pt | found also
            weight-norm.pt | remove_weight_norm
            integers.pt    | found also
            opaque.pt      | found also
            half.pt        | found 0 matrices and 4 vectors
            """)
    void refusesOtherNetworks(String name, String message) {
        assertRefused(Fixtures.path(name), message);
    }

    @Test
    void takesWhatIsKnownOfTheWidths() throws IOException {
        try (TensorFile file = TensorFile.open(npz("a.weight 3 4, a.bias 3, b.weight 4 3, b.bias 4"))) {
            Checkpoint checkpoint = Checkpoint.of(file);
            assertThatExceptionOfType(DataException.class).isThrownBy(checkpoint::layers);
            assertThat(checkpoint
                            .layers(widths -> widths.get(0) == 3)
                            .layers()
                            .get(0)
                            .weight()
                            .name())
                    .isEqualTo("b.weight");
        }
    }

    @Test
    void readsThemInOurOrder() throws IOException {
        Path file = folder.resolve("k.npz");
        try (Npz.Writer writer = new Npz.Writer(file)) {
            writer.put("d.bias", new double[] {7, 8});
            writer.put("d.kernel", new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
        }
        try (TensorFile opened = TensorFile.open(file)) {
            // Outputs x inputs, then the bias.
            assertThat(Checkpoint.of(opened).layers().read()).containsExactly(1, 3, 5, 2, 4, 6, 7, 8);
        }
        try (TensorFile opened = TensorFile.open(Fixtures.path("plain.pt"))) {
            double[] expected = opened.tensors().values().stream()
                    .flatMapToDouble(tensor -> Arrays.stream(tensor.read()))
                    .toArray();
            assertThat(Checkpoint.of(opened).layers().read()).containsExactly(expected);
        }
    }

    /** Weights beside those of the network may be a part of it. */
    @Test
    void asksWhichNetworkIsMeant() throws IOException {
        try (TensorFile file = TensorFile.open(Fixtures.path("optimizers/adam.pt"))) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> Checkpoint.of(file, "network"))
                    .withMessageContaining("expected tensors at network, found model, optimizer");
            assertThat(Checkpoint.of(file, "model").layers().widths()).containsExactly(4, 3, 2);
        }
        try (TensorFile file = TensorFile.open(Fixtures.path("two-networks.pt"))) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> Checkpoint.of(file).layers())
                    .withMessageContaining("expected one network, found model.0.weight and ema.0.weight")
                    .withMessageContaining("Maybe say where the weights are: --model PLACE.");
            assertThat(Checkpoint.of(file, "ema").layers().widths()).containsExactly(4, 3, 2);
        }
    }

    private void assertRefused(Path path, String... messages) {
        try (TensorFile file = TensorFile.open(path)) {
            Checkpoint checkpoint = Checkpoint.of(file);
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(checkpoint::layers)
                    .satisfies(e -> assertThat(e.getMessage()).contains(messages));
        }
    }

    /** A file with tensors as "name extents, name extents". */
    private Path npz(String tensors) throws IOException {
        Path file = folder.resolve("a.npz");
        try (Npz.Writer writer = new Npz.Writer(file)) {
            for (String tensor : tensors.split(",")) {
                String[] words = tensor.strip().split(" +");
                int[] shape = IntStream.range(1, words.length)
                        .map(i -> Integer.parseInt(words[i]))
                        .toArray();
                writer.put(words[0], new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);
            }
        }
        return file;
    }
}
