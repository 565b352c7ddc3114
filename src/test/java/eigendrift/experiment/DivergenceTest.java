package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.reading.ExperimentReader;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.training.Trainer;
import eigendrift.experiment.training.TrainingLoop;
import eigendrift.experiment.training.TrainingLoop.Diverged;
import eigendrift.experiment.training.TrainingLoop.Outcome;
import eigendrift.experiment.training.TrainingLoop.Reached;
import eigendrift.tensors.Npz;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A loss that is NaN or infinite ends a run, with the cause in the event. */
class DivergenceTest {

    @TempDir
    private Path folder;

    private static Plan plan(String... overrides) {
        return Plan.of("x", ExperimentReader.parse("""
                experiment {
                  data { source = digits, samples = 40, test-samples = 0 }
                  network { hidden = [] }
                  training { steps = 30, batch-size = full, log-every = 1 step }
                  optimizers = [sgd]
                  checkpoints { every = [0, 30] }
                }
                """, List.of(overrides)));
    }

    /** Until the end, or the first sign of divergence. */
    private static Diverged diverged(Plan plan) {
        TrainingLoop loop = new TrainingLoop(plan, plan.runs().get(0));
        Outcome outcome = loop.begin();
        while (!(outcome instanceof Reached reached && reached.last())) {
            if (outcome instanceof Diverged diverged) {
                return diverged;
            }
            outcome = loop.advance(0);
        }
        return ((Reached) outcome).diverged().orElseThrow(() -> new AssertionError("it did not diverge"));
    }

    /** Squares of 1e154 times a hundred or more are beyond the largest double, logits of 1e308 times a few likewise. */
    @ParameterizedTest
    @CsvSource({
        "cross-entropy, classification, float64, 1e308",
        "cross-entropy, classification, float32, 1e38",
        "mean-squared-error, regression, float64, 1e154",
        "mean-squared-error, regression, float32, 1e154",
        "mean-squared-error, classification, float64, 1e154",
        "half-squared-error, regression, float64, 1e154",
        "half-squared-error, regression, float32, 1e38",
        "half-squared-error, classification, float64, 1e154"
    })
    void anInfiniteLossOfTheInitialWeightsIsDivergence(String loss, String task, String precision, double weight)
            throws IOException {
        Plan small = plan("loss=" + loss, "data.task=" + task);
        int outputs = small.data().train().outputs();
        double[] weights = new double[outputs * 64];
        Arrays.setAll(weights, i -> i % 2 == 0 ? weight : weight / 2);
        Path file = folder.resolve("w.npz");
        try (Npz.Writer npz = new Npz.Writer(file)) {
            npz.put("W", weights, outputs, 64);
            npz.put("b", new double[outputs]);
        }
        Diverged diverged = diverged(plan(
                "loss=" + loss,
                "data.task=" + task,
                "training.precision=" + precision,
                "network.initial-weights=\"" + file + "\""));
        assertThat(diverged.step()).isZero();
        assertThat(diverged.loss()).isNotFinite();
        assertThat(diverged.cause()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-entropy", "mean-squared-error", "half-squared-error"})
    void theLastUpdateCountsToo(String loss) {
        Diverged diverged = diverged(plan(
                "loss=" + loss, "training.steps=1", "checkpoints.every=[0, 1]", "optimizers.sgd.learning-rate=1e308"));
        assertThat(diverged.step()).isEqualTo(1);
        assertThat(diverged.loss()).isNotFinite();
    }

    @Test
    void aRunThatDivergesWithItsLastUpdateIsNotCompleted() {
        Plan plan = Plans.small("training.epochs=null", "training.steps=7", "optimizers.sgd.learning-rate=1e300");
        Plan last = Plans.small(
                "training.epochs=null",
                "training.steps=1",
                "checkpoints.every=[0]",
                "optimizers.sgd.learning-rate=1e300");
        for (Plan planned : List.of(plan, last)) {
            try (Journal journal = new Journal(2)) {
                assertThat(ExperimentTest.run(journal, Map.of(PersistenceIds.FIRST_ANALYSIS, planned)))
                        .isEqualTo(new Experiment.Finished(Set.of("sgd-seed0", "sgd-seed1")));
                List<JournalEvent> events =
                        journal.of(PersistenceIds.trainer("small", "sgd-seed0").id());
                assertThat(events.get(events.size() - 1)).isInstanceOf(Trainer.Diverged.class);
                assertThat(events).doesNotHaveAnyElementsOfTypes(Trainer.TrainingCompleted.class);
            }
        }
    }

    /** Some pixels of the digits are always 0, and so are the gradients of their weights. */
    @ParameterizedTest
    @ValueSource(strings = {"adam", "adamw", "amsgrad", "adamax", "nadam", "radam", "rmsprop", "adagrad"})
    void aDivisionByZeroIsNamed(String rule) {
        Diverged diverged = diverged(plan("optimizers=[{ type = " + rule + ", learning-rate = 1e-4, epsilon = 0 }]"));
        assertThat(diverged.loss()).isNaN();
        assertThat(diverged.cause())
                .startsWith("layer1.weight[0,0]: the update divided by 0")
                .endsWith("Maybe epsilon = 1e-8.");
    }
}
