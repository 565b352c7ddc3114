package eigendrift.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.nullmodel.PValues;
import eigendrift.nullmodel.Rate;
import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Error rates and power of intervals and equivalence tests, where the truth is known. */
class IntervalCalibrationTest {

    private static final long SEED = 22;
    private static final int SIMULATIONS = 10_000;

    /** Beyond what is enumerated, each takes 65,535 subsets. */
    private static final int DRAWN = 200;

    /**
     * Eight differences of no simple law; what follows of them was found by turning signs on a grid of centres, in
     * NumPy.
     */
    private static final double[] EIGHT = {.1, .5, -.2, .9, .3, .7, .25, .4};

    private static double[] gaussian(int count, double centre, RandomGenerator random) {
        return DoubleStream.generate(() -> centre + random.nextGaussian())
                .limit(count)
                .toArray();
    }

    private static double[] heavy(int count, double centre, RandomGenerator random) {
        return DoubleStream.generate(() -> centre + Math.pow(random.nextGaussian(), 3))
                .limit(count)
                .toArray();
    }

    private static Rate covers(int simulations, double centre, Function<RandomGenerator, double[]> sample) {
        RandomGenerator random = new Streams(SEED).stream("coverage");
        long covered = IntStream.range(0, simulations)
                .mapToObj(i -> Interval.of(sample.apply(random), random))
                .filter(interval -> interval.low() <= centre && centre <= interval.high())
                .count();
        return new Rate((int) covered, simulations, "coverage, seed " + SEED);
    }

    @Test
    void theIntervalHoldsTheCentresThatFlipsDoNotReject() {
        Interval interval = Interval.of(EIGHT, null);
        double grid = 1e-4;
        assertThat(interval.low()).isCloseTo(.0667, within(grid));
        assertThat(interval.high()).isCloseTo(.6666, within(grid));
        RandomGenerator random = new Streams(SEED).stream("duality");
        for (int repeat = 0; repeat < 300; repeat++) {
            double[] differences = gaussian(6 + repeat % 4, .8, random);
            Interval of = Interval.of(differences, random);
            assertThat(of.low() > 0 || of.high() < 0)
                    .as("seed %d, repeat %d: %s", SEED, repeat, Arrays.toString(differences))
                    .isEqualTo(SignFlips.p(differences, random) <= .05);
        }
    }

    /** 1 − 2⌊.025 · 2^K⌋/2^K whatever the law, if it is symmetric. */
    @ParameterizedTest
    @CsvSource({"6, .96875", "8, .953125", "10, .951171875"})
    void coverageIsExact(int seeds, double probability) {
        covers(SIMULATIONS, .7, random -> heavy(seeds, .7, random)).is(probability);
        covers(SIMULATIONS, -2, random -> gaussian(seeds, -2, random)).is(probability);
    }

    /**
     * Of a skewed law the mean is covered less often: .905 for exponential differences, in 40,000 simulations apart.
     */
    @Test
    void aSkewedLawCostsCoverage() {
        covers(SIMULATIONS, 1, random -> DoubleStream.generate(random::nextExponential)
                        .limit(8)
                        .toArray())
                .is(.905);
    }

    @Test
    void drawnSubsetsCoverAsOften() {
        covers(DRAWN, 0, random -> heavy(18, 0, random)).is(.95);
    }

    @Test
    void tooFewHaveNoBound() {
        assertThat(Interval.of(new double[] {1, 2, 3, 4, 5}, null))
                .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(Interval.of(new double[] {1, 2, 3, 4, 5, 7}, null)).isEqualTo(new Interval(1, 7));
        Equivalence four = Equivalence.of(new double[] {0, .1, -.1, 0}, 1, null);
        assertThat(four.holds()).isFalse();
        assertThat(four.p()).isEqualTo(1. / 16);
        assertThat(four.within()).isInfinite();
        assertThatThrownBy(() -> Interval.of(new double[] {1, Double.NaN}, null))
                .hasMessageContaining("finite differences");
        assertThatThrownBy(() -> Interval.of(new double[0], null)).hasMessageContaining("found none");
        assertThatThrownBy(() -> Equivalence.of(EIGHT, 0, null)).hasMessageContaining("above 0");
    }

    @Test
    void equivalenceIsTheInclusionOfTheInterval() {
        double grid = 1e-4;
        assertThat(Equivalence.of(EIGHT, .5, null).within()).isCloseTo(.6, within(grid));
        assertThat(Equivalence.of(EIGHT, .6 + grid, null).holds()).isTrue();
        assertThat(Equivalence.of(EIGHT, .6 - grid, null).holds()).isFalse();
    }

    /** At the margin itself equality is shown with 12 of 256 seeds' signs, and beyond it less often. */
    @Test
    void atTheMarginEqualityIsShownOneTimeInTwenty() {
        PValues.of(SIMULATIONS, SEED, "edge", random -> Equivalence.of(heavy(8, 100, random), 100, random)
                        .p())
                .areUniformOn(256);
        PValues.of(SIMULATIONS, SEED, "other edge", random -> Equivalence.of(gaussian(8, -100, random), 100, random)
                        .p())
                .areUniformOn(256);
        // Where the spread is as large as the margin both tests bind, and it is cautious.
        PValues.of(SIMULATIONS, SEED, "wide", random -> Equivalence.of(gaussian(8, 1, random), 1, random)
                        .p())
                .areAtLeastUniform();
    }

    @Test
    void drawnSubsetsAreAsCautious() {
        PValues.of(DRAWN, SEED, "drawn edge", random -> Equivalence.of(gaussian(18, 100, random), 100, random)
                        .p())
                .areUniform();
    }

    /** Power of eight standard normal differences, from 40,000 simulations apart that turn the signs one by one. */
    @ParameterizedTest
    @CsvSource({"0, 1, .610", "0, .5, .035", ".5, 1, .322"})
    void equalityIsFound(double centre, double margin, double power) {
        PValues.of(SIMULATIONS, SEED, "power", random -> Equivalence.of(gaussian(8, centre, random), margin, random)
                        .p())
                .atMost(.05)
                .is(power);
    }

    /**
     * A difference that is not significant does not show equality: with five seeds and a difference of 1 sd that is the
     * usual outcome.
     */
    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void aDifferenceThatIsThereIsNotCalledEqual(int seeds) {
        PValues.of(SIMULATIONS, SEED, "there", random -> Equivalence.of(gaussian(seeds, 1, random), .5, random)
                        .p())
                .atMost(.05)
                .isAtMost(.01);
    }
}
