package eigendrift.study;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.NullModelName;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.inference.SignFlips;
import eigendrift.random.Streams;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One number for each run against a null model, when there is no effect. */
class SeedStatisticsTest {

    private static final int SIMULATIONS = 400;
    private static final int SEEDS = 8;

    /** IPRs as far spread as those of fresh weights: a coefficient of variation of 1. */
    private static final double SPREAD = Math.sqrt(Math.log(2));

    /**
     * Trained vectors from the law of the draws: neither the skew of that law nor the error of draws that all seeds
     * share makes them look more or less localized. Tolerances are three standard errors of the simulations.
     */
    @ParameterizedTest
    @CsvSource({"true, 40, 1", "true, 5, 2", "false, 5, 3"})
    void aLawBesideItselfIsCalledDifferentOneTimeInTwenty(boolean shared, int draws, long seed) {
        RandomGenerator random = new Streams(seed).stream("seed-statistics");
        int rejected = 0;
        double sum = 0;
        double squares = 0;
        for (int s = 0; s < SIMULATIONS; s++) {
            SeedStatistics statistics = new SeedStatistics(tables(shared, draws, random));
            double[] values = new double[SEEDS];
            double mean = 0;
            for (int k = 0; k < SEEDS; k++) {
                values[k] = statistics.iprOverNull("a-seed" + k, NullModelName.INITIALIZATION);
                mean += values[k] / SEEDS;
            }
            sum += mean;
            squares += mean * mean;
            rejected += SignFlips.p(values, random) <= .05 ? 1 : 0;
        }
        double mean = sum / SIMULATIONS;
        double error = Math.sqrt((squares / SIMULATIONS - mean * mean) / SIMULATIONS);
        assertThat(Math.abs(mean)).as("seed %d", seed).isLessThan(3 * error);
        // Five draws for eight seeds serve all of them alike: the seeds cannot tell that error.
        if (!shared || draws >= SEEDS) {
            double level = 12. / 256;
            assertThat((double) rejected / SIMULATIONS)
                    .as("seed %d", seed)
                    .isLessThan(level + 3 * Math.sqrt(level * (1 - level) / SIMULATIONS));
        }
    }

    private static Tables tables(boolean shared, int draws, RandomGenerator random) {
        List<Tables.Run> runs = new ArrayList<>();
        List<Tables.Null> nulls = new ArrayList<>();
        List<Tables.NullDraw> drawn = new ArrayList<>();
        for (int k = 0; k < SEEDS; k++) {
            String run = "a-seed" + k;
            runs.add(new Tables.Run(run, "a", k, 100, Status.COMPLETED, 40, 1, 1));
            nulls.add(new Tables.Null(NullModelName.INITIALIZATION, run, 40, 1, "ipr", ipr(random), 1, 1, 0, 1, 1));
            for (int b = 0; b < draws && (!shared || k == 0); b++) {
                drawn.add(new Tables.NullDraw(
                        NullModelName.INITIALIZATION,
                        shared ? "" : run,
                        shared ? -1 : 40,
                        b + 1,
                        1,
                        1,
                        LocalizationValues.of(ipr(random), 1),
                        Double.NaN,
                        1,
                        true));
            }
        }
        return Tables.builder().runs(runs).nulls(nulls).nullDraws(drawn).build();
    }

    private static double ipr(RandomGenerator random) {
        return Math.exp(SPREAD * random.nextGaussian());
    }
}
