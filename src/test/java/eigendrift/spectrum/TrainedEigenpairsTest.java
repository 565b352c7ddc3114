package eigendrift.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.Activation;
import eigendrift.config.DataConfig;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.config.Task;
import eigendrift.data.Datasets;
import eigendrift.data.Samples;
import eigendrift.linalg.Blas;
import eigendrift.linalg.Which;
import eigendrift.linalg.Workers;
import eigendrift.network.Architecture;
import eigendrift.network.Curvature;
import eigendrift.network.InitialWeights;
import eigendrift.random.Streams;
import eigendrift.tensors.Npz;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Eigenpairs of trained networks against PyTorch and SciPy; see tools/reference/trained_eigenpairs.py. */
class TrainedEigenpairsTest {

    /** Relative. The error of a value is at most residual²/gap, here about (1e-6)²/1e-2 at the loosest tolerance. */
    private static final double VALUE = 1e-8;

    /**
     * SciPy's residual (1e-12) and what the rounding of two implementations makes of H, relative to λ₁; over the gap an
     * angle.
     */
    private static final double REFERENCE = 5e-12;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tanh | 500 | 64 16 10  | TANH | CROSS_ENTROPY      | 1e-6
            tanh | 500 | 64 16 10  | TANH | CROSS_ENTROPY      | 1e-11
            relu | 300 | 64 8 8 10 | RELU | CROSS_ENTROPY      | 1e-6
            relu | 300 | 64 8 8 10 | RELU | CROSS_ENTROPY      | 1e-11
            gelu | 300 | 64 8 8 10 | GELU | MEAN_SQUARED_ERROR | 1e-6
            gelu | 300 | 64 8 8 10 | GELU | MEAN_SQUARED_ERROR | 1e-11
            """)
    void agreeWithinTheirCertificates(
            String name, int count, String widths, Activation activation, Loss loss, double tolerance) {
        for (Precision precision : Precision.values()) {
            agreeWithinTheirCertificates(name, count, widths, activation, loss, tolerance, precision);
        }
    }

    /** In single precision, too, what is certified and what it takes to hold the tolerance is double. */
    private static void agreeWithinTheirCertificates(
            String name,
            int count,
            String widths,
            Activation activation,
            Loss loss,
            double tolerance,
            Precision precision) {
        Path file = Path.of("src/test/resources/reference", "trained-" + name + ".npz");
        Map<String, Npz.Array> expected = Npz.read(file);
        Architecture architecture = new Architecture(
                Arrays.stream(widths.split(" ")).map(Integer::valueOf).toList(), activation);
        Curvature curvature = Curvature.at(
                architecture, loss, digits(count), InitialWeights.read(file, architecture), precision, Workers.SINGLE);
        double rounding = precision == Precision.FLOAT64 ? 1e-13 : 1e-6;
        assertThat(curvature.loss()).isCloseTo(expected.get("loss").data()[0], within(rounding));

        double[] values = expected.get("values").data();
        Spectrum spectrum = SpectrumSolver.measure(
                curvature.hessian(),
                new SpectrumRequest(values.length, Which.LARGEST_ALGEBRAIC, tolerance),
                List.of(),
                new Streams(1).stream("start"));

        assertThat(spectrum.converged()).isTrue();
        int n = architecture.parameters();
        for (int i = 0; i < values.length; i++) {
            Eigenpair pair = spectrum.pairs().get(i);
            double[] vector = Arrays.copyOfRange(expected.get("vectors").data(), i * n, (i + 1) * n);
            assertThat(pair.value()).as("value %d %s", i, precision).isCloseTo(values[i], within(VALUE * values[i]));
            double[] product = new double[n];
            curvature.hessian().exact().apply(pair.vector(), product);
            Blas.axpy(n, -pair.value(), pair.vector(), 0, product, 0);
            assertThat(Blas.norm(n, product, 0)).isLessThanOrEqualTo(tolerance * values[0]);
            assertThat(pair.angleBound()).as("bound %d", i).isLessThan(1e4 * tolerance);
            assertThat(Certificates.sine(vector, pair.vector()))
                    .as("sine %d", i)
                    .isLessThanOrEqualTo(pair.angleBound() + REFERENCE * values[0] / pair.gap());
        }
    }

    private static Samples digits(int count) {
        DataConfig config = new DataConfig(
                new DataConfig.Bundled("digits"), Task.CLASSIFICATION, OptionalInt.of(count), OptionalInt.of(0));
        return Datasets.load(config, new Streams(0)).train();
    }
}
