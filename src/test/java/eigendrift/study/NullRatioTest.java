package eigendrift.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.NullModelName;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.random.Streams;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Ratios to null models: on a scale without a ceiling, and with their test of equality. */
class NullRatioTest {

    private static final int SEEDS = 8;
    private static final long STEP = 40;

    /**
     * One vector; "far" moves to odds of 100 times its null's, which is at .585 already, "near" 100 times from .001.
     */
    private static Tables moved() {
        List<Tables.Run> runs = new ArrayList<>();
        List<Tables.Null> nulls = new ArrayList<>();
        List<Tables.NullDraw> draws = new ArrayList<>();
        for (String optimizer : List.of("far", "near")) {
            double expected = optimizer.equals("far") ? .585 : .001;
            for (int seed = 0; seed < SEEDS; seed++) {
                String run = optimizer + "-seed" + seed;
                double factor = 100 * Math.exp(.02 * (seed - 3.5));
                runs.add(new Tables.Run(run, optimizer, seed, 1000, Status.COMPLETED, STEP, .1, 1));
                nulls.add(new Tables.Null(
                        NullModelName.RANDOM_WALK,
                        run,
                        STEP,
                        1,
                        "displacement",
                        ofOdds(factor * odds(expected)),
                        expected,
                        .01,
                        0,
                        1,
                        1));
                // Draws of half and of twice those odds: their logs have the mean that is meant.
                draws.add(draw(run, 1, ofOdds(odds(expected) / 2)));
                draws.add(draw(run, 2, ofOdds(odds(expected) * 2)));
            }
        }
        return tables(runs, nulls, draws);
    }

    private static double odds(double displacement) {
        return displacement / (1 - displacement);
    }

    private static double ofOdds(double odds) {
        return odds / (1 + odds);
    }

    private static Tables.NullDraw draw(String run, int number, double displacement) {
        return new Tables.NullDraw(
                NullModelName.RANDOM_WALK,
                run,
                STEP,
                number,
                1,
                1,
                LocalizationValues.of(.1, 1),
                displacement,
                1,
                true);
    }

    private static Tables tables(List<Tables.Run> runs, List<Tables.Null> nulls, List<Tables.NullDraw> draws) {
        return Tables.builder().runs(runs).nulls(nulls).nullDraws(draws).build();
    }

    /**
     * Both turn their vectors by the same factor of tan²θ over the null's. The ratio of displacements cannot say so:
     * that of "far" ends at 1/.585 = 1.7.
     */
    @Test
    void oddsHaveNoCeiling() {
        Tables tables = moved();
        List<NullRatio> rows = NullRatio.of(tables);
        assertThat(rows).extracting(NullRatio::optimizer).containsExactly("far", "near");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.claim()).isEqualTo(Aspect.REORGANIZES);
            assertThat(row.ratio()).isCloseTo(100, within(1e-9));
            // The sixth smallest mean of a subset of −.07, −.05 … .07 is that of −.07, −.05 and −.01.
            assertThat(row.interval().low()).isCloseTo(100 * Math.exp(-.13 / 3), within(1e-6));
            assertThat(row.verdict()).isEqualTo("more");
        });
        List<Sensitivity> choices = Sensitivity.of(tables, Baseline.NONE);
        assertThat(choices)
                .extracting(row -> row.choice() + ": " + row.verdict())
                .containsExactly("null = random-walk: near more", "null = random-walk, odds: cannot be told");
        assertThat(Math.exp(choices.get(0).row().meanA())).isLessThan(2);
        assertThat(Math.exp(choices.get(0).row().meanB())).isGreaterThan(80);
        assertThat(Claims.of(tables, Baseline.NONE))
                .filteredOn(found -> found.claim().contains("random steps as long"))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.verdict()).isEqualTo(Verdict.OPEN);
                    assertThat(found.effect()).isCloseTo(1, within(1e-9));
                });
    }

    /** To the last place of a displacement near 1, and with nothing moved. */
    @Test
    void oddsAreFiniteAtARightAngle() {
        assertThat(eigendrift.dynamics.Displacement.logOdds(1)).isCloseTo(54 * Math.log(2), within(1e-12));
        assertThat(eigendrift.dynamics.Displacement.logOdds(.5)).isEqualTo(0);
        assertThat(eigendrift.dynamics.Displacement.logOdds(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        double angle = 1e-9;
        double small = StrictMath.pow(StrictMath.sin(angle), 2);
        assertThat(eigendrift.dynamics.Displacement.logOdds(small))
                .isCloseTo(2 * StrictMath.log(StrictMath.tan(angle)), within(1e-12));
    }

    @Test
    void equalityIsShownAndNotReadOffANullResult() {
        double[] close = {.02, -.03, .05, -.01, .04, -.06, .01, .03};
        NullRatio same = NullRatio.of(Aspect.LOCALIZES, NullModelName.SHUFFLED_WEIGHTS, "a", close);
        assertThat(same.p()).isGreaterThan(.05);
        assertThat(same.verdict()).isEqualTo("the same within a factor of 1.25");
        assertThat(same.equivalence().p()).isEqualTo(1. / 256);
        assertThat(same.equivalence().within()).isBetween(1., 1.05);

        double[] wide = {.9, -.5, .8, -.1, 1.2, -.6, .3, .7};
        NullRatio untold = NullRatio.of(Aspect.LOCALIZES, NullModelName.SHUFFLED_WEIGHTS, "a", wide);
        assertThat(untold.p()).isGreaterThan(.05);
        assertThat(untold.verdict()).isEqualTo("cannot be told");
        assertThat(untold.interval().low()).isLessThan(1);
        assertThat(untold.interval().high()).isGreaterThan(1.25);

        double[] slight = {.09, .1, .11, .1, .08, .12, .1, .1};
        assertThat(NullRatio.of(Aspect.LOCALIZES, NullModelName.HAAR, "a", slight)
                        .verdict())
                .isEqualTo("more, but the same within a factor of 1.25");
        assertThat(NullRatio.of(Aspect.LOCALIZES, NullModelName.HAAR, "a", new double[] {-1, -1.1, -.9, -1, -1.2, -1})
                        .verdict())
                .isEqualTo("less");
    }

    /**
     * A law beside itself, its draws included: a difference is claimed with the level's probability, and equality
     * seldom.
     */
    @Test
    void nothingIsFoundWhereNothingIs() {
        RandomGenerator random = new Streams(4).stream("null-ratio");
        int simulations = 400;
        int different = 0;
        int covered = 0;
        for (int s = 0; s < simulations; s++) {
            List<Tables.Run> runs = new ArrayList<>();
            List<Tables.Null> nulls = new ArrayList<>();
            List<Tables.NullDraw> draws = new ArrayList<>();
            for (int seed = 0; seed < SEEDS; seed++) {
                String run = "a-seed" + seed;
                runs.add(new Tables.Run(run, "a", seed, 1000, Status.COMPLETED, STEP, .1, 1));
                nulls.add(new Tables.Null(
                        NullModelName.RANDOM_WALK, run, STEP, 1, "displacement", ofOdds(law(random)), .5, 1, 0, 1, 1));
                for (int b = 1; b <= 10; b++) {
                    draws.add(draw(run, b, ofOdds(law(random))));
                }
            }
            NullRatio row = NullRatio.of(tables(runs, nulls, draws)).get(0);
            different += row.p() <= .05 ? 1 : 0;
            covered += row.interval().low() <= 1 && 1 <= row.interval().high() ? 1 : 0;
        }
        double level = 12. / 256;
        double tolerance = 3 * Math.sqrt(level * (1 - level) / simulations);
        assertThat((double) different / simulations).isLessThan(level + tolerance);
        assertThat((double) covered / simulations).isGreaterThan(1 - level - tolerance);
    }

    /** Odds spread over orders of magnitude, as of directions that turn by anything from a little to a right angle. */
    private static double law(RandomGenerator random) {
        return Math.exp(2 * random.nextGaussian());
    }
}
