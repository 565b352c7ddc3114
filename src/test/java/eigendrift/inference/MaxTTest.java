package eigendrift.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MaxTTest {

    private static final int SIMULATIONS = 1000;

    /** One joint draw of 30 statistics of different scale that share a common part. */
    private static double[] draw(RandomGenerator random, double common) {
        double shared = common * random.nextGaussian();
        double[] x = new double[30];
        Arrays.setAll(x, i -> (i + 1) * (shared + random.nextGaussian()));
        return x;
    }

    @ParameterizedTest
    @CsvSource({"19, 0", "19, 2", "99, .5"})
    void isWrongAnywhereAsOftenAsItSays(int b, double common) {
        RandomGenerator random = new Streams(8).stream("max-t", b);
        int wrong = 0;
        for (int s = 0; s < SIMULATIONS; s++) {
            double[][] draws = new double[b][];
            Arrays.setAll(draws, i -> draw(random, common));
            double[] p = MaxT.adjusted(draw(random, common), draws, Alternative.TWO_SIDED);
            wrong += Arrays.stream(p).min().orElseThrow() <= .05 ? 1 : 0;
        }
        // 50 expected, standard deviation 6.9.
        assertThat(wrong).isBetween(25, 75);
    }

    @Test
    void findsPlantedEffectsAmongMany() {
        RandomGenerator random = new Streams(9).stream("power");
        int found = 0;
        int wrong = 0;
        for (int s = 0; s < 300; s++) {
            double[][] draws = new double[199][];
            Arrays.setAll(draws, i -> draw(random, .5));
            double[] observed = draw(random, .5);
            observed[3] += 7 * 4;
            observed[20] += 7 * 21;
            double[] p = MaxT.adjusted(observed, draws, Alternative.UPPER);
            found += (p[3] <= .05 ? 1 : 0) + (p[20] <= .05 ? 1 : 0);
            p[3] = p[20] = 1;
            wrong += Arrays.stream(p).min().orElseThrow() <= .05 ? 1 : 0;
        }
        assertThat(found).as("of 600").isGreaterThan(580);
        assertThat(wrong).as("of 300, 15 expected at most").isLessThan(34);
    }

    /** By hand: the first statistic is extreme in both columns' company, the second only in its own. */
    @Test
    void stepsDown() {
        double[] observed = {10, 3};
        double[][] draws = {{0, 4}, {1, 0}, {0, 1}, {1, 0}};
        double[] p = MaxT.adjusted(observed, draws, Alternative.UPPER);
        assertThat(p).containsExactly(new double[] {.2, .4}, within(1e-15));
        double[] q = MaxT.adjusted(
                new double[] {-10, -3}, new double[][] {{0, -4}, {-1, 0}, {0, -1}, {-1, 0}}, Alternative.LOWER);
        assertThat(q).containsExactly(p);
    }

    @ParameterizedTest
    @EnumSource
    void neverBelowTheOneOfASingleStatistic(Alternative tail) {
        RandomGenerator random = new Streams(10).stream("single");
        double[][] draws = new double[39][];
        Arrays.setAll(draws, i -> draw(random, 1));
        double[] observed = draw(random, 1);
        double[] all = MaxT.adjusted(observed, draws, tail);
        for (int i = 0; i < 30; i++) {
            int column = i;
            double[][] alone =
                    Arrays.stream(draws).map(d -> new double[] {d[column]}).toArray(double[][]::new);
            double[] one = MaxT.adjusted(new double[] {observed[i]}, alone, tail);
            assertThat(all[i]).isGreaterThanOrEqualTo(one[0]);
        }
    }

    @Test
    void aStatisticThatNeverVariesIsNotExtreme() {
        double[] p = MaxT.adjusted(new double[] {1, 5}, new double[][] {{1, 0}, {1, 1}, {1, 2}}, Alternative.UPPER);
        assertThat(p).containsExactly(1, .25);
    }

    @Test
    void refusesRaggedOrMissingDraws() {
        assertThatThrownBy(() -> MaxT.adjusted(new double[2], new double[0][], Alternative.UPPER))
                .hasMessageContaining("at least one draw");
        assertThatThrownBy(() -> MaxT.adjusted(new double[2], new double[][] {{1}}, Alternative.UPPER))
                .hasMessageContaining("expected 2");
        assertThatThrownBy(() -> MaxT.adjusted(new double[1], new double[][] {{Double.NaN}}, Alternative.UPPER))
                .hasMessageContaining("NaN");
    }
}
