package eigendrift.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Which;
import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spectra that are difficult for eigensolvers. Every certificate is compared with the planted spectrum, which no solver
 * computed.
 */
class AdversarialSpectraTest {

    private static final long SEED = 11;

    /**
     * @param resolved how many of the pairs can be told from all others, and must be: their angle bounds are below 1e-2
     */
    record Case(String name, double[] values, int k, Which which, double tolerance, int resolved) {

        @Override
        public String toString() {
            return name + ", n = " + values.length + ", k = " + k + ", " + which + ", tolerance " + tolerance;
        }

        Case(String name, int n, IntToDoubleFunction values, int k, Which which, int resolved) {
            this(name, IntStream.range(0, n).mapToDouble(values::applyAsDouble).toArray(), k, which, 1e-6, resolved);
        }

        Case scaled(double scale) {
            double[] scaled = Arrays.stream(values).map(x -> scale * x).toArray();
            return new Case(name + " x " + scale, scaled, k, which, tolerance, resolved);
        }

        Case to(double tolerance, int resolved) {
            return new Case(name, values, k, which, tolerance, resolved);
        }
    }

    static Stream<Case> cases() {
        Which top = Which.LARGEST_ALGEBRAIC;
        Which magnitude = Which.LARGEST_MAGNITUDE;
        Which ends = Which.BOTH_ENDS;
        IntToDoubleFunction decay = i -> 10 * Math.pow(.8, i);
        IntToDoubleFunction indefinite = i -> (i % 2 == 0 ? 5 : -4) * Math.pow(.85, i);
        IntToDoubleFunction cluster = i -> i < 4 ? 3 * (1 + 1e-10 * i) : 1. / i;
        Stream.Builder<Case> cases = Stream.builder();
        // n = 100 is solved densely, n = 300 by Lanczos.
        for (int n : new int[] {100, 300}) {
            for (Which which : Which.values()) {
                cases.add(new Case("zero", n, i -> 0, 4, which, 0));
                cases.add(new Case("all equal", n, i -> -2.5, 4, which, 0));
                cases.add(new Case("decay", n, decay, 5, which, which == ends ? 3 : 5));
                cases.add(new Case("indefinite", n, indefinite, 6, which, 6));
                cases.add(new Case("cluster", n, cluster, 6, which, 0));
                cases.add(new Case("cluster", n, cluster, 6, which, 0).to(1e-12, which == ends ? 0 : 2));
            }
            for (Which which : List.of(top, magnitude)) {
                cases.add(new Case("rank 1", n, i -> i == 7 ? 2 : 0, 3, which, 1));
                cases.add(new Case("rank 1", n, i -> i == 7 ? 2 : 0, 1, which, 1));
            }
            cases.add(new Case("rank 1, negative", n, i -> i == 7 ? -2 : 0, 3, top, 0));
            cases.add(new Case("rank 1, negative", n, i -> i == 7 ? -2 : 0, 3, magnitude, 1));
            for (int k = 1; k <= 5; k++) {
                cases.add(new Case("+a and -a", n, i -> (i % 2 == 0 ? 1 : -1) * Math.pow(.7, i / 2), k, magnitude, 0));
                cases.add(new Case("indefinite", n, indefinite, k, ends, k));
            }
            for (double scale : new double[] {1e-8, 1e8}) {
                for (Which which : Which.values()) {
                    cases.add(new Case("indefinite", n, indefinite, 6, which, 6).scaled(scale));
                }
                cases.add(new Case("cluster", n, cluster, 6, top, 0).scaled(scale));
            }
        }
        for (int n : new int[] {1, 2, 5, 129, 150}) {
            for (Which which : Which.values()) {
                for (int k : new int[] {Math.max(1, n - 1), n, n + 7}) {
                    cases.add(new Case("evenly spaced", n, i -> 1 - .5 * i, k, which, Math.min(k, n)));
                }
            }
        }
        for (Which which : Which.values()) {
            cases.add(new Case("many", 1000, i -> 3 * Math.cos(i), 200, which, 0));
        }
        return cases.build();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCertificateIsTrue(Case given) {
        Planted operator = new Planted(given.values(), SEED);
        Spectrum spectrum = measure(operator, given.k(), given.which(), given.tolerance());
        Certificates truth = new Certificates(operator);
        truth.check(spectrum);
        assertThat(spectrum.converged()).isTrue();
        assertThat(spectrum.pairs()).hasSize(Math.min(given.k(), given.values().length));
        double scale = Arrays.stream(given.values()).map(Math::abs).max().orElseThrow();
        // The solver looks for what it missed up to its target times the root of the number of locked pairs.
        double resolution = given.tolerance() * scale * Math.sqrt(given.k() + 16);
        truth.checkLeading(spectrum, given.which(), resolution);
        assertThat(spectrum.pairs().stream().filter(pair -> pair.angleBound() < 1e-2))
                .hasSizeGreaterThanOrEqualTo(given.resolved());
    }

    private static Spectrum measure(LinearOperator operator, int k, Which which, double tolerance) {
        return SpectrumSolver.measure(
                operator, new SpectrumRequest(k, which, tolerance), List.of(), new Streams(SEED).stream("start"));
    }

    /** The product limit ends it before convergence: the ends of the cosine are all but flat. */
    @ParameterizedTest
    @MethodSource("everyWhich")
    void whatDidNotConvergeHasTrueCertificatesToo(Which which) {
        double[] values = IntStream.range(0, 4000)
                .mapToDouble(i -> Math.cos(Math.PI * i / 4000))
                .toArray();
        Planted operator = new Planted(values, SEED);
        Spectrum spectrum = measure(operator, 5, which, 1e-11);
        assertThat(spectrum.converged()).isFalse();
        assertThat(spectrum.pairs()).hasSize(5);
        assertThat(spectrum.products()).isLessThanOrEqualTo(2000);
        new Certificates(operator).check(spectrum);
    }

    static Stream<Which> everyWhich() {
        return Stream.of(Which.values());
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 100, 128, 129, 300})
    void anOperatorThatIsNotSymmetricIsRefused(int n) {
        Planted symmetric =
                new Planted(IntStream.range(0, n).mapToDouble(i -> 1. / (1 + i)).toArray(), SEED);
        LinearOperator skewed = new LinearOperator() {
            @Override
            public int size() {
                return n;
            }

            @Override
            public void apply(double[] x, double[] y) {
                symmetric.apply(x, y);
                y[0] += .3 * x[n - 1];
            }
        };
        assertThatThrownBy(() -> measure(skewed, 3, Which.LARGEST_ALGEBRAIC, 1e-6))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("operator should be symmetric");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 300})
    void aProductThatIsNoNumberIsRefused(int n) {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            LinearOperator operator = new LinearOperator() {
                @Override
                public int size() {
                    return n;
                }

                @Override
                public void apply(double[] x, double[] y) {
                    Arrays.fill(y, 1);
                    y[n - 1] = wrong;
                }
            };
            assertThatThrownBy(() -> measure(operator, 3, Which.LARGEST_ALGEBRAIC, 1e-6))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("product 1 should be finite")
                    .hasMessageContaining("entry " + (n - 1) + " = " + wrong);
        }
    }
}
