package eigendrift.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.Erfc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both implementations of the activation functions, in double and in the single precision made from it. */
class ElementwiseTest {

    /** Some units in the last place of 1. */
    private static final double ACCURACY = 8 * Math.ulp(1.0);

    private static final double SINGLE = 8 * Math.ulp(1f);

    /** Central differences of step 1e-5 of functions of order one. */
    private static final double DIFFERENCE = 1e-9;

    private static final double STEP = 1e-5;

    /** One function of the interface, and what it should be. */
    record Function(String name, Kernel64 kernel, Kernel32 single, DoubleUnaryOperator definition) {
        @Override
        public String toString() {
            return name;
        }
    }

    interface Kernel64 {
        void apply(Elementwise64 on, int from, int to, double[] z, double[] f, double[] first, double[] second);
    }

    interface Kernel32 {
        void apply(Elementwise32 on, int from, int to, float[] z, float[] f, float[] first, float[] second);
    }

    static Stream<Function> functions() {
        return Stream.of(
                new Function("tanh", Elementwise64::tanh, Elementwise32::tanh, StrictMath::tanh),
                new Function(
                        "sigmoid", Elementwise64::sigmoid, Elementwise32::sigmoid, z -> 1 / (1 + StrictMath.exp(-z))),
                new Function(
                        "gelu", Elementwise64::gelu, Elementwise32::gelu, z -> z * Erfc.value(-z / Math.sqrt(2)) / 2),
                new Function("gelu-tanh", Elementwise64::geluTanh, Elementwise32::geluTanh, ElementwiseTest::geluTanh),
                new Function("silu", Elementwise64::silu, Elementwise32::silu, z -> z / (1 + StrictMath.exp(-z))),
                new Function("softplus", Elementwise64::softplus, Elementwise32::softplus, ElementwiseTest::softplus));
    }

    private static double geluTanh(double z) {
        return z / (1 + StrictMath.exp(-2 * Math.sqrt(2 / Math.PI) * (z + .044715 * z * z * z)));
    }

    private static double softplus(double z) {
        return Math.max(0, z) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    /** All magnitudes, both signs, and the corners. */
    private static double[] arguments() {
        RandomGenerator random = new Streams(1).stream("arguments");
        DoubleStream ordinary = random.doubles(4000, -12, 12);
        DoubleStream wild = random.doubles(4000, -300, 300)
                .map(exponent -> Math.copySign(Math.pow(10, exponent), random.nextBoolean() ? 1 : -1));
        DoubleStream corners = DoubleStream.of(
                0,
                -0.,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                709.7,
                -745.2,
                1e308,
                -1e308,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN);
        return Stream.of(ordinary, wild, corners).flatMapToDouble(part -> part).toArray();
    }

    @Test
    void theVectorModuleIsInUse() {
        assertThat(Elementwise64.INSTANCE.getClass().getSimpleName()).isEqualTo("VectorElementwise64");
        assertThat(Elementwise32.INSTANCE.getClass().getSimpleName()).isEqualTo("VectorElementwise32");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void bothImplementationsGiveTheSameBits(Function function) {
        double[] z = arguments();
        for (int from = 0; from < 9; from++) {
            for (int length : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 13, 16, 31, z.length - 9}) {
                double[][] plain = apply(function, new PlainElementwise64(), from, from + length, z);
                double[][] vector = apply(function, Elementwise64.INSTANCE, from, from + length, z);
                for (int k = 0; k < 3; k++) {
                    assertThat(bits(vector[k])).containsExactly(bits(plain[k]));
                }
                float[][] plainSingle = single(function, new PlainElementwise32(), from, from + length, z);
                float[][] vectorSingle = single(function, Elementwise32.INSTANCE, from, from + length, z);
                for (int k = 0; k < 3; k++) {
                    assertThat(vectorSingle[k]).containsExactly(plainSingle[k]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theValuesAreThoseOfTheDefinition(Function function) {
        double[] z = Arrays.stream(arguments()).filter(x -> Math.abs(x) < 1e10).toArray();
        double[] f = apply(function, Elementwise64.INSTANCE, 0, z.length, z)[0];
        float[] single = single(function, Elementwise32.INSTANCE, 0, z.length, z)[0];
        for (int i = 0; i < z.length; i++) {
            double expected = function.definition().applyAsDouble(z[i]);
            assertThat(f[i]).as("at %s", z[i]).isCloseTo(expected, within(ACCURACY * Math.max(1, Math.abs(expected))));
            double rounded = function.definition().applyAsDouble((float) z[i]);
            assertThat((double) single[i])
                    .as("at %s", (float) z[i])
                    .isCloseTo(rounded, within(SINGLE * Math.max(1, Math.abs(rounded))));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theDerivativesAreThoseOfTheValues(Function function) {
        double[] z = new Streams(2).stream("points").doubles(2000, -8, 8).toArray();
        double[] up = Arrays.stream(z).map(x -> x + STEP).toArray();
        double[] down = Arrays.stream(z).map(x -> x - STEP).toArray();
        double[][] at = apply(function, Elementwise64.INSTANCE, 0, z.length, z);
        double[][] above = apply(function, Elementwise64.INSTANCE, 0, z.length, up);
        double[][] below = apply(function, Elementwise64.INSTANCE, 0, z.length, down);
        for (int i = 0; i < z.length; i++) {
            double slope = (above[0][i] - below[0][i]) / (2 * STEP);
            double bend = (above[1][i] - below[1][i]) / (2 * STEP);
            assertThat(at[1][i]).as("slope at %s", z[i]).isCloseTo(slope, within(DIFFERENCE));
            assertThat(at[2][i]).as("bend at %s", z[i]).isCloseTo(bend, within(DIFFERENCE));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void hugeArgumentsSaturateAndNaNStays(Function function) {
        double[] z = {-1e308, 1e308, Double.NEGATIVE_INFINITY, Double.NaN, -800, 800, -50, 50};
        double[][] all = apply(function, Elementwise64.INSTANCE, 0, z.length, z);
        assertThat(all[0][3]).isNaN();
        for (int i : new int[] {0, 1, 4, 5, 6, 7}) {
            for (double[] values : all) {
                assertThat(values[i]).as("at %s", z[i]).isNotNaN();
            }
        }
    }

    @Test
    void theExponentialIsAccurateOverItsWholeRange() {
        double[] z = new Streams(3).stream("exponents").doubles(5000, -745, 709).toArray();
        double[] f = new double[z.length];
        Elementwise64.INSTANCE.exp(0, z.length, z, f);
        for (int i = 0; i < z.length; i++) {
            double expected = StrictMath.exp(z[i]);
            assertThat(f[i]).as("at %s", z[i]).isCloseTo(expected, within(4 * Math.ulp(expected)));
        }
    }

    @Test
    void reluIsFlatBelowAndAtZero() {
        double[] z = {-1, -0., 0, 2, Double.MIN_VALUE};
        double[] f = new double[5];
        double[] first = new double[5];
        Elementwise64.INSTANCE.relu(0, 5, z, f, first);
        assertThat(f).containsExactly(0, 0, 0, 2, Double.MIN_VALUE);
        assertThat(first).containsExactly(0, 0, 0, 1, 1);
    }

    private static double[][] apply(Function function, Elementwise64 on, int from, int to, double[] z) {
        double[] f = z.clone();
        double[] first = new double[z.length];
        double[] second = new double[z.length];
        // In place, as the network passes use it.
        function.kernel().apply(on, from, to, f, f, first, second);
        return new double[][] {f, first, second};
    }

    private static float[][] single(Function function, Elementwise32 on, int from, int to, double[] z) {
        float[] f = new float[z.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) z[i];
        }
        float[] first = new float[z.length];
        float[] second = new float[z.length];
        function.single().apply(on, from, to, f, f, first, second);
        return new float[][] {f, first, second};
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}
