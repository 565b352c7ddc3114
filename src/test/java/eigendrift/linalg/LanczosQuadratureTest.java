package eigendrift.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quadratures beside powers of dense matrices, and beside what is known of special ones. */
class LanczosQuadratureTest {

    /** Some n roundings of numbers up to 1. */
    private static final double ROUNDING = 1e-12;

    private static final int N = 40;

    private static RandomGenerator random(String purpose) {
        return new Streams(3).stream(purpose);
    }

    /** Symmetric, with a norm of about 1: Wigner's semicircle. */
    private static DenseMatrix wigner(int n) {
        RandomGenerator random = random("wigner");
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = a[j * n + i] = random.nextGaussian() / (2 * Math.sqrt(n));
            }
        }
        return new DenseMatrix(n, a);
    }

    /** The starts of the draws, of unit length. */
    private static double[] start(RandomGenerator random, int n) {
        double[] v = new double[n];
        Rademacher.fill(v, random);
        Blas.scale(n, 1 / Math.sqrt(n), v, 0);
        return v;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 12})
    void momentsAreExactUpToTwiceTheSteps(int steps) {
        DenseMatrix a = wigner(N);
        RandomGenerator starts = random("draws");
        for (LanczosQuadrature q : LanczosQuadrature.draw(a, steps, 5, random("draws"))) {
            double[] v = start(starts, N);
            double[] power = v.clone();
            assertThat(q.nodes()).hasSize(steps).isSorted();
            for (int degree = 0; degree < 2 * steps; degree++) {
                double exact = Blas.dot(N, v, 0, power, 0);
                assertThat(moment(q, degree)).as("degree %d", degree).isCloseTo(exact, within(ROUNDING));
                double[] next = new double[N];
                a.apply(power, next);
                power = next;
            }
            assertThat(moment(q, 2 * steps))
                    .as("one degree more is not exact")
                    .isNotCloseTo(Blas.dot(N, v, 0, power, 0), within(ROUNDING));
        }
    }

    private static double moment(LanczosQuadrature q, int degree) {
        return IntStream.range(0, q.nodes().length)
                .mapToDouble(k -> q.weights()[k] * Math.pow(q.nodes()[k], degree))
                .sum();
    }

    @Test
    void withAsManyStepsAsDimensionsTheNodesAreTheEigenvalues() {
        DenseMatrix a = wigner(N);
        double[] eigenvalues = SymmetricEigen.of(N, a.entries()).values();
        for (LanczosQuadrature q : LanczosQuadrature.draw(a, 10 * N, 2, random("draws"))) {
            assertThat(q.nodes()).containsExactly(eigenvalues, within(ROUNDING));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -3, 1e-200, 1e200})
    void aMultipleOfTheIdentityHasOneNode(double c) {
        double[] a = new double[N * N];
        IntStream.range(0, N).forEach(i -> a[i * N + i] = c);
        for (LanczosQuadrature q : LanczosQuadrature.draw(new DenseMatrix(N, a), 30, 3, random("draws"))) {
            double mean = moment(q, 1);
            assertThat(mean).isCloseTo(c, within(ROUNDING * Math.abs(c)));
            assertThat(Arrays.stream(q.weights()).max().getAsDouble()).isCloseTo(1, within(ROUNDING));
        }
    }

    /** With 5 distinct eigenvalues the start spans 5 dimensions; further nodes, from rounding, have no weight. */
    @Test
    void aSmallInvariantSpaceIsExactForEveryFunction() {
        double[] levels = {-2, 0, 0.5, 1, 7};
        DenseMatrix basis =
                new DenseMatrix(N, SymmetricEigen.of(N, wigner(N).entries()).vectors());
        double[] a = new double[N * N];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                for (int k = 0; k < N; k++) {
                    a[i * N + j] += levels[k % 5] * basis.entries()[k * N + i] * basis.entries()[k * N + j];
                }
            }
        }
        RandomGenerator starts = random("draws");
        for (LanczosQuadrature q : LanczosQuadrature.draw(new DenseMatrix(N, a), 30, 3, random("draws"))) {
            double[] v = start(starts, N);
            for (int level = 0; level < 5; level++) {
                double seen = 0;
                for (int k = level; k < N; k += 5) {
                    double c = Blas.dot(N, basis.entries(), k * N, v, 0);
                    seen += c * c;
                }
                double theta = levels[level];
                double weight = IntStream.range(0, q.nodes().length)
                        .filter(k -> Math.abs(q.nodes()[k] - theta) < 1e-6)
                        .mapToDouble(k -> q.weights()[k])
                        .sum();
                assertThat(weight).as("eigenvalue %s", theta).isCloseTo(seen, within(ROUNDING));
            }
        }
    }

    /** E vᵀf(A)v = tr f(A)/n; the error of the mean over 400 draws is known from their spread. */
    @Test
    void theMeanOverDrawsFindsTheShareOfEigenvalues() {
        int n = 300;
        DenseMatrix a = wigner(n);
        double[] eigenvalues = SymmetricEigen.of(n, a.entries()).values();
        List<LanczosQuadrature> draws = LanczosQuadrature.draw(a, 40, 400, random("draws"));
        double sigma = .1;
        for (double x : new double[] {-1, -.5, 0, .3, .9}) {
            double[] each = draws.stream().mapToDouble(q -> q.density(x, sigma)).toArray();
            double mean = Arrays.stream(each).average().orElseThrow();
            double variance =
                    Arrays.stream(each).map(d -> (d - mean) * (d - mean)).sum() / (each.length - 1);
            double exact = new LanczosQuadrature(
                            eigenvalues,
                            IntStream.range(0, n).mapToDouble(i -> 1.0 / n).toArray())
                    .density(x, sigma);
            // Four standard errors: 1 in 16,000 for each of the five.
            assertThat(mean).as("density at %s", x).isCloseTo(exact, within(4 * Math.sqrt(variance / each.length)));
            assertThat(LanczosQuadrature.mean(draws).density(x, sigma)).isCloseTo(mean, within(ROUNDING));
        }
    }

    @Test
    void theDensityIntegratesToOne() {
        LanczosQuadrature q = LanczosQuadrature.mean(LanczosQuadrature.draw(wigner(N), 15, 4, random("draws")));
        double step = 1e-3;
        double integral = IntStream.range(-4000, 4000)
                .mapToDouble(i -> q.density(i * step, .05) * step)
                .sum();
        // The trapezoidal rule on Gaussians 50 steps wide is exact to rounding; tails end 40 widths out.
        assertThat(integral).isCloseTo(1, within(ROUNDING));
    }

    @Test
    void drawsDifferAndComeBackFromTheSameStream() {
        DenseMatrix a = wigner(N);
        List<LanczosQuadrature> first = LanczosQuadrature.draw(a, 9, 2, random("draws"));
        assertThat(LanczosQuadrature.draw(a, 9, 2, random("draws")))
                .usingRecursiveComparison()
                .isEqualTo(first);
        assertThat(first.get(0).nodes()).isNotEqualTo(first.get(1).nodes());
    }

    @Test
    void aProductThatIsNotFiniteIsSaid() {
        double[] a = wigner(N).entries();
        a[5] = Double.NaN;
        assertThatThrownBy(() -> LanczosQuadrature.draw(new DenseMatrix(N, a), 9, 2, random("draws")))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("operator product 1 should be finite, found entry 0 = NaN");
    }
}
