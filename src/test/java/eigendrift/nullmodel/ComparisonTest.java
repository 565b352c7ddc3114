package eigendrift.nullmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.inference.Alternative;
import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTest {

    private static final int SIMULATIONS = 1000;

    @ParameterizedTest
    @CsvSource({
        "UPPER, 5, .4",
        "UPPER, 2, 1",
        "UPPER, 9, .2",
        "LOWER, 4, .8",
        "LOWER, 1, .2",
        "TWO_SIDED, 5, .8",
        "TWO_SIDED, 9, .4",
        "TWO_SIDED, 3.5, 1"
    })
    void countsDrawsAsExtremeWithTheObservedOneAmongThem(Alternative tail, double observed, double p) {
        Comparison c = Comparison.withDraws(observed, new double[] {2, 4, 3, 5}, tail);
        assertThat(c.p()).isCloseTo(p, within(1e-15));
        assertThat(c.mean()).isEqualTo(3.5);
        assertThat(c.sd()).isCloseTo(Math.sqrt(5 / 3.), within(1e-15));
        assertThat(c.z()).isCloseTo((observed - 3.5) / Math.sqrt(5 / 3.), within(1e-15));
        assertThat(c.draws()).isEqualTo(4);
    }

    /** 19 draws of a skewed law: p is uniform on multiples of 1/20, for one tail; for two, never too small. */
    @ParameterizedTest
    @EnumSource
    void pIsUniformUnderTheNull(Alternative tail) {
        RandomGenerator random = new Streams(6).stream("null", tail.ordinal());
        int[] counts = new int[21];
        for (int s = 0; s < SIMULATIONS; s++) {
            double[] x = random.doubles(20).map(u -> Math.exp(3 * u)).toArray();
            double p = Comparison.withDraws(x[19], Arrays.copyOf(x, 19), tail).p();
            counts[(int) Math.round(20 * p)]++;
        }
        double chiSquare = 0;
        int step = tail == Alternative.TWO_SIDED ? 2 : 1;
        for (int i = step; i <= 20; i += step) {
            double expected = SIMULATIONS * step / 20.;
            chiSquare += Math.pow(counts[i] - expected, 2) / expected;
        }
        assertThat(counts[0]).isZero();
        assertThat(chiSquare).as("99.9 % of χ² with 19 or 9 degrees of freedom").isLessThan(step == 1 ? 43.8 : 27.9);
    }

    @Test
    void findsAPlantedEffect() {
        RandomGenerator random = new Streams(7).stream("power");
        int found = 0;
        for (int s = 0; s < SIMULATIONS; s++) {
            double[] draws = random.doubles(99).map(u -> random.nextGaussian()).toArray();
            found += Comparison.withDraws(4 + random.nextGaussian(), draws, Alternative.UPPER)
                                    .p()
                            <= .05
                    ? 1
                    : 0;
        }
        // Φ(4 − 1.645) = .991, less a little for the quantile of 99 draws.
        assertThat(found).isGreaterThan(970);
    }

    @Test
    void withAKnownLawPIsExactAndWithMomentsAloneThereIsNone() {
        BetaLaw uniform = new BetaLaw(1, 1);
        assertThat(Comparison.withLaw(.9, uniform, Alternative.UPPER).p()).isCloseTo(.1, within(1e-12));
        assertThat(Comparison.withLaw(.9, uniform, Alternative.LOWER).p()).isCloseTo(.9, within(1e-12));
        assertThat(Comparison.withLaw(.9, uniform, Alternative.TWO_SIDED).p()).isCloseTo(.2, within(1e-12));
        assertThat(Comparison.withLaw(.9, uniform, Alternative.UPPER).z()).isCloseTo(.4 * Math.sqrt(12), within(1e-12));
        Comparison moments = Comparison.withMoments(5, new Moments(3, .5));
        assertThat(moments.z()).isEqualTo(4);
        assertThat(moments.p()).isNaN();
    }

    @Test
    void refusesNoDrawsAndNoNumbers() {
        assertThatThrownBy(() -> Comparison.withDraws(1, new double[0], Alternative.UPPER))
                .hasMessageContaining("draws = 0");
        assertThatThrownBy(() -> Comparison.withDraws(Double.NaN, new double[1], Alternative.UPPER))
                .hasMessageContaining("observed = NaN");
        assertThatThrownBy(() -> Comparison.withDraws(1, new double[] {Double.NaN}, Alternative.UPPER))
                .hasMessageContaining("NaN");
    }
}
