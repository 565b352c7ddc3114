package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.dynamics.Ageing.Correlation;
import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** q² = f(lag/(c t_w^μ)) of known μ, with noise. */
class AgeingTest {

    private static final long SEED = 6;
    private static final int TRIALS = 200;

    /** Steps of checkpoints, 0 among them. */
    private static final long[] EVENLY = {0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000};

    private static final long[] IN_RATIOS = {0, 10, 16, 26, 43, 69, 113, 184, 299, 487, 794};

    /** What four intervals of a spline cannot follow of an exponential shows as an offset of μ. */
    private static final double OFFSET = .01;

    /** The bracket of the search. */
    private static final double SEARCHED = 1e-5;

    private static double exponential(double x) {
        return Math.exp(-x);
    }

    private static double stretched(double x) {
        return Math.exp(-Math.sqrt(x));
    }

    private static List<Correlation> seed(
            long[] steps, double mu, DoubleUnaryOperator f, double noise, RandomGenerator random) {
        double typical = Math.pow(steps[steps.length / 2], 1 - mu);
        List<Correlation> rows = new ArrayList<>();
        for (int i = 0; i < steps.length; i++) {
            for (int j = i + 1; j < steps.length; j++) {
                long lag = steps[j] - steps[i];
                double x = lag / (typical * Math.pow(Math.max(1, steps[i]), mu));
                rows.add(new Correlation(steps[i], lag, f.applyAsDouble(x) + noise * random.nextGaussian()));
            }
        }
        return rows;
    }

    private static List<List<Correlation>> seeds(
            int count, long[] steps, double mu, DoubleUnaryOperator f, double noise, RandomGenerator random) {
        List<List<Correlation>> seeds = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            seeds.add(seed(steps, mu, f, noise, random));
        }
        return seeds;
    }

    private static RandomGenerator random(long trial) {
        return new Streams(SEED).stream("ageing", trial);
    }

    /**
     * Student's t of three degrees of freedom is under 1 in 60.9 % of cases; four standard errors of a share of 200.
     */
    @ParameterizedTest
    @CsvSource({"0, false", "0, true", ".5, false", ".5, true", "1, false", "1, true"})
    void fourSeedsGiveTheExponentWithinItsErrorAsOftenAsTheyShould(double mu, boolean stretch) {
        DoubleUnaryOperator f = stretch ? AgeingTest::stretched : AgeingTest::exponential;
        double noise = .05;
        assertRecovers(mu, f, 4, noise, 1. / 3 + Math.sqrt(3) / (2 * Math.PI), 4 * Math.sqrt(.609 * .391 / TRIALS));
    }

    /**
     * Leaving out waiting times, which are not alike, errs on the side of too large errors: at most 80 % instead of 68.
     */
    @ParameterizedTest
    @CsvSource({"0", ".5", "1"})
    void oneSeedTakesItsErrorFromWaitingTimes(double mu) {
        assertRecovers(mu, AgeingTest::stretched, 1, .02, .68, .13);
    }

    private static void assertRecovers(
            double mu, DoubleUnaryOperator f, int count, double noise, double share, double tolerance) {
        int within = 0;
        double sum = 0;
        double squares = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            Ageing fit = Ageing.of(seeds(count, IN_RATIOS, mu, f, noise, random(trial)));
            within += Math.abs(fit.mu() - mu) <= fit.standardError() ? 1 : 0;
            sum += fit.mu() - mu;
            squares += (fit.mu() - mu) * (fit.mu() - mu);
        }
        double sd = Math.sqrt(squares / TRIALS);
        assertThat((double) within / TRIALS).as("seed %d", SEED).isCloseTo(share, within(tolerance));
        assertThat(sum / TRIALS).as("seed %d", SEED).isCloseTo(0, within(OFFSET + 5 * sd / Math.sqrt(TRIALS)));
        assertThat(sd).as("seed %d", SEED).isLessThan(.1);
    }

    @ParameterizedTest
    @CsvSource({"-.3", "0", ".5", "1", "1.5"})
    void withoutNoiseItIsTheExponentWhateverTheUnitOfTime(double mu) {
        List<Correlation> rows = seed(EVENLY, mu, AgeingTest::stretched, 0, random(0));
        Ageing fit = Ageing.of(List.of(rows));
        assertThat(fit.mu()).isCloseTo(mu, within(OFFSET));
        assertThat(fit.residual()).isLessThan(.005);
        assertThat(fit.points()).as("pairs of ten steps that are not 0").isEqualTo(45);
        List<Correlation> slower = rows.stream()
                .map(row -> new Correlation(7 * row.waiting(), 7 * row.lag(), row.value()))
                .toList();
        assertThat(Ageing.of(List.of(slower)).mu()).isCloseTo(fit.mu(), within(2 * SEARCHED));
    }

    @Test
    void theStartHasNoLogarithm() {
        List<Correlation> rows = seed(EVENLY, .5, AgeingTest::stretched, .02, random(1));
        List<Correlation> later = rows.stream().filter(row -> row.waiting() > 0).toList();
        assertThat(rows).hasSizeGreaterThan(later.size());
        assertThat(Ageing.of(List.of(rows))).isEqualTo(Ageing.of(List.of(later)));
    }

    /** 45 points less 7 coefficients and μ. */
    @Test
    void theResidualIsTheNoiseOfTheMean() {
        double noise = .05;
        Ageing fit = Ageing.of(seeds(9, IN_RATIOS, .5, AgeingTest::stretched, noise, random(2)));
        double expected = noise / 3 * Math.sqrt(37. / 45);
        // Five standard errors of a standard deviation of 37 values.
        assertThat(fit.residual()).as("seed %d", SEED).isCloseTo(expected, within(5 * expected / Math.sqrt(74)));
    }

    @Test
    void whatLiesBeyondTheIntervalIsNotFitted() {
        for (double mu : new double[] {-1.5, 3}) {
            Ageing fit = Ageing.of(List.of(seed(IN_RATIOS, mu, AgeingTest::exponential, 0, random(0))));
            assertThat(fit.mu()).as("μ = %s", mu).isNaN();
            assertThat(fit.standardError()).isNaN();
            assertThat(fit.points()).isEqualTo(45);
        }
    }

    @Test
    void tooLittleDataSayNothing() {
        long[] steps = {0, 100, 200, 300, 400};
        assertThat(Ageing.of(List.of()).mu()).isNaN();
        assertThat(Ageing.of(List.of(seed(steps, .5, AgeingTest::stretched, 0, random(0))))
                        .mu())
                .as("six points")
                .isNaN();
        assertThat(Ageing.of(List.of(seed(EVENLY, .5, x -> .25, 0, random(0)))).mu())
                .as("nothing moves")
                .isNaN();
        List<Correlation> neighbours = new ArrayList<>();
        for (long step = 100; step <= 1000000; step *= 2) {
            neighbours.add(new Correlation(step, step, 1. / step));
        }
        assertThat(Ageing.of(List.of(neighbours)).mu()).as("one lag each").isNaN();
    }
}
