package eigendrift.experiment.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.Precision;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.experiment.plan.Plan;
import eigendrift.network.BatchLoss;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
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

    /** 10 samples in batches of 4, 4 and 2: at weights that stand still the loss of an epoch is that of all samples. */
    @Test
    void theLossOfALogIntervalWeighsSamplesAlike() {
        Plan plan = Plan.of("x", ExperimentReader.parse("""
                experiment {
                  data { source = digits, samples = 10, test-samples = 0 }
                  network { hidden = [5] }
                  training { epochs = 4, batch-size = 4, log-every = 4 steps }
                  optimizers = [{ type = sgd, learning-rate = 1e-300 }]
                  checkpoints { every = [0, 12] }
                }
                """, List.of()));
        TrainingLoop loop = new TrainingLoop(plan, plan.runs().get(0));
        TrainingLoop before = new TrainingLoop(plan, plan.runs().get(0));
        before.weighBatchesAlike();
        loop.begin();
        before.begin();
        // Epochs of 3 batches: rows after 4, 8 and 12 of them have 4 + 4 + 2 + 4, 4 + 2 + 4 + 4 and 2 + 4 + 4 + 2
        // samples.
        double[] samples = {14, 14, 12};
        double bySamples = 0;
        double byBatches = 0;
        double whole = Double.NaN;
        for (int row = 0; row < samples.length; row++) {
            LogRow found = row(loop);
            bySamples += samples[row] * found.loss() / 40;
            byBatches += row(before).loss() / 3;
            whole = found.trainLoss();
        }
        assertThat(bySamples).isCloseTo(whole, within(1e-14));
        assertThat(Math.abs(byBatches - whole))
                .as("a small batch weighed like the others")
                .isGreaterThan(1e-5);

        TrainingLoop resumed = new TrainingLoop(plan, plan.runs().get(0));
        resumed.begin();
        while (resumed.step() < 6) {
            resumed.advance(0);
        }
        TrainingLoop again = new TrainingLoop(plan, plan.runs().get(0));
        again.restore(resumed.checkpoint(false));
        assertThat(row(again)).isEqualTo(row(resumed));
    }

    private static LogRow row(TrainingLoop loop) {
        TrainingLoop.Outcome outcome = loop.advance(0);
        while (!(outcome instanceof TrainingLoop.Reached reached)) {
            outcome = loop.advance(0);
        }
        return ((TrainingLoop.Reached) outcome).row().orElseThrow();
    }

    /** What SAM follows is clipped, not where it looks: one update by hand. */
    @Test
    void clippingLeavesTheWayUphillOfSamAlone() {
        Plan plan = Plan.of("x", ExperimentReader.parse("""
                experiment {
                  data { source = digits, samples = 30, test-samples = 0 }
                  network { hidden = [5], activation = tanh }
                  training { steps = 1, batch-size = full }
                  optimizers = [{ type = sam, learning-rate = .1, rho = .5, clip-norm = 1e-9, clip-value = 1e-3 }]
                  checkpoints { every = [0, 1] }
                }
                """, List.of()));
        TrainingLoop loop = new TrainingLoop(plan, plan.runs().get(0));
        loop.begin();
        double[] w = loop.checkpoint(true).parameters();
        double[] after = advanceTo(loop, 1).parameters();

        int[] all = IntStream.range(0, 30).toArray();
        BatchLoss loss = BatchLoss.of(
                plan.architecture(), plan.config().loss(), plan.data().train(), Precision.FLOAT64, 30);
        double[] g = new double[w.length];
        loss.gradient(w, all, 0, 30, g);
        double norm = Math.sqrt(Arrays.stream(g).map(x -> x * x).sum());
        double[] uphill = IntStream.range(0, w.length)
                .mapToDouble(j -> w[j] + .5 * g[j] / norm)
                .toArray();
        double[] there = new double[w.length];
        loss.gradient(uphill, all, 0, 30, there);
        double[] cut = Arrays.stream(there)
                .map(x -> Math.max(-1e-3, Math.min(1e-3, x)))
                .toArray();
        double factor = 1e-9 / (Math.sqrt(Arrays.stream(cut).map(x -> x * x).sum()) + 1e-6);
        for (int j = 0; j < w.length; j++) {
            // The step is 1e-10 long, the rounding of a weight of about .1 is 1e-17.
            assertThat(after[j] - w[j]).isCloseTo(-.1 * factor * cut[j], within(1e-16));
        }
        double[] clipped =
                Arrays.stream(g).map(x -> Math.max(-1e-3, Math.min(1e-3, x))).toArray();
        double cosine = IntStream.range(0, w.length)
                        .mapToDouble(j -> clipped[j] * g[j])
                        .sum()
                / (norm * Math.sqrt(Arrays.stream(clipped).map(x -> x * x).sum()));
        assertThat(cosine).as("clipping the way uphill would have bent it").isLessThan(.95);
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
