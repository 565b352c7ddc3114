package eigendrift.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.NullModelName;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Tables with effects that are known. */
public class ClaimsTest {

    private static final int PARAMETERS = 100;
    private static final long[] STEPS = {0, 10, 20, 30, 40};

    /** Displacement falls under a; under b it stays, and the vector localizes. Each seed adds a little. */
    public static Tables tables(int seeds, boolean swapped) {
        List<Tables.Run> runs = new ArrayList<>();
        List<Tables.Training> training = new ArrayList<>();
        List<Tables.Localization> localization = new ArrayList<>();
        List<Tables.Displacement> displacement = new ArrayList<>();
        List<Tables.Null> nulls = new ArrayList<>();
        for (String optimizer : List.of("a", "b")) {
            boolean moves = optimizer.equals("b") != swapped;
            for (int seed = 0; seed < seeds; seed++) {
                String run = optimizer + "-seed" + seed;
                double extra = .01 * seed;
                runs.add(new Tables.Run(run, optimizer, seed, PARAMETERS, Status.COMPLETED, 40, moves ? .1 : .2, 1));
                for (int i = 0; i < STEPS.length; i++) {
                    double loss = 1 - (moves ? .225 : .2) * i;
                    training.add(new Tables.Training(run, STEPS[i], i, loss, loss, 1, loss, 1, 1, 1, .1));
                    double ipr = (moves ? .1 + .1 * i : .1) + .001 * seed;
                    localization.add(new Tables.Localization(
                            run, STEPS[i], 1, LocalizationValues.of(ipr, 0), List.of(1.), List.of(ipr)));
                    for (int j = i + 1; j < STEPS.length; j++) {
                        double moved = (moves ? .8 : .8 - .2 * i) + extra;
                        displacement.add(new Tables.Displacement(
                                run, 1, Label.RANK, STEPS[i], STEPS[j], Math.sqrt(1 - moved), moved, 0, 0));
                        displacement.add(new Tables.Displacement(
                                run, 1, Label.IDENTITY, STEPS[i], STEPS[j], Math.sqrt(1 - extra), extra, 0, 0));
                    }
                }
                nulls.add(new Tables.Null(
                        NullModelName.STATIC, run, 40, 1, "displacement", moves ? .8 : .2, .1 + extra, .01, 0, 1, 1));
                nulls.add(new Tables.Null(
                        NullModelName.SHUFFLED_WEIGHTS, run, 40, 1, "ipr", moves ? .5 : .1, .3, .01, 0, 1, 1));
            }
        }
        return Tables.builder()
                .runs(runs)
                .training(training)
                .localization(localization)
                .displacement(displacement)
                .nulls(nulls)
                .build();
    }

    private static List<String> sentences(Tables tables) {
        return Claims.of(tables, Baseline.NONE).stream()
                .map(Claims.Finding::sentence)
                .toList();
    }

    @Test
    void comparesAtEqualStepAndAtEqualLoss() {
        List<OptimizerComparison> rows = OptimizerComparison.of(tables(8, false), Baseline.NONE);
        assertThat(rows)
                .extracting(row -> row.statistic().csv())
                .containsExactly(
                        "displacement",
                        "displacement",
                        "displacement_first",
                        "displacement_change",
                        "n_ipr",
                        "n_ipr",
                        "n_ipr_change");
        OptimizerComparison late = rows.get(0);
        assertThat(late.seeds()).isEqualTo(8);
        assertThat(late.meanA()).isCloseTo(.2 + .035, within(1e-12));
        assertThat(late.meanB()).isCloseTo(.8 + .035, within(1e-12));
        assertThat(late.difference()).isCloseTo(.6, within(1e-12));
        assertThat(late.effect().delta()).isCloseTo(1, within(1e-12));
        assertThat(late.p()).isEqualTo(2. / 256);
        assertThat(late.family()).isEqualTo(2. / 256);
        // Every value of b is above every one of a: one of the C(16, 8) divisions, and its mirror image.
        assertThat(late.unpaired()).isCloseTo(2. / 12870, within(1e-15));
        // Both reach a loss of .2, a with its last step and b, at .1 with its last, one checkpoint later than .325.
        OptimizerComparison matched = rows.get(5);
        assertThat(matched.matching()).isEqualTo(Matching.LOSS);
        assertThat(matched.meanA()).isCloseTo(PARAMETERS * .1035, within(1e-9));
        assertThat(matched.meanB()).isCloseTo(PARAMETERS * .5035, within(1e-9));
    }

    /** As above, but b passes the loss of .2 on its way: 1 − .45 i is at .1 at step 20 already. */
    @Test
    void saysWhereLossesAreEqual() {
        Tables tables = withTraining(
                tables(8, false),
                row -> row.run().startsWith("b") ? Math.max(.05, 1 - .045 * row.step()) : row.trainLoss());
        OptimizerComparison matched =
                OptimizerComparison.of(tables, Baseline.NONE).get(1);
        assertThat(matched.match().firstA()).isEqualTo(40);
        assertThat(matched.match().lastA()).isEqualTo(40);
        assertThat(matched.match().lossA()).isCloseTo(.2, within(1e-12));
        assertThat(matched.match().firstB()).isEqualTo(20);
        assertThat(matched.match().lastB()).isEqualTo(20);
        assertThat(matched.match().lossB()).isCloseTo(.1, within(1e-12));
        assertThat(OptimizerComparison.of(tables, Baseline.NONE).get(0).match()).isEqualTo(LossMatch.NONE);
        assertThat(sentences(tables))
                .anyMatch(c -> c.startsWith("b reorganizes more than a, at equal training loss: ")
                        && c.contains("(a at step 40, training loss 0.2; b at step 20, training loss 0.1)"));
    }

    private static Tables withTraining(Tables tables, ToDoubleFunction<Tables.Training> loss) {
        List<Tables.Training> training = tables.training().stream()
                .map(row -> new Tables.Training(
                        row.run(),
                        row.step(),
                        row.epoch(),
                        row.loss(),
                        loss.applyAsDouble(row),
                        1,
                        row.testLoss(),
                        1,
                        1,
                        1,
                        .1))
                .toList();
        return tables.with().training(training).build();
    }

    /** One vector alone, so that the mean over vectors and the first are the same. */
    @Test
    void theFirstVectorIsAClaimOfItsOwn() {
        OptimizerComparison first =
                OptimizerComparison.of(tables(8, false), Baseline.NONE).get(2);
        assertThat(first.difference()).isCloseTo(.6, within(1e-12));
        assertThat(sentences(tables(8, false)))
                .anyMatch(c -> c.startsWith(
                        "b reorganizes more than a, the first eigenvector alone, late in training: true as measured"));
    }

    /** The verdict is that of all claims together; the export has every number of the sentence. */
    @Test
    void findingsAreNumbersToo() {
        Claims.Finding settles = Claims.of(tables(8, false), Baseline.NONE).get(0);
        assertThat(settles.effect()).isCloseTo(-.6, within(1e-12));
        assertThat(settles.statement().scale()).isEqualTo(Statement.Scale.DIFFERENCE);
        assertThat(settles.p()).isEqualTo(2. / 256);
        assertThat(settles.family()).isEqualTo(2. / 256);
        assertThat(settles.interval().low()).isCloseTo(-.6, within(1e-12));
        assertThat(settles.evidence()).endsWith("; 8 seeds, p = 0.007813 for all claims together, alone 0.007813");
    }

    @Test
    void claimsFollowWhatIsMeasured() {
        List<String> claims = sentences(tables(9, false));
        assertThat(claims)
                .anyMatch(c -> c.startsWith("Leading directions settle under a: true as measured"))
                .anyMatch(c -> c.startsWith("Leading directions settle under b: cannot be told"))
                .anyMatch(c -> c.startsWith("b reorganizes more than a, late in training: true as measured"))
                .anyMatch(c -> c.startsWith("b localizes more than a, at equal training loss: true as measured"))
                .anyMatch(c -> c.startsWith(
                        "The leading vectors move further under b than on other samples of the data alone: true"))
                .allMatch(c -> c.contains("9 seeds, p = "));
        assertThat(sentences(tables(9, true)))
                .anyMatch(c -> c.startsWith("b reorganizes more than a, late in training: not true as measured"))
                .anyMatch(c -> c.startsWith("Leading directions settle under b: true as measured"));
    }

    @Test
    void fewSeedsTellNothing() {
        assertThat(sentences(tables(5, false)))
                .isNotEmpty()
                .allMatch(c -> c.contains(": cannot be told from so few seeds ("));
        assertThat(sentences(ExampleTables.empty())).isEmpty();
    }

    @Test
    void choicesAreVariedOneByOne() {
        List<Sensitivity> rows = Sensitivity.of(tables(8, false), Baseline.NONE);
        assertThat(rows)
                .extracting(row -> row.claim().csv() + ", " + row.choice() + ": " + row.verdict())
                .contains(
                        "reorganizes, primary: b more",
                        // The same extra a seed under both: nothing to tell.
                        "reorganizes, label = identity: cannot be told",
                        "reorganizes, matching = loss: b more",
                        "reorganizes, null = static: b more",
                        "reorganizes, null = static, odds: b more",
                        "localizes, primary: b more",
                        "localizes, measure = ln: b more",
                        "localizes, null = shuffled-weights: b more")
                .noneMatch(row -> row.contains("random-walk") || row.contains("null = initialization"));
        assertThat(Sensitivity.of(tables(8, true), Baseline.NONE))
                .extracting(row -> row.choice() + ": " + row.verdict())
                .contains("null = static: a more", "null = shuffled-weights: a more");
    }
}
