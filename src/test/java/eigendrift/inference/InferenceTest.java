package eigendrift.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class InferenceTest {

    private static final long SEED = 3;
    private static final int SIMULATIONS = 1000;

    /** Kolmogorov's bound for 1,000 uniform values at a level of 1e-4: √(ln(2/1e-4)/2/1000). */
    private static final double KOLMOGOROV = .0704;

    private static double[] gaussian(int count, double shift, RandomGenerator random) {
        return DoubleStream.generate(() -> shift + random.nextGaussian())
                .limit(count)
                .toArray();
    }

    /**
     * p-values under the null exceed any α at least as often as uniform ones would, but for the noise of the
     * simulation.
     */
    private static void assertCalibrated(ToDoubleFunction<RandomGenerator> p, double step) {
        RandomGenerator random = new Streams(SEED).stream("calibration");
        double[] values = DoubleStream.generate(() -> p.applyAsDouble(random))
                .limit(SIMULATIONS)
                .sorted()
                .toArray();
        for (int i = 0; i < SIMULATIONS; i++) {
            double empirical = (i + 1.0) / SIMULATIONS;
            assertThat(empirical).as("seed %d", SEED).isLessThan(values[i] + KOLMOGOROV);
            assertThat(empirical).as("seed %d", SEED).isGreaterThan(values[i] - step - KOLMOGOROV);
        }
    }

    /** All signs alike are two of the 2^K ways: K = 6 is the first with 2/64 ≤ .05. */
    @Test
    void whatSignFlipsCanReach() {
        for (int count = 1; count <= 8; count++) {
            double[] alike = DoubleStream.generate(() -> 1).limit(count).toArray();
            assertThat(SignFlips.floor(count)).isEqualTo(SignFlips.p(alike, new Streams(SEED).stream("unread")));
        }
        assertThat(SignFlips.needed(.05)).isEqualTo(6);
        assertThat(SignFlips.needed(.5)).isEqualTo(2);
        assertThat(SignFlips.needed(1 / 128.)).isEqualTo(8);
    }

    @Test
    void signFlipsAreCalibrated() {
        assertCalibrated(random -> SignFlips.p(gaussian(8, 0, random), random), 2. / 256);
    }

    @Test
    void permutationsAreCalibrated() {
        assertCalibrated(random -> Permutations.p(gaussian(5, 0, random), gaussian(6, 0, random), random), 2. / 462);
    }

    @Test
    void drawnPermutationsAgreeWithAllOfThem() {
        RandomGenerator random = new Streams(SEED).stream("drawn");
        double[] differences = gaussian(SignFlips.ENUMERATED + 2, .3, random);
        double drawn = SignFlips.p(differences, random);
        long extreme = 0;
        double observed = Math.abs(Arrays.stream(differences).sum());
        for (long signs = 0; signs < 1L << differences.length; signs++) {
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
            }
            extreme += Math.abs(sum) >= observed ? 1 : 0;
        }
        double exact = (double) extreme / (1L << differences.length);
        // Five standard errors of a share of 100,000 draws.
        assertThat(drawn).isCloseTo(exact, within(5 * Math.sqrt(exact * (1 - exact) / 1e5) + 1e-5));
    }

    @Test
    void floorsAreThoseOfTheDesign() {
        RandomGenerator random = new Streams(SEED).stream("floors");
        double[] low = {1, 2, 3, 4, 5};
        double[] high = {11, 12, 13, 14, 15};
        assertThat(Permutations.p(low, high, random)).isCloseTo(2. / 252, within(1e-12));
        assertThat(SignFlips.p(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, random)).isCloseTo(2. / 256, within(1e-12));
        assertThat(SignFlips.p(new double[] {-2}, random)).isEqualTo(1);
        assertThat(SignFlips.p(new double[] {.1, .2, -.3}, random)).isEqualTo(1);
    }

    @Test
    void plantedEffectsAreFound() {
        RandomGenerator random = new Streams(SEED).stream("power");
        int flips = 0;
        int permutations = 0;
        for (int i = 0; i < SIMULATIONS; i++) {
            flips += SignFlips.p(gaussian(8, 2, random), random) <= .05 ? 1 : 0;
            permutations += Permutations.p(gaussian(5, 3, random), gaussian(5, 0, random), random) <= .05 ? 1 : 0;
        }
        assertThat(flips).isGreaterThan(950);
        assertThat(permutations).isGreaterThan(950);
    }

    @Test
    void cliffsDeltaCountsPairs() {
        CliffsDelta all = CliffsDelta.of(new double[] {4, 5, 6}, new double[] {1, 2, 3});
        assertThat(all.delta()).isCloseTo(1, within(1e-15));
        CliffsDelta some = CliffsDelta.of(new double[] {1, 3, 5}, new double[] {2, 4, 5});
        assertThat(some.delta()).isCloseTo((3. - 5) / 9, within(1e-15));
        assertThat(some.low()).isLessThan(some.delta());
        assertThat(some.high()).isGreaterThan(some.delta());
        assertThat(CliffsDelta.of(new double[] {1}, new double[] {2, 3}).low()).isNaN();
    }

    /** Of normal samples a shift apart δ = 2 Φ(shift/√2) − 1 = .5205 for a shift of 1. */
    @Test
    void cliffsIntervalsCoverTheTruth() {
        RandomGenerator random = new Streams(SEED).stream("coverage");
        int covered = 0;
        for (int i = 0; i < SIMULATIONS; i++) {
            CliffsDelta delta = CliffsDelta.of(gaussian(12, 1, random), gaussian(12, 0, random));
            covered += delta.low() <= .5205 && .5205 <= delta.high() ? 1 : 0;
        }
        assertThat(covered).isBetween(920, 985);
    }

    @Test
    void holmMultipliesByWhatIsLeft() {
        assertThat(Holm.adjust(new double[] {.01, Double.NaN, .04, .03, .005}))
                .containsExactly(new double[] {.03, Double.NaN, .06, .06, .02}, within(1e-15));
        assertThat(Holm.adjust(new double[] {.9, .8})).containsExactly(1, 1);
    }

    @Test
    void oneOfManyClaimsIsWrongAsRarelyAsOneAlone() {
        assertCalibrated(
                random -> {
                    List<Map<Long, Double>> claims = new ArrayList<>();
                    double[] shared = gaussian(7, 0, random);
                    for (int claim = 0; claim < 5; claim++) {
                        Map<Long, Double> bySeed = new TreeMap<>();
                        for (int seed = 0; seed < 7; seed++) {
                            bySeed.put((long) seed, shared[seed] + random.nextGaussian());
                        }
                        claims.add(bySeed);
                    }
                    return Arrays.stream(FamilyWise.adjusted(claims, random))
                            .min()
                            .getAsDouble();
                },
                2. / 128);
    }

    @Test
    void aFamilyKeepsTheFloorOfOneClaim() {
        List<Map<Long, Double>> claims = new ArrayList<>();
        for (int claim = 1; claim <= 20; claim++) {
            Map<Long, Double> bySeed = new TreeMap<>();
            for (long seed = 0; seed < 8; seed++) {
                bySeed.put(seed, claim * (1 + .1 * seed));
            }
            claims.add(bySeed);
        }
        assertThat(FamilyWise.adjusted(claims, null)).containsOnly(2. / 256);
        assertThat(FamilyWise.adjusted(List.of(Map.of(3L, 1.)), null)).containsExactly(1);
        assertThat(FamilyWise.adjusted(List.of(), null)).isEmpty();
    }
}
