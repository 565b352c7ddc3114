package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.Activation;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.data.Samples;
import eigendrift.linalg.SymmetricEigen;
import eigendrift.linalg.Which;
import eigendrift.linalg.Workers;
import eigendrift.network.Architecture;
import eigendrift.network.Curvature;
import eigendrift.random.Streams;
import eigendrift.spectrum.Spectrum;
import eigendrift.spectrum.SpectrumRequest;
import eigendrift.spectrum.SpectrumSolver;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spectra where every sample is certain up to e^−m. With two classes H = (e/N) [1 −1; −1 1] ⊗ Σ xxᵀ over inputs x with
 * a 1 behind them, e = e^−m/(1 + e^−m)²: eigenvalues 2e σ_i²/N of the singular values of these inputs, and as many
 * zeros.
 */
class CertainSamplesProbeTest {

    /** Rounding of z = ±m/2, which e^z takes over, and of the tolerance of the solver. */
    private static final double ACCURACY = 1e-9;

    private static final int PAIRS = 4;

    static Stream<Arguments> cases() {
        return Stream.of(1, 80).flatMap(inputs -> Stream.of(1., 16., 20., 30., 36., 40., 60., 100., 300., 600., 690.)
                .flatMap(margin ->
                        Stream.of(Precision.values()).map(precision -> Arguments.of(inputs, margin, precision))));
    }

    /** N inputs with a 1 behind them, whose first entry, 1 or −1, decides. */
    private static double[][] inputs(int inputs) {
        RandomGenerator random = new Streams(5).stream("inputs");
        double[][] x = new double[inputs == 1 ? 2 : 300][inputs + 1];
        for (int s = 0; s < x.length; s++) {
            for (int i = 0; i <= inputs; i++) {
                x[s][i] = i == 0 ? (s % 2 == 0 ? 1 : -1) : i == inputs ? 1 : random.nextGaussian();
            }
        }
        return x;
    }

    private static Spectrum spectrum(double[][] x, double margin, Precision precision) {
        int inputs = x[0].length - 1;
        double[] flat = new double[x.length * inputs];
        int[] labels = new int[x.length];
        for (int s = 0; s < x.length; s++) {
            System.arraycopy(x[s], 0, flat, s * inputs, inputs);
            labels[s] = s % 2;
        }
        double[] w = new double[2 * inputs + 2];
        w[0] = margin / 2;
        w[inputs] = -margin / 2;
        Curvature curvature = Curvature.at(
                new Architecture(List.of(inputs, 2), Activation.IDENTITY),
                Loss.CROSS_ENTROPY,
                new Samples(x.length, inputs, flat, 2, labels, null),
                w,
                precision,
                Workers.SINGLE);
        return SpectrumSolver.measure(
                curvature.hessian(),
                new SpectrumRequest(PAIRS, Which.LARGEST_ALGEBRAIC, 1e-8),
                List.of(),
                new Streams(6).stream("start"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void haveTheirClosedForm(int inputs, double margin, Precision precision) {
        double[][] x = inputs(inputs);
        double[] moments = new double[(inputs + 1) * (inputs + 1)];
        for (double[] row : x) {
            for (int i = 0; i <= inputs; i++) {
                for (int j = 0; j <= inputs; j++) {
                    moments[i * (inputs + 1) + j] += row[i] * row[j] / x.length;
                }
            }
        }
        double[] squares = SymmetricEigen.of(inputs + 1, moments).values();
        double e = StrictMath.exp(-margin) / StrictMath.pow(1 + StrictMath.exp(-margin), 2);
        Spectrum spectrum = spectrum(x, margin, precision);
        assertThat(spectrum.converged()).isTrue();
        for (int i = 0; i < PAIRS; i++) {
            double expected = i <= inputs ? 2 * e * squares[inputs - i] : 0;
            assertThat(spectrum.pairs().get(i).value()).isCloseTo(expected, within(ACCURACY * 2 * e * squares[inputs]));
        }
    }

    /** Where products have few digits left, or none: e^−745 rounds to 0. */
    @ParameterizedTest
    @ValueSource(doubles = {705, 715, 730, 740, 744, 800})
    void areThereBelowTheNormalNumbersToo(double margin) {
        for (int inputs : new int[] {1, 80}) {
            assertThat(spectrum(inputs(inputs), margin, Precision.FLOAT64).pairs())
                    .hasSize(PAIRS)
                    .allSatisfy(pair -> assertThat(pair.value()).isCloseTo(0, within(Double.MIN_NORMAL * 1e4)));
        }
    }
}
