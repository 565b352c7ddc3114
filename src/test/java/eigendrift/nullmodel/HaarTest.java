package eigendrift.nullmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.dynamics.Localization;
import eigendrift.dynamics.Observable;
import eigendrift.dynamics.Subspaces;
import eigendrift.linalg.Blas;
import eigendrift.network.ParameterLayout;
import eigendrift.network.ParameterLayout.Parameter;
import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HaarTest {

    private static final int DRAWS = 20_000;

    private static final double ROUNDING = 1e-12;

    private static ParameterLayout layout(int... sizes) {
        List<Parameter> parameters = new java.util.ArrayList<>();
        int offset = 0;
        for (int size : sizes) {
            parameters.add(new Parameter("layer", parameters.size() + 1, offset, size, 1));
            offset += size;
        }
        return new ParameterLayout(parameters);
    }

    /** At least the IPR and the entropy. */
    private static List<Observable> withClosedForm() {
        List<Observable> closed = Arrays.stream(Observable.values())
                .filter(observable -> observable.haar().isPresent())
                .toList();
        assertThat(closed).contains(Observable.IPR, Observable.ENTROPY);
        return closed;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10, 60})
    void momentsAreThoseOfDraws(int n) {
        RandomGenerator random = new Streams(1).stream("haar", n);
        Haar haar = new Haar(n);
        ParameterLayout one = layout(n);
        for (Observable observable : withClosedForm()) {
            Sample.of(DRAWS, () -> Localization.of(haar.draw(random), one)
                            .values()
                            .of(observable))
                    .isOf(haar.moments(observable).orElseThrow());
        }
        Sample.of(DRAWS, () -> 1 - Math.pow(overlap(haar, random), 2))
                .isOf(haar.displacement().moments());
    }

    private static double overlap(Haar haar, RandomGenerator random) {
        return Math.abs(Blas.dot(haar.n(), haar.draw(random), 0, haar.draw(random), 0));
    }

    @ParameterizedTest
    @CsvSource({"12,3", "50,1", "50,49"})
    void fractionFollowsItsBetaLaw(int n, int k) {
        RandomGenerator random = new Streams(3).stream("fraction", n, k);
        Haar haar = new Haar(n);
        double[] g = haar.draw(random);
        BetaLaw law = haar.fraction(k);
        int[] deciles = new int[10];
        for (int draw = 0; draw < 5_000; draw++) {
            double x = Subspaces.fraction(orthonormal(k, n, random), g);
            assertThat(law.atLeast(x) + law.atMost(x)).isCloseTo(1, within(ROUNDING));
            deciles[(int) Math.min(9, 10 * law.atMost(x))]++;
        }
        // 5 standard deviations of a binomial count with 5000 trials of probability 1/10: 106.
        for (int count : deciles) {
            assertThat(count).isBetween(394, 606);
        }
    }

    /** For two dimensions P(fraction ≥ x) = (1 − x)^{(n − 2)/2}. */
    @ParameterizedTest
    @CsvSource({"10,.3", "1000,.02", "1000000,.0001"})
    void tailOfAPlaneIsAPower(int n, double x) {
        double expected = Math.exp((n - 2) / 2. * Math.log1p(-x));
        assertThat(new Haar(n).fraction(2).atLeast(x)).isCloseTo(expected, within(1e-9 * expected));
    }

    @Test
    void largeDimensionsKeepTheirDigits() {
        int n = 1_000_000;
        Haar haar = new Haar(n);
        Moments ipr = haar.moments(Observable.IPR).orElseThrow();
        assertThat(ipr.sd() / ipr.mean()).isCloseTo(Math.sqrt(24 / (9. * n)), within(1e-8));
        for (Observable observable : withClosedForm()) {
            assertThat(haar.moments(observable).orElseThrow().sd()).isFinite().isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({".2,.5,.3", "1,0,0", ".999,.001,0"})
    void layeredMomentsAreThoseOfDraws(double first, double second, double third) {
        RandomGenerator random = new Streams(4).stream("layered");
        ParameterLayout layout = layout(40, 1, 15);
        HaarLayered haar = new HaarLayered(List.of(40, 1, 15), List.of(first, second, third));
        for (Observable observable : withClosedForm()) {
            Sample.of(DRAWS, () -> Localization.of(haar.draw(random), layout)
                            .values()
                            .of(observable))
                    .isOf(haar.moments(observable).orElseThrow());
        }
    }

    /** Equal shares by size make the layered ensemble all but the plain one. */
    @Test
    void oneLayerIsPlainHaar() {
        HaarLayered one = new HaarLayered(List.of(30), List.of(1.));
        assertThat(Observable.values()).allSatisfy(observable -> assertThat(one.moments(observable))
                .isEqualTo(new Haar(30).moments(observable)));
    }

    @Test
    void refusesWhatHasNoLaw() {
        assertThatThrownBy(() -> new Haar(1)).hasMessageContaining("n = 1");
        assertThatThrownBy(() -> new Haar(5).fraction(5))
                .hasMessageContaining("1 to 4")
                .hasMessageContaining("k = 5");
        assertThatThrownBy(() -> new HaarLayered(List.of(3, 4), List.of(.5, .6)))
                .hasMessageContaining("sum 1")
                .hasMessageContaining("0.6");
    }

    private static double[][] orthonormal(int k, int n, RandomGenerator random) {
        double[][] rows = new double[k][];
        for (int i = 0; i < k; i++) {
            rows[i] = new Haar(n).draw(random);
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    Blas.axpy(n, -Blas.dot(n, rows[i], 0, rows[j], 0), rows[j], 0, rows[i], 0);
                }
                Blas.scale(n, 1 / Blas.norm(n, rows[i], 0), rows[i], 0);
            }
        }
        return rows;
    }
}
