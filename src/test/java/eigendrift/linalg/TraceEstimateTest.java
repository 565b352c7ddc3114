package eigendrift.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Estimates over many seeds beside the trace itself. */
class TraceEstimateTest {

    private static final int N = 60;
    private static final int SEEDS = 2000;
    private static final int PRODUCTS = 30;
    private static final double ROUNDING = 1e-12;

    private enum Method {
        HUTCHINSON,
        HUTCH_PLUS_PLUS;

        TraceEstimate of(LinearOperator a, int products, RandomGenerator random) {
            return this == HUTCHINSON
                    ? TraceEstimate.hutchinson(a, products, random)
                    : TraceEstimate.hutchPlusPlus(a, products, random);
        }
    }

    private static RandomGenerator random(long... index) {
        return new Streams(5).stream("trace-test", index);
    }

    /** Σ_i i^{−decay} u_i u_iᵀ over the rank, u_i Gaussian of mean square 1/n: of no special direction. */
    private static DenseMatrix matrix(int rank, double decay) {
        RandomGenerator random = random();
        double[] a = new double[N * N];
        for (int k = 1; k <= rank; k++) {
            double sign = k % 4 == 0 ? -1 : 1;
            double[] u = DoubleStream.generate(random::nextGaussian)
                    .limit(N)
                    .map(g -> g / Math.sqrt(N))
                    .toArray();
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < N; j++) {
                    a[i * N + j] += sign * Math.pow(k, -decay) * u[i] * u[j];
                }
            }
        }
        return new DenseMatrix(N, a);
    }

    private static double trace(DenseMatrix a) {
        return IntStream.range(0, N).mapToDouble(i -> a.entries()[i * N + i]).sum();
    }

    private static List<TraceEstimate> estimates(Method method, DenseMatrix a) {
        return IntStream.range(0, SEEDS)
                .mapToObj(seed -> method.of(a, PRODUCTS, random(seed)))
                .toList();
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1);
    }

    @ParameterizedTest
    @EnumSource
    void isUnbiasedAndItsStandardErrorIsTheSpreadOverSeeds(Method method) {
        DenseMatrix a = matrix(N, 1);
        List<TraceEstimate> estimates = estimates(method, a);
        double[] values =
                estimates.stream().mapToDouble(TraceEstimate::estimate).toArray();
        double spread = Math.sqrt(variance(values));
        assertThat(Arrays.stream(values).average().orElseThrow())
                .as("four standard errors of the mean over seeds")
                .isCloseTo(trace(a), within(4 * spread / Math.sqrt(SEEDS)));
        // The relative error of a standard deviation from 2,000 values is 1/√4000 = 1.6 % for normal ones; five of
        // these.
        double claimed = Math.sqrt(estimates.stream()
                .mapToDouble(estimate -> estimate.standardError() * estimate.standardError())
                .average()
                .orElseThrow());
        assertThat(claimed).isCloseTo(spread, within(.08 * spread));
        assertThat(estimates).allMatch(estimate -> estimate.products() == PRODUCTS);
    }

    @Test
    void theVarianceOfHutchinsonIsThatOfTheory() {
        DenseMatrix a = matrix(N, 1);
        double offDiagonal = 0;
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                offDiagonal += i == j ? 0 : a.entries()[i * N + j] * a.entries()[i * N + j];
            }
        }
        double[] values = estimates(Method.HUTCHINSON, a).stream()
                .mapToDouble(TraceEstimate::estimate)
                .toArray();
        double expected = 2 * offDiagonal / PRODUCTS;
        // A variance from 2,000 nearly normal values: 1/√1000 = 3.2 %; four of these.
        assertThat(variance(values)).isCloseTo(expected, within(.13 * expected));
    }

    @Test
    void deflationReducesTheVariance() {
        DenseMatrix a = matrix(N, 2);
        double plain = variance(estimates(Method.HUTCHINSON, a).stream()
                .mapToDouble(TraceEstimate::estimate)
                .toArray());
        double deflated = variance(estimates(Method.HUTCH_PLUS_PLUS, a).stream()
                .mapToDouble(TraceEstimate::estimate)
                .toArray());
        assertThat(deflated).isLessThan(plain / 100);
    }

    @Test
    void hutchPlusPlusIsExactUpToAThirdOfTheProducts() {
        DenseMatrix a = matrix(PRODUCTS / 3, 1);
        for (int seed = 0; seed < 20; seed++) {
            TraceEstimate estimate = TraceEstimate.hutchPlusPlus(a, PRODUCTS, random(seed));
            assertThat(estimate.estimate()).isCloseTo(trace(a), within(ROUNDING));
            assertThat(estimate.standardError()).isLessThan(ROUNDING);
        }
        TraceEstimate beyond = TraceEstimate.hutchPlusPlus(matrix(PRODUCTS / 3 + 5, 0), PRODUCTS, random(0));
        assertThat(beyond.standardError()).as("a higher rank is not exact").isGreaterThan(1e-3);
    }

    @ParameterizedTest
    @EnumSource
    void asManyProductsAsDimensionsAreExact(Method method) {
        DenseMatrix a = matrix(N, 1);
        for (int products : new int[] {N, N + 1, 3 * N}) {
            TraceEstimate estimate = method.of(a, products, random(0));
            assertThat(estimate.estimate()).isCloseTo(trace(a), within(ROUNDING));
            assertThat(estimate.standardError()).isZero();
            assertThat(estimate.products()).isEqualTo(N);
        }
    }

    /** Two vectors of seven signs are one line in 1 of 64 draws: their products agree, which is no certainty. */
    @Test
    void fewDimensionsDoNotPassForExact() {
        double[] a = new double[49];
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 7; j++) {
                a[i * 7 + j] = Math.sqrt(2 + i + j) + (i == j ? i : 0);
            }
        }
        double trace = IntStream.range(0, 7).mapToDouble(i -> a[8 * i]).sum();
        for (Method method : Method.values()) {
            int products = method == Method.HUTCHINSON ? 2 : 6;
            List<TraceEstimate> estimates = IntStream.range(0, SEEDS)
                    .mapToObj(seed -> method.of(new DenseMatrix(7, a), products, random(seed)))
                    .toList();
            assertThat(estimates).allMatch(estimate -> estimate.standardError() > ROUNDING);
            double[] errors = estimates.stream()
                    .mapToDouble(estimate -> estimate.estimate() - trace)
                    .toArray();
            double claimed = estimates.stream()
                    .mapToDouble(estimate -> estimate.standardError() * estimate.standardError())
                    .average()
                    .orElseThrow();
            // Variances from two values each spread by √2 of themselves and more, over 2,000 of them 3 %; five of
            // these.
            assertThat(claimed).isCloseTo(variance(errors), within(.16 * claimed));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theZeroMatrixHasTraceZero(Method method) {
        TraceEstimate estimate = method.of(new DenseMatrix(N, new double[N * N]), PRODUCTS, random(0));
        assertThat(estimate.estimate()).isZero();
        assertThat(estimate.standardError()).isZero();
    }

    @Test
    void refusesFewerProductsThanAStandardErrorNeeds() {
        DenseMatrix a = matrix(2, 1);
        assertThatThrownBy(() -> TraceEstimate.hutchinson(a, 1, random(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected at least 2 products, found 1");
        assertThatThrownBy(() -> TraceEstimate.hutchPlusPlus(a, 5, random(0)))
                .hasMessage("expected at least 6 products, found 5");
    }
}
