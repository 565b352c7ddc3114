package eigendrift.inference;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.nullmodel.PValues;
import eigendrift.nullmodel.Rate;
import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Error rates and power of single tests and intervals. */
class CalibrationTest {

    private static final long SEED = 21;
    private static final int SIMULATIONS = 10_000;

    /** Beyond what is enumerated, a p-value takes 100,000 draws. */
    private static final int DRAWN = 100;

    private static double[] gaussian(int count, double shift, RandomGenerator random) {
        return DoubleStream.generate(() -> shift + random.nextGaussian())
                .limit(count)
                .toArray();
    }

    /** Symmetric, with heavier tails than a normal law. */
    private static double[] heavy(int count, RandomGenerator random) {
        return DoubleStream.generate(() -> Math.pow(random.nextGaussian(), 3))
                .limit(count)
                .toArray();
    }

    /** −.3, −.2, … .3, so that sums are often equal but for their rounding. */
    private static double[] tied(int count, RandomGenerator random) {
        return DoubleStream.generate(() -> .1 * (random.nextInt(7) - 3))
                .limit(count)
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 8, 10})
    void signFlipsAreUniformOnTheirLattice(int pairs) {
        PValues.of(SIMULATIONS, SEED, "flips", random -> SignFlips.p(heavy(pairs, random), random))
                .areUniformOn(1 << pairs - 1);
    }

    @Test
    void drawnSignFlipsAreUniform() {
        PValues.of(DRAWN, SEED, "drawn flips", random -> SignFlips.p(heavy(SignFlips.ENUMERATED + 1, random), random))
                .areUniform();
    }

    @Test
    void tiesMakeTestsCautious() {
        PValues.of(SIMULATIONS, SEED, "tied flips", random -> SignFlips.p(tied(8, random), random))
                .areAtLeastUniform();
        PValues.of(
                        SIMULATIONS,
                        SEED,
                        "tied permutations",
                        random -> Permutations.p(tied(5, random), tied(6, random), random))
                .areAtLeastUniform();
    }

    /** For equal sizes a division and its complement are as extreme: half as many cells as divisions. */
    @ParameterizedTest
    @CsvSource({"5, 5, 126", "5, 6, 462", "3, 8, 165", "8, 8, 6435"})
    void permutationsAreUniformOnTheirLattice(int m, int n, int cells) {
        int simulations = m + n > 12 ? 1_000 : SIMULATIONS;
        PValues.of(
                        simulations,
                        SEED,
                        "permutations",
                        random -> Permutations.p(skewed(m, random), skewed(n, random), random))
                .areUniformOn(cells);
    }

    @Test
    void drawnPermutationsAreUniform() {
        PValues.of(
                        DRAWN,
                        SEED,
                        "drawn permutations",
                        random -> Permutations.p(skewed(10, random), skewed(12, random), random))
                .areUniform();
    }

    private static double[] skewed(int count, RandomGenerator random) {
        return DoubleStream.generate(random::nextExponential).limit(count).toArray();
    }

    /**
     * Eight normal pairs 1.5 sd from 0. Student's test at the level of the lattice, 6/128, finds .946 (noncentral t, 7
     * degrees of freedom), and no unbiased test of that level more; flips of 100,000 samples, simulated apart from this
     * program, .940.
     */
    @Test
    void signFlipsFindAShift() {
        PValues.of(SIMULATIONS, SEED, "shift", random -> SignFlips.p(gaussian(8, 1.5, random), random))
                .atMost(.05)
                .is(.940);
    }

    /** Two sd between five and five: Student's at 6/126 finds .782; permutations, simulated apart, .775. */
    @Test
    void permutationsFindAShift() {
        PValues.of(
                        SIMULATIONS,
                        SEED,
                        "shift",
                        random -> Permutations.p(gaussian(5, 2, random), gaussian(5, 0, random), random))
                .atMost(.05)
                .is(.775);
    }

    /**
     * Normal samples a shift apart, δ = 2 Φ(shift/√2) − 1. The interval is asymptotic: at 8 and 8 its nominal .95 is
     * .90 to .98, a little liberal at middle δ, as Feng and Cliff (2004) found, and cautious where samples often do not
     * overlap at all.
     */
    @ParameterizedTest
    @CsvSource({
        "8, 0, 0",
        "8, .5, .27633",
        "8, 1, .52050",
        "8, 1.5, .71116",
        "8, 2, .84270",
        "8, 2.5, .92290",
        "8, 3, .96611",
        "8, 4, .99532",
        "5, 0, 0",
        "5, 1.5, .71116",
        "5, 3, .96611"
    })
    void cliffsIntervalsCover(int size, double shift, double truth) {
        RandomGenerator random = new Streams(SEED).stream("coverage", size);
        int covered = 0;
        for (int i = 0; i < SIMULATIONS; i++) {
            CliffsDelta delta = CliffsDelta.of(gaussian(size, shift, random), gaussian(size, 0, random));
            covered += delta.low() <= truth && truth <= delta.high() ? 1 : 0;
        }
        new Rate(covered, SIMULATIONS, "coverage, seed " + SEED).isBetween(.90, .98);
    }

    /** Whatever the sizes, and rounding. */
    @Test
    void samplesApartHaveDeltaOneAndAnInterval() {
        for (int m = 1; m <= 14; m++) {
            for (int n = 1; n <= 14; n++) {
                double[] low = new double[m];
                double[] high = new double[n];
                Arrays.fill(high, 1);
                CliffsDelta below = CliffsDelta.of(low, high);
                CliffsDelta above = CliffsDelta.of(high, low);
                assertThat(below.delta()).as("%d and %d", m, n).isEqualTo(-1);
                assertThat(above.delta()).as("%d and %d", m, n).isEqualTo(1);
                if (Math.min(m, n) > 1) {
                    assertThat(above.high()).as("%d and %d", m, n).isEqualTo(1);
                    assertThat(above.low())
                            .as("%d and %d", m, n)
                            .isGreaterThan(-1)
                            .isLessThan(1);
                    assertThat(below.low()).as("%d and %d", m, n).isEqualTo(-1);
                    assertThat(below.high()).as("%d and %d", m, n).isEqualTo(-above.low());
                }
            }
        }
    }
}
