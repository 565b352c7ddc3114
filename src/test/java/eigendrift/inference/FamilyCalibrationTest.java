package eigendrift.inference;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.nullmodel.PValues;
import eigendrift.nullmodel.Rate;
import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Families of claims: how often any false one is called true. */
class FamilyCalibrationTest {

    private static final long SEED = 22;
    private static final int SIMULATIONS = 2_000;
    private static final int SEEDS = 8;

    /** Smallest p of claims from {@code first} on. */
    private static double least(double[] p, int first) {
        return Arrays.stream(p).skip(first).min().orElseThrow();
    }

    /** Claims about seeds that share a part of size {@code common}; the first {@code real} are shifted. */
    private static List<Map<Long, Double>> claims(
            int count, int seeds, double common, int real, double shift, RandomGenerator random) {
        double[] shared =
                random.doubles(seeds).map(u -> common * random.nextGaussian()).toArray();
        List<Map<Long, Double>> claims = new ArrayList<>();
        for (int claim = 0; claim < count; claim++) {
            Map<Long, Double> bySeed = new TreeMap<>();
            for (int seed = 0; seed < seeds; seed++) {
                double mean = claim < real ? shift : 0;
                // Claims have different units.
                bySeed.put((long) seed, (1 + claim) * (mean + shared[seed] + random.nextGaussian()));
            }
            claims.add(bySeed);
        }
        return claims;
    }

    /** All signs of 8 seeds, |Σ| of a pattern and of its opposite being equal: 128 cells. */
    @ParameterizedTest
    @CsvSource({"2, 0", "10, 0", "10, 1", "10, 10", "30, .5"})
    void ofNoTrueClaimTheSmallestPIsUniform(int count, double common) {
        PValues.of(
                        SIMULATIONS,
                        SEED,
                        "complete null",
                        random -> least(FamilyWise.adjusted(claims(count, SEEDS, common, 0, 0, random), random), 0))
                .areUniformOn(128);
    }

    /** True claims that are always found leave the family, so the others are tested as a family of their own. */
    @ParameterizedTest
    @CsvSource({"0", "10"})
    void besideClaimsThatAreAlwaysFoundTheOthersAreUniform(double common) {
        PValues.of(
                        SIMULATIONS,
                        SEED,
                        "partial null",
                        random -> least(FamilyWise.adjusted(claims(10, SEEDS, common, 4, 1000, random), random), 4))
                .areUniformOn(128);
    }

    @ParameterizedTest
    @CsvSource({"0", "2"})
    void besideClaimsThatAreSometimesFoundTheOthersAreNotWrongMoreOften(double common) {
        PValues.of(
                        SIMULATIONS,
                        SEED,
                        "partial null",
                        random -> least(FamilyWise.adjusted(claims(10, SEEDS, common, 4, 1.5, random), random), 4))
                .areAtLeastUniform();
    }

    @Test
    void missingSeedsMakeItCautious() {
        PValues.of(SIMULATIONS, SEED, "missing seeds", random -> {
                    List<Map<Long, Double>> claims = claims(6, SEEDS, 1, 0, 0, random);
                    claims.forEach(claim -> claim.keySet().removeIf(seed -> random.nextInt(4) == 0));
                    return least(FamilyWise.adjusted(claims, random), 0);
                })
                .areAtLeastUniform();
    }

    /** 14 seeds: 4,095 random patterns instead of all. */
    @ParameterizedTest
    @CsvSource({"14, 0", "20, 1"})
    void drawnSignsAreUniform(int seeds, double common) {
        PValues.of(
                        400,
                        SEED,
                        "drawn signs",
                        random -> least(FamilyWise.adjusted(claims(3, seeds, common, 0, 0, random), random), 0))
                .areUniform();
    }

    /**
     * 1.5 sd with 8 seeds, among that many claims without effect: found by step-down max-T as simulated apart, 40,000
     * times.
     */
    @ParameterizedTest
    @CsvSource({"1, 0, .940", "10, 0, .581", "10, .5, .462"})
    void aTrueClaimIsFound(int count, double common, double power) {
        PValues.of(
                        SIMULATIONS,
                        SEED,
                        "power",
                        random -> FamilyWise.adjusted(claims(count, SEEDS, common, 1, 1.5, random), random)[0])
                .atMost(.05)
                .is(power);
    }

    /** Also where sums are equal but for their rounding. */
    @Test
    void aFamilyOfOneIsThatClaimAlone() {
        RandomGenerator random = new Streams(SEED).stream("alone");
        for (int repeat = 0; repeat < SIMULATIONS; repeat++) {
            double[] differences = new double[SEEDS];
            Map<Long, Double> bySeed = new TreeMap<>();
            for (int seed = 0; seed < SEEDS; seed++) {
                differences[seed] = .1 * (random.nextInt(7) - 3);
                bySeed.put((long) seed, differences[seed]);
            }
            assertThat(FamilyWise.adjusted(List.of(bySeed), random)[0])
                    .as("seed %d, repeat %d: %s", SEED, repeat, Arrays.toString(differences))
                    .isEqualTo(SignFlips.p(differences, random));
        }
    }

    /** Of independent claims, one of m is under α/m with probability 1 − (1 − α/m)^m. */
    @ParameterizedTest
    @CsvSource({"10, 0, .05", "10, 0, .01", "10, 6, .05", "50, 0, .05", "3, 2, .01"})
    void holmIsAsOftenWrongAsTheoryHasIt(int count, int real, double level) {
        int nulls = count - real;
        rate(level, real, random -> {
                    double[] p = random.doubles(count).toArray();
                    Arrays.fill(p, 0, real, 0);
                    return p;
                })
                .is(1 - Math.pow(1 - level / nulls, nulls));
    }

    /** If all p are one, α/m; if no two are small together, which is the worst, α. */
    @ParameterizedTest
    @CsvSource({"0, .005", "1, .05"})
    void holmHoldsWhateverTheDependence(int spread, double expected) {
        rate(.05, 0, random -> {
                    double u = random.nextDouble();
                    double[] p = new double[10];
                    Arrays.setAll(p, i -> (u + spread * i / 10.) % 1);
                    return p;
                })
                .is(expected);
    }

    private interface Simulation {
        double[] p(RandomGenerator random);
    }

    private static Rate rate(double level, int real, Simulation simulation) {
        int simulations = 20_000;
        RandomGenerator random = new Streams(SEED).stream("holm");
        int wrong = 0;
        for (int i = 0; i < simulations; i++) {
            wrong += least(Holm.adjust(simulation.p(random)), real) <= level ? 1 : 0;
        }
        return new Rate(wrong, simulations, "holm, seed " + SEED);
    }
}
