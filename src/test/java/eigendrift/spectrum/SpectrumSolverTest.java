package eigendrift.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.linalg.Blas;
import eigendrift.linalg.LeadingPairs;
import eigendrift.linalg.LeadingRequest;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.SymmetricEigen;
import eigendrift.linalg.ThickRestartLanczos;
import eigendrift.linalg.Which;
import eigendrift.random.Streams;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every seed is part of the display name. */
class SpectrumSolverTest {

    private static final double TOLERANCE = 1e-6;

    private static Spectrum measure(LinearOperator operator, int pairs, Which which, long seed) {
        return measure(operator, pairs, which, List.of(), seed);
    }

    private static Spectrum measure(LinearOperator operator, int pairs, Which which, List<double[]> from, long seed) {
        Spectrum spectrum = SpectrumSolver.measure(
                operator, new SpectrumRequest(pairs, which, TOLERANCE), from, new Streams(seed).stream("start"));
        check(operator, spectrum);
        return spectrum;
    }

    /** What holds of every result: true residuals, orthonormal vectors, the sign rule. */
    private static void check(LinearOperator operator, Spectrum spectrum) {
        int n = operator.size();
        double scale = spectrum.pairs().stream()
                .mapToDouble(pair -> Math.abs(pair.value()))
                .max()
                .orElse(0);
        for (Eigenpair pair : spectrum.pairs()) {
            double[] r = new double[n];
            operator.apply(pair.vector(), r);
            Blas.axpy(n, -pair.value(), pair.vector(), 0, r, 0);
            assertThat(Blas.norm(n, r, 0)).isCloseTo(pair.residual(), within(1e-12 * scale));
            assertThat(pair.residual()).isLessThanOrEqualTo(TOLERANCE * scale + 1e-13 * scale);
            assertThat(pair.angleBound()).isBetween(0., 1.);
            double largest = Arrays.stream(pair.vector()).map(Math::abs).max().orElseThrow();
            assertThat(Arrays.stream(pair.vector()).max().orElseThrow()).isEqualTo(largest);
            for (Eigenpair other : spectrum.pairs()) {
                double expected = pair == other ? 1 : 0;
                assertThat(Blas.dot(n, pair.vector(), 0, other.vector(), 0)).isCloseTo(expected, within(1e-10));
            }
        }
        assertThat(spectrum.converged()).isTrue();
    }

    private static double[] values(Spectrum spectrum) {
        return spectrum.pairs().stream().mapToDouble(Eigenpair::value).toArray();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "5,3", "40,7", "127,5", "128,4", "129,4", "200,30", "700,12", "3000,5"})
    void findsAPlantedSpectrum(int n, int k) {
        for (long seed = 0; seed < 5; seed++) {
            double[] planted =
                    new Streams(seed).stream("values").doubles(n, -1, 3).toArray();
            Planted operator = new Planted(planted, seed);
            Spectrum spectrum = measure(operator, k, Which.LARGEST_ALGEBRAIC, seed);
            double[] expected = DoubleStream.of(planted)
                    .map(x -> -x)
                    .sorted()
                    .map(x -> -x)
                    .limit(k)
                    .toArray();
            assertThat(values(spectrum)).as("seed %d", seed).containsExactly(expected, within(4 * TOLERANCE));
            for (Eigenpair pair : spectrum.pairs()) {
                int place = nearest(planted, pair.value());
                double cosine = Blas.dot(n, pair.vector(), 0, operator.vector(place), 0);
                double sine = Math.sqrt(Math.max(0, 1 - cosine * cosine));
                assertThat(sine).as("angle bound, seed %d", seed).isLessThanOrEqualTo(pair.angleBound() + 1e-7);
            }
        }
    }

    private static int nearest(double[] values, double x) {
        return IntStream.range(0, values.length)
                .boxed()
                .min((a, b) -> Double.compare(Math.abs(values[a] - x), Math.abs(values[b] - x)))
                .orElseThrow();
    }

    /** Linear regression with d outputs has every eigenvalue d-fold. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void findsEveryCopyOfADegenerateEigenvalue(int copies) {
        for (long seed = 0; seed < 5; seed++) {
            int n = 60 * copies;
            double[] planted = IntStream.range(0, n)
                    .mapToDouble(i -> 10 * Math.pow(.7, i / copies))
                    .toArray();
            Spectrum spectrum = measure(new Planted(planted, seed), 2 * copies + 1, Which.LARGEST_ALGEBRAIC, seed);
            assertThat(values(spectrum))
                    .as("seed %d", seed)
                    .containsExactly(Arrays.copyOf(planted, 2 * copies + 1), within(1e-4));
        }
    }

    @ParameterizedTest
    @EnumSource(Which.class)
    void takesTheEndsThatAreAskedFor(Which which) {
        double[] planted = new double[400];
        Arrays.setAll(planted, i -> .01 * Math.sin(i));
        planted[17] = 3;
        planted[200] = -5;
        planted[300] = 2;
        planted[301] = -1;
        double[] expected =
                switch (which) {
                    case LARGEST_ALGEBRAIC -> new double[] {3, 2};
                    case LARGEST_MAGNITUDE -> new double[] {-5, 3, 2, -1};
                    case BOTH_ENDS -> new double[] {3, 2, -5, -1};
                };
        Spectrum spectrum = measure(new Planted(planted, 3), expected.length, which, 3);
        assertThat(values(spectrum)).containsExactly(expected, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-8, 1, 1e8, 1e150})
    void theScaleDoesNotMatter(double scale) {
        double[] planted =
                IntStream.range(0, 300).mapToDouble(i -> scale / (1 + i)).toArray();
        Spectrum spectrum = measure(new Planted(planted, 5), 6, Which.LARGEST_ALGEBRAIC, 5);
        assertThat(values(spectrum)).containsExactly(Arrays.copyOf(planted, 6), within(1e-6 * scale));
    }

    @Test
    void zeroIdentityAndLowRank() {
        assertThat(values(measure(new Planted(new double[300], 1), 4, Which.LARGEST_ALGEBRAIC, 1)))
                .containsOnly(0.);
        double[] ones = new double[300];
        Arrays.fill(ones, 1);
        assertThat(values(measure(new Planted(ones, 1), 4, Which.LARGEST_ALGEBRAIC, 1)))
                .containsExactly(new double[] {1, 1, 1, 1}, within(1e-12));
        double[] rankTwo = new double[300];
        rankTwo[5] = 2;
        rankTwo[7] = 1;
        assertThat(values(measure(new Planted(rankTwo, 1), 4, Which.LARGEST_ALGEBRAIC, 1)))
                .containsExactly(new double[] {2, 1, 0, 0}, within(1e-12));
    }

    @Test
    void aWarmStartSavesProducts() {
        double[] planted = hessianLike(5000);
        Spectrum cold = measure(new Planted(planted, 9), 8, Which.LARGEST_ALGEBRAIC, 9);
        List<double[]> from = cold.pairs().stream().map(Eigenpair::vector).toList();
        double[] moved = planted.clone();
        for (int i = 0; i < 10; i++) {
            moved[i] *= 1 + .01 * i;
        }
        Spectrum warm = measure(new Planted(moved, 9), 8, Which.LARGEST_ALGEBRAIC, from, 9);
        assertThat(warm.products()).isLessThan(cold.products());
    }

    /** Ten outliers above a bulk that decays to 0. */
    private static double[] hessianLike(int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = i < 10 ? 10. / (1 + i) : .5 * Math.exp(-i / (.05 * n)) - .01;
        }
        return values;
    }

    @Test
    void theSameBitsEveryTime() {
        Planted operator = new Planted(hessianLike(1000), 2);
        Spectrum first = measure(operator, 5, Which.LARGEST_ALGEBRAIC, 4);
        Spectrum again = measure(operator, 5, Which.LARGEST_ALGEBRAIC, 4);
        assertThat(values(again)).containsExactly(values(first));
        for (int i = 0; i < 5; i++) {
            assertThat(again.pairs().get(i).vector())
                    .containsExactly(first.pairs().get(i).vector());
        }
    }

    @Test
    void aProductThatIsNoNumberIsRefused() {
        for (int n : new int[] {10, 300}) {
            double[] planted = new double[n];
            planted[3] = Double.NaN;
            assertThatThrownBy(() -> measure(new Planted(planted, 1), 2, Which.LARGEST_ALGEBRAIC, 1))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("finite");
        }
    }

    @TestFactory
    Stream<DynamicTest> agreesWithSciPy() throws IOException {
        JsonNode cases = new ObjectMapper().readTree(new File("src/test/resources/reference/eigenpairs.json"));
        return StreamSupport.stream(cases.spliterator(), false)
                .map(expected -> DynamicTest.dynamicTest(
                        expected.get("which").asText() + " " + expected.get("n"), () -> compare(expected)));
    }

    private static void compare(JsonNode expected) {
        Which which = Which.valueOf(expected.get("which").asText());
        LinearOperator matrix =
                matrix(expected.get("n").asInt(), expected.get("phase").asDouble());
        Spectrum spectrum = measure(matrix, expected.get("values").size(), which, 1);
        for (int i = 0; i < spectrum.pairs().size(); i++) {
            Eigenpair pair = spectrum.pairs().get(i);
            assertThat(pair.value())
                    .isCloseTo(expected.get("values").get(i).asDouble(), within(pair.residual() + 1e-10));
        }
        Eigenpair first = spectrum.pairs().get(0);
        for (int j = 0; j < expected.get("first").size(); j++) {
            assertThat(first.vector()[j])
                    .isCloseTo(expected.get("first").get(j).asDouble(), within(first.angleBound() + 1e-9));
        }
    }

    /** The matrix of tools/reference/eigenpairs.py. */
    private static LinearOperator matrix(int n, double phase) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = Math.sin(phase + 3. * i * j / n + (i + j)) / (1 + Math.abs(i - j));
            }
            a[i * n + i] += 3 * Math.cos(i * phase);
        }
        return new LinearOperator() {
            @Override
            public int size() {
                return n;
            }

            @Override
            public void apply(double[] x, double[] y) {
                Blas.gemv(false, n, n, 1, a, 0, n, x, 0, 0, y, 0);
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Which.class)
    void takesTheRightEndsOfSmallMatricesToo(Which which) {
        double[] planted = {4, -6, 3, .5, -1, .2};
        double[] expected =
                switch (which) {
                    case LARGEST_ALGEBRAIC -> new double[] {4, 3, .5};
                    case LARGEST_MAGNITUDE -> new double[] {-6, 4, 3};
                    case BOTH_ENDS -> new double[] {4, 3, -6};
                };
        Spectrum spectrum = measure(new Planted(planted, 8), 3, which, 8);
        assertThat(values(spectrum)).containsExactly(expected, within(1e-12));
        double[] gaps = spectrum.pairs().stream().mapToDouble(Eigenpair::gap).toArray();
        double[] distances = Arrays.stream(expected)
                .map(x -> Arrays.stream(planted)
                        .filter(y -> y != x)
                        .map(y -> Math.abs(x - y))
                        .min()
                        .orElseThrow())
                .toArray();
        assertThat(gaps).containsExactly(distances, within(1e-12));
    }

    /**
     * Against LAPACK on the whole matrix: values, and the gaps to all of the spectrum, which may only be
     * underestimated.
     */
    @ParameterizedTest
    @EnumSource(Which.class)
    void agreesWithDenseLapack(Which which) {
        int n = 300;
        LinearOperator operator = matrix(n, .9);
        double[] a = new double[n * n];
        double[] unit = new double[n];
        double[] column = new double[n];
        for (int i = 0; i < n; i++) {
            unit[i] = 1;
            operator.apply(unit, column);
            System.arraycopy(column, 0, a, i * n, n);
            unit[i] = 0;
        }
        SymmetricEigen dense = SymmetricEigen.of(n, a);
        int[] order = which.leading(dense.values(), 8);
        Spectrum spectrum = measure(operator, 8, which, 2);
        for (int i = 0; i < 8; i++) {
            Eigenpair pair = spectrum.pairs().get(i);
            double value = dense.values()[order[i]];
            assertThat(pair.value()).isCloseTo(value, within(pair.residual() + 1e-12));
            double gap = IntStream.range(0, n)
                    .filter(j -> dense.values()[j] != value)
                    .mapToDouble(j -> Math.abs(dense.values()[j] - value))
                    .min()
                    .orElseThrow();
            assertThat(pair.gap()).isBetween(.2 * gap, gap + 1e-5);
        }
    }

    @Test
    void aBudgetThatEndsLeavesWhatThereIsWithItsResiduals() {
        double[] planted =
                IntStream.range(0, 2000).mapToDouble(i -> 1 - 1e-4 * i).toArray();
        Planted operator = new Planted(planted, 6);
        LeadingPairs pairs = ThickRestartLanczos.solve(
                operator,
                new LeadingRequest(5, Which.LARGEST_ALGEBRAIC, 1e-9, 60),
                List.of(),
                new Streams(6).stream("start"));
        assertThat(pairs.converged()).isFalse();
        assertThat(pairs.products()).isLessThanOrEqualTo(60);
        assertThat(pairs.values()).hasSize(5);
        double[] product = new double[2000];
        for (int i = 0; i < 5; i++) {
            operator.apply(pairs.vectors()[i], product);
            Blas.axpy(2000, -pairs.values()[i], pairs.vectors()[i], 0, product, 0);
            assertThat(Blas.norm(2000, product, 0)).isCloseTo(pairs.residuals()[i], within(1e-12));
        }
    }
}
