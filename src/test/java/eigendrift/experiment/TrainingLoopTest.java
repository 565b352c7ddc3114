package eigendrift.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.ExperimentReader;
import eigendrift.network.BatchLoss;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every optimizer on a network: it learns, and goes on from a checkpoint with the same bits. */
class TrainingLoopTest {

    private static final int STEPS = 40;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = sgd, learning-rate = .1, momentum = .9, nesterov = true",
                "type = adam, learning-rate = .01, schedule = one-cycle",
                "type = adamw, learning-rate = .01, clip-norm = .5",
                "type = amsgrad, learning-rate = .01",
                "type = adamax, learning-rate = .01, clip-value = .01",
                "type = nadam, learning-rate = .01",
                "type = radam, learning-rate = .05",
                "type = rmsprop, learning-rate = .001, centered = true, momentum = .5",
                "type = adagrad, learning-rate = .01, schedule { type = cosine-restarts, period = 7 steps }",
                "type = lion, learning-rate = .005",
                "type = sam, learning-rate = .1, momentum = .5, clip-norm = 1",
                "type = muon, learning-rate = .02",
                "type = lbfgs, max-iterations = 3, history = 4, line-search = strong-wolfe",
                "type = lbfgs, max-iterations = 3, history = 4, learning-rate = .5"
            })
    void learnsAndResumesToTheSameBits(String optimizer) {
        Plan plan = Plan.of(
                "x",
                ExperimentReader.parse(
                        """
                experiment {
                  data { source = digits, samples = 100, test-samples = 0 }
                  network { hidden = [8, 5], activation = tanh }
                  training { steps = %d, batch-size = %s, log-every = 1 step }
                  optimizers = [{ %s }]
                  checkpoints { every = [0, 6, %d] }
                }
                """.formatted(STEPS, optimizer.contains("lbfgs") ? "full" : "32", optimizer, STEPS),
                        List.of()));
        TrainingLoop whole = new TrainingLoop(plan, plan.runs().get(0));
        double before = whole.begin().row().orElseThrow().trainLoss();
        Checkpoint middle = advanceTo(whole, 6);
        Checkpoint end = advanceTo(whole, STEPS);

        TrainingLoop resumed = new TrainingLoop(plan, plan.runs().get(0));
        resumed.restore(middle);
        Checkpoint same = advanceTo(resumed, STEPS);

        resumed.restore(middle);
        Checkpoint next = advanceTo(resumed, 7);
        assertThat(update(plan, middle)).isEqualTo(difference(next.parameters(), middle.parameters()));
        assertThat(update(plan, end)).hasSize(end.parameters().length).doesNotContain(Double.NaN);
        assertThat(same).usingRecursiveComparison().isEqualTo(end);
        assertThat(end.optimizerState().updates()).isEqualTo(STEPS);
        assertThat(trainLoss(plan, end)).isLessThan(.95 * before);
    }

    private static double[] update(Plan plan, Checkpoint checkpoint) {
        return TrainingLoop.updateAfter(plan, plan.runs().get(0), checkpoint).orElseThrow();
    }

    private static double[] difference(double[] after, double[] before) {
        return IntStream.range(0, after.length)
                .mapToDouble(j -> after[j] - before[j])
                .toArray();
    }

    private static double trainLoss(Plan plan, Checkpoint at) {
        return BatchLoss.of(
                        plan.architecture(),
                        plan.config().loss(),
                        plan.data().train(),
                        plan.config().training().precision(),
                        plan.batchSize())
                .evaluate(at.parameters())
                .loss();
    }

    private static Checkpoint advanceTo(TrainingLoop loop, int step) {
        while (loop.step() < step) {
            assertThat(loop.advance(0)).isInstanceOf(TrainingLoop.Reached.class);
        }
        return loop.checkpoint(true);
    }
}
