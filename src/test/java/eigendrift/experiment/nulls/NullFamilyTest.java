package eigendrift.experiment.nulls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.experiment.nulls.NullModel.Adjusted;
import eigendrift.inference.Alternative;
import eigendrift.nullmodel.Comparison;
import eigendrift.nullmodel.Moments;
import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** p-values over index, layer and step, when draws serve every step. */
class NullFamilyTest {

    private static final int SIMULATIONS = 1000;
    private static final int STEPS = 21;
    private static final int INDICES = 3;
    private static final int DRAWS = 39;

    private static NullTest cell(long step, int index, double observed, double[] sample) {
        return new NullTest(
                step, index, "ipr", "ipr", Comparison.withDraws(observed, sample, Alternative.TWO_SIDED), sample);
    }

    /** Skewed, as an IPR is. */
    private static double draw(RandomGenerator random) {
        return Math.exp(random.nextGaussian());
    }

    /**
     * What is observed comes from the law of the draws, and stays from step to step with some probability. At most 5 %
     * of such runs may have any adjusted p of .05 or less; the tolerance is three standard errors of 1,000 simulations.
     */
    @ParameterizedTest
    @CsvSource({"true, 0, 11", "true, .5, 12", "true, 1, 13", "false, 0, 14", "false, .5, 15", "false, 1, 16"})
    void oneRunInTwentyHasAnythingByChance(boolean shared, double stays, long seed) {
        RandomGenerator random = new Streams(seed).stream("family");
        int wrong = 0;
        for (int s = 0; s < SIMULATIONS; s++) {
            double[][] draws = draws(random);
            double[] seen = fill(new double[INDICES], random);
            List<NullTest> cells = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                draws = shared ? draws : draws(random);
                seen = random.nextDouble() < stays ? seen : fill(new double[INDICES], random);
                for (int i = 0; i < INDICES; i++) {
                    cells.add(cell(step, i + 1, seen[i], column(draws, i)));
                }
            }
            wrong += NullFamily.adjusted(cells, shared).stream().anyMatch(row -> row.p() <= .05) ? 1 : 0;
        }
        double tolerance = 3 * Math.sqrt(.05 * .95 / SIMULATIONS);
        assertThat((double) wrong / SIMULATIONS).as("seed %d", seed).isLessThanOrEqualTo(.05 + tolerance);
    }

    private static double[][] draws(RandomGenerator random) {
        double[][] draws = new double[DRAWS][INDICES];
        for (double[] row : draws) {
            fill(row, random);
        }
        return draws;
    }

    private static double[] column(double[][] rows, int i) {
        return Arrays.stream(rows).mapToDouble(row -> row[i]).toArray();
    }

    /** Neighbouring indices depend on each other, as the eigenvectors of one matrix do. */
    private static double[] fill(double[] row, RandomGenerator random) {
        double before = draw(random);
        for (int i = 0; i < row.length; i++) {
            before = row[i] = .5 * before + .5 * draw(random);
        }
        return row;
    }

    @Test
    void whatStandsOutIsFoundAmongMany() {
        RandomGenerator random = new Streams(3).stream("planted");
        List<NullTest> cells = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            double[] sample = fill(new double[DRAWS], random);
            cells.add(cell(step, 1, step == 5 ? 1000 : sample[7], sample));
        }
        List<Adjusted> adjusted = NullFamily.adjusted(cells, false);
        assertThat(adjusted.get(5).p()).isEqualTo(2. / (DRAWS + 1));
        // Holm over the steps costs a factor of their number.
        assertThat(NullFamily.adjusted(cells, true).get(5).p()).isCloseTo((double) STEPS / (DRAWS + 1), within(1e-12));
        assertThat(adjusted).filteredOn(row -> row.step() != 5).allSatisfy(row -> assertThat(row.p())
                .isGreaterThan(.05));
    }

    @Test
    void exactLawsAreAdjustedByHolmAndMomentsNotAtAll() {
        List<NullTest> cells = new ArrayList<>();
        double[] p = {.01, .02, .5};
        for (int i = 0; i < p.length; i++) {
            Comparison exact = new Comparison(1, 0, 1, 1, p[i], 0);
            cells.add(new NullTest(0, i + 1, "displacement", "displacement", exact, new double[0]));
            Comparison moments = Comparison.withMoments(1, new Moments(0, 1));
            cells.add(new NullTest(0, i + 1, "ipr", "ipr", moments, new double[0]));
        }
        List<Adjusted> adjusted = NullFamily.adjusted(cells, true);
        assertThat(adjusted).hasSize(3).allSatisfy(row -> assertThat(row.statistic())
                .isEqualTo("displacement"));
        assertThat(adjusted.get(0).p()).isCloseTo(.03, within(1e-15));
        assertThat(adjusted.get(1).p()).isCloseTo(.04, within(1e-15));
        assertThat(adjusted.get(2).p()).isEqualTo(.5);
    }
}
