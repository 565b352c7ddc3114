package eigendrift.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eigendrift.linalg.Blas;
import eigendrift.linalg.LeadingPairs;
import eigendrift.linalg.LeadingRequest;
import eigendrift.linalg.ThickRestartLanczos;
import eigendrift.linalg.Which;
import eigendrift.random.Streams;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The start vectors may cost or save products, and must not change the answer. */
class WarmStartTest {

    private static final int N = 2000;
    private static final int K = 6;
    private static final double TOLERANCE = 1e-6;
    private static final long SEED = 21;

    /** Evenly spaced, so that a cold start needs hundreds of products. */
    private static final Planted OPERATOR =
            new Planted(IntStream.range(0, N).mapToDouble(i -> 1 - 1e-4 * i).toArray(), SEED);

    private static final Spectrum COLD = measure(List.of());

    private static Spectrum measure(List<double[]> from) {
        Spectrum spectrum = SpectrumSolver.measure(
                OPERATOR,
                new SpectrumRequest(K, Which.LARGEST_ALGEBRAIC, TOLERANCE),
                from,
                new Streams(SEED).stream("start"));
        Certificates truth = new Certificates(OPERATOR);
        truth.check(spectrum);
        truth.checkLeading(spectrum, Which.LARGEST_ALGEBRAIC, 0);
        assertThat(spectrum.converged()).isTrue();
        return spectrum;
    }

    private static List<double[]> eigenvectors(int from, int to) {
        return IntStream.range(from, to).mapToObj(OPERATOR::vector).toList();
    }

    /** What remains is to certify them and to make sure that nothing lies beyond. */
    @Test
    void exactVectorsSaveAThirdOfTheProducts() {
        assertThat(measure(eigenvectors(0, K)).products()).isLessThan(2 * COLD.products() / 3);
    }

    @Test
    void moreVectorsThanPairsSaveToo() {
        assertThat(measure(eigenvectors(0, 3 * K)).products()).isLessThan(COLD.products());
    }

    static Stream<Arguments> misleading() {
        RandomGenerator random = new Streams(SEED).stream("garbage");
        double[] notANumber = OPERATOR.vector(0);
        notANumber[N / 2] = Double.NaN;
        return Stream.of(
                arguments("orthogonal to the answer", eigenvectors(K, 2 * K)),
                arguments("of the other end", eigenvectors(N - K, N)),
                arguments("zeros", List.of(new double[N], new double[N])),
                arguments("not a number, among exact ones", List.of(OPERATOR.vector(1), notANumber)),
                arguments("the same thrice", List.of(OPERATOR.vector(1), OPERATOR.vector(1), OPERATOR.vector(1))),
                arguments("random", List.of(random.doubles(N, -1, 1).toArray())),
                arguments("tiny", List.of(random.doubles(N, -1e-200, 1e-200).toArray())),
                arguments(
                        "huge, more than pairs",
                        IntStream.range(0, 2 * K)
                                .mapToObj(i -> random.doubles(N, -1e200, 1e200).toArray())
                                .toList()));
    }

    /**
     * The answer is checked by {@code measure}; that they cost at most half as much again says that they do no harm.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("misleading")
    void misleadingVectorsDoNoHarm(String name, List<double[]> from) {
        assertThat(measure(from).products()).isLessThan(3 * COLD.products() / 2);
    }

    /** The third copies are seen late, when little of the budget may be left. */
    @Test
    void budgetsAreKeptWhereCopiesTurnUpLate() {
        Planted copies = new Planted(
                IntStream.range(0, 300).mapToDouble(i -> Math.pow(.9, i / 3)).toArray(), SEED);
        for (int budget = 3 * K + 3; budget <= 150; budget++) {
            LeadingPairs pairs = ThickRestartLanczos.solve(
                    copies,
                    new LeadingRequest(K, Which.LARGEST_ALGEBRAIC, TOLERANCE, budget),
                    List.of(),
                    new Streams(SEED).stream("start"));
            assertThat(pairs.products()).isLessThanOrEqualTo(budget);
        }
    }

    /** From the smallest budget on: no more products than allowed, and true residuals of the pairs returned. */
    @ParameterizedTest
    @EnumSource(Which.class)
    void anyBudgetIsKept(Which which) {
        double[] product = new double[N];
        for (int budget = 3 * K + 3; budget <= 200; budget += 7) {
            LeadingPairs pairs = ThickRestartLanczos.solve(
                    OPERATOR,
                    new LeadingRequest(K, which, TOLERANCE, budget),
                    List.of(),
                    new Streams(SEED).stream("start"));
            assertThat(pairs.products()).isLessThanOrEqualTo(budget);
            assertThat(pairs.converged()).isFalse();
            assertThat(pairs.values()).hasSize(K);
            for (int i = 0; i < K; i++) {
                OPERATOR.apply(pairs.vectors()[i], product);
                Blas.axpy(N, -pairs.values()[i], pairs.vectors()[i], 0, product, 0);
                assertThat(Blas.norm(N, product, 0)).isCloseTo(pairs.residuals()[i], within(Certificates.ROUNDING));
            }
        }
    }
}
