package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.random.Streams;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SusceptibilityTest {

    private static final double ROUNDING = 1e-12;

    @Test
    void isTheNumberOfSeedsTimesTheUnbiasedVariance() {
        Susceptibility chi = Susceptibility.of(new double[] {.1, .4, .7});
        assertThat(chi.seeds()).isEqualTo(3);
        assertThat(chi.mean()).isCloseTo(.4, within(ROUNDING));
        assertThat(chi.chi4()).isCloseTo(3 * .09, within(ROUNDING));
    }

    /** Leaving out value k takes K/((K−1)(K−2))·(x_k − mean)² from the variance, up to what is the same for every k. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void itsErrorIsTheClosedFormOfTheJackknife(long seed) {
        RandomGenerator random = new Streams(seed).stream("susceptibility");
        int count = 3 + random.nextInt(10);
        double[] x = DoubleStream.generate(random::nextDouble).limit(count).toArray();
        double mean = DoubleStream.of(x).average().orElseThrow();
        double[] squares = DoubleStream.of(x).map(v -> (v - mean) * (v - mean)).toArray();
        double meanSquare = DoubleStream.of(squares).average().orElseThrow();
        double spread = DoubleStream.of(squares)
                .map(v -> (v - meanSquare) * (v - meanSquare))
                .sum();
        double factor = (double) count / (count - 1) / (count - 2);
        double expected = count * Math.sqrt((count - 1.0) / count * factor * factor * spread);
        assertThat(Susceptibility.of(x).standardError()).as("seed %d", seed).isCloseTo(expected, within(ROUNDING));
    }

    /** Var(s²) = 2σ⁴/(K−1) for normal values. The jackknife overestimates a little (Efron and Stein 1981). */
    @Test
    void itsErrorIsTheSpreadOfManyExperiments() {
        long seed = 4;
        int count = 20;
        int experiments = 4000;
        RandomGenerator random = new Streams(seed).stream("susceptibility-spread");
        double chi = 0;
        double squaredError = 0;
        for (int i = 0; i < experiments; i++) {
            Susceptibility of = Susceptibility.of(
                    DoubleStream.generate(random::nextGaussian).limit(count).toArray());
            chi += of.chi4() / experiments;
            squaredError += of.standardError() * of.standardError() / experiments;
        }
        double variance = count * count * 2.0 / (count - 1);
        double fiveErrorsOfTheMean = 5 * Math.sqrt(variance / experiments);
        assertThat(chi).as("seed %d", seed).isCloseTo(count, within(fiveErrorsOfTheMean));
        assertThat(squaredError / variance).as("seed %d", seed).isBetween(1., 1.3);
    }

    @Test
    void tooFewSeedsSayNothing() {
        Susceptibility one = Susceptibility.of(new double[] {.25});
        assertThat(one.mean()).isEqualTo(.25);
        assertThat(one.chi4()).isNaN();
        Susceptibility two = Susceptibility.of(new double[] {0, 1});
        assertThat(two.chi4()).isEqualTo(1);
        assertThat(two.standardError()).isNaN();
    }

    /** 1 − q² of angles of 1e-7, 2e-7 and 3e-7. */
    @Test
    void keepsTheDigitsOfSmallMovements() {
        double[] displacement = {1e-14, 4e-14, 9e-14};
        double expected = 49e-28;
        assertThat(Susceptibility.of(displacement).chi4()).isCloseTo(expected, within(ROUNDING * expected));
    }
}
