package eigendrift.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.Activation;
import eigendrift.config.Initialization;
import eigendrift.files.DataException;
import eigendrift.random.Streams;
import eigendrift.tensors.Fixtures;
import eigendrift.tensors.Npz;
import eigendrift.tensors.TensorFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitialWeightsTest {

    private static final long SEED = 7;

    /** Standard errors a moment may be off; the draws are fixed, so this bounds no risk of failing by chance. */
    private static final double ERRORS = 4;

    private static final Architecture WIDE = new Architecture(List.of(100, 300, 50), Activation.RELU);

    /** 3·2 + 2 + 2·1 + 1 = 11 parameters. */
    private static final Architecture SMALL = new Architecture(List.of(3, 2, 1), Activation.TANH);

    @TempDir
    private Path folder;

    /** Deviations of the two layers, 100 to 300 and 300 to 50, from the papers; fourth moments in units of σ⁴. */
    @ParameterizedTest
    @CsvSource({
        "PYTORCH,        0.05773502691896258, 0.03333333333333333, 1.8",
        "HE_NORMAL,      0.14142135623730950, 0.08164965809277260, 3",
        "HE_UNIFORM,     0.14142135623730950, 0.08164965809277260, 1.8",
        "XAVIER_NORMAL,  0.07071067811865475, 0.07559289460184544, 3",
        "XAVIER_UNIFORM, 0.07071067811865475, 0.07559289460184544, 1.8",
        "LECUN_NORMAL,   0.1,                 0.05773502691896258, 3",
        "LECUN_UNIFORM,  0.1,                 0.05773502691896258, 1.8",
    })
    void weightsHaveTheMomentsOfTheirLaw(Initialization law, double first, double second, double fourthMoment) {
        double[] parameters = draw(WIDE, law);
        for (ParameterLayout.Parameter block : WIDE.layout().parameters()) {
            if (!block.name().endsWith(".weight")) {
                continue;
            }
            double[] w = slice(parameters, block);
            double deviation = block.layer() == 1 ? first : second;
            double error = ERRORS / Math.sqrt(w.length);
            assertThat(moment(w, 1) / deviation).as("mean of %s", block).isCloseTo(0, within(error));
            assertThat(moment(w, 2) / Math.pow(deviation, 2))
                    .as("variance of %s", block)
                    .isCloseTo(1, within(error * Math.sqrt(fourthMoment - 1)));
            // Var x⁴ is 96 σ⁸ for a normal number, 81 (1/9 − 1/25) σ⁸ for a uniform one.
            double spread = fourthMoment == 3 ? Math.sqrt(96) : 9 * Math.sqrt(1 / 9. - 1 / 25.);
            assertThat(moment(w, 4) / Math.pow(deviation, 4))
                    .as("fourth moment of %s", block)
                    .isCloseTo(fourthMoment, within(error * spread));
            if (fourthMoment == 1.8) {
                assertThat(largest(w) / (Math.sqrt(3) * deviation)).isBetween(.99, 1 + 1e-15);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Initialization.class)
    void biasesAreZeroButForPyTorch(Initialization law) {
        double[] parameters = draw(WIDE, law);
        for (ParameterLayout.Parameter block : WIDE.layout().parameters()) {
            if (!block.name().endsWith(".bias")) {
                continue;
            }
            double[] b = slice(parameters, block);
            double bound = block.layer() == 1 ? 1 / Math.sqrt(100) : 1 / Math.sqrt(300);
            if (law == Initialization.PYTORCH) {
                assertThat(largest(b)).isBetween(.5 * bound, bound);
                assertThat(moment(b, 1)).isCloseTo(0, within(ERRORS * bound / Math.sqrt(3. * b.length)));
            } else {
                assertThat(b).containsOnly(0);
            }
        }
    }

    /** The law of the kept torch.nn.Linear parameters, which is what PYTORCH means. */
    @Test
    void torchKeepsThePyTorchBounds() {
        Architecture architecture = new Architecture(List.of(64, 16, 10), Activation.RELU);
        double[] torch = InitialWeights.read(reference("torch-network.npz"), architecture);
        double[] drawn = draw(architecture, Initialization.PYTORCH);
        for (ParameterLayout.Parameter block : architecture.layout().parameters()) {
            double bound = block.layer() == 1 ? 1 / 8. : 1 / 4.;
            for (double[] parameters : List.of(torch, drawn)) {
                double[] values = slice(parameters, block);
                assertThat(largest(values)).as("bound of %s", block).isBetween(.75 * bound, bound);
                assertThat(moment(values, 2) / (bound * bound / 3))
                        .as("variance of %s", block)
                        .isCloseTo(1, within(ERRORS * Math.sqrt(.8 / values.length)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Initialization.class)
    void repeatsItsBitsForASeed(Initialization law) {
        assertThat(draw(WIDE, law)).isEqualTo(draw(WIDE, law));
        assertThat(InitialWeights.draw(WIDE, law, new Streams(SEED + 1).stream("weights")))
                .isNotEqualTo(draw(WIDE, law));
    }

    @Test
    void readsArraysInLayerOrderUnderAnyName() throws IOException {
        Path file = folder.resolve("w.npz");
        try (Npz.Writer writer = new Npz.Writer(file)) {
            writer.put("z", counting(0, 6), 2, 3);
            writer.put("y", counting(6, 2));
            writer.put("b", counting(8, 2), 1, 2);
            writer.put("a", counting(10, 1));
        }
        assertThat(InitialWeights.read(file, SMALL)).containsExactly(counting(0, 11));
    }

    @Test
    void readsNamedArraysAmongOthers() throws IOException {
        Path file = folder.resolve("w.npz");
        try (Npz.Writer writer = new Npz.Writer(file)) {
            writer.put("parameters", counting(100, 11));
            writer.put("layer2.bias", counting(10, 1));
            writer.put("layer2.weight", counting(8, 2), 1, 2);
            writer.put("layer1.bias", counting(6, 2));
            writer.put("layer1.weight", counting(0, 6), 2, 3);
        }
        assertThat(InitialWeights.read(file, SMALL)).containsExactly(counting(0, 11));
    }

    @Test
    void refusesAnotherNumberOfArrays() throws IOException {
        Path file = folder.resolve("w.npz");
        try (Npz.Writer writer = new Npz.Writer(file)) {
            writer.put("first", counting(0, 6), 2, 3);
            writer.put("second", counting(0, 2));
        }
        assertRefused(
                file,
                "expected 4 arrays, layer1.weight of shape [2, 3], layer1.bias of shape [2],"
                        + " layer2.weight of shape [1, 2], layer2.bias of shape [1], found 2: first, second");
    }

    @Test
    void refusesAnotherShape() throws IOException {
        Path file = write(counting(0, 6), new int[] {3, 2}, counting(6, 2), new int[] {2});
        assertRefused(
                file,
                "array w1: expected layer1.weight of shape [2, 3], found shape [3, 2]",
                "Maybe save its transpose: weights are out x in.");
        file = write(counting(0, 6), new int[] {2, 3}, counting(6, 2), new int[] {2, 1});
        assertRefused(file, "array b1: expected layer1.bias of shape [2], found shape [2, 1]");
        file = write(counting(0, 6), new int[] {6}, counting(6, 2), new int[] {2});
        assertRefused(file, "array w1: expected layer1.weight of shape [2, 3], found shape [6]");
    }

    @Test
    void refusesWeightsThatAreNotFinite() throws IOException {
        Path file = write(counting(0, 6), new int[] {2, 3}, new double[] {1, Double.NaN}, new int[] {2});
        assertRefused(file, "array b1: expected finite values, found value 1 = NaN");
    }

    /** Against the tensors one by one; the state of Adam is in the file too. */
    @ParameterizedTest
    @ValueSource(strings = {"plain.pt", "optimizers/adam.pt", "sharded/model.safetensors.index.json"})
    void readsACheckpointOfPyTorch(String name) {
        Path path = Fixtures.path(name);
        double[] expected;
        try (TensorFile file = TensorFile.open(path)) {
            String place = name.equals("optimizers/adam.pt") ? "model." : "";
            expected = Stream.of("0.weight", "0.bias", "2.weight", "2.bias")
                    .flatMapToDouble(tensor ->
                            Arrays.stream(file.tensors().get(place + tensor).read()))
                    .toArray();
        }
        Architecture architecture = new Architecture(List.of(4, 3, 2), Activation.RELU);
        assertThat(InitialWeights.read(path, architecture)).hasSize(23).containsExactly(expected);
        assertRefused(path, "expected other widths, found 4-3-2");
    }

    @Test
    void refusesAMissingFile() {
        assertRefused(folder.resolve("none.npz"), "no such file");
    }

    private Path write(double[] weight, int[] weightShape, double[] bias, int[] biasShape) throws IOException {
        Path file = folder.resolve("w.npz");
        try (Npz.Writer writer = new Npz.Writer(file)) {
            writer.put("w1", weight, weightShape);
            writer.put("b1", bias, biasShape);
            writer.put("w2", counting(8, 2), 1, 2);
            writer.put("b2", counting(10, 1));
        }
        return file;
    }

    private static void assertRefused(Path file, String... messages) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> InitialWeights.read(file, SMALL))
                .withMessageContaining(file.toString())
                .satisfies(e -> assertThat(e).message().contains(messages));
    }

    private static double[] draw(Architecture architecture, Initialization law) {
        return InitialWeights.draw(architecture, law, new Streams(SEED).stream("weights"));
    }

    private static double[] slice(double[] parameters, ParameterLayout.Parameter block) {
        return Arrays.copyOfRange(parameters, block.offset(), block.offset() + block.length());
    }

    private static double moment(double[] values, int power) {
        return Arrays.stream(values).map(v -> Math.pow(v, power)).average().orElseThrow();
    }

    private static double largest(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    /** from, from + 1, ..., of the given length. */
    private static double[] counting(int from, int length) {
        return IntStream.range(from, from + length).asDoubleStream().toArray();
    }

    private static Path reference(String name) {
        try {
            return Path.of(
                    InitialWeightsTest.class.getResource("/reference/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
