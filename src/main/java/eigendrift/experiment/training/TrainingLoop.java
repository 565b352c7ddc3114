package eigendrift.experiment.training;

import eigendrift.config.ExperimentConfig;
import eigendrift.data.BatchOrder;
import eigendrift.data.Samples;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.linalg.Blas;
import eigendrift.network.Architecture;
import eigendrift.network.BatchLoss;
import eigendrift.network.DeadUnits;
import eigendrift.network.Evaluation;
import eigendrift.network.ParameterLayout;
import eigendrift.optimizer.Clipping;
import eigendrift.optimizer.LearningRate;
import eigendrift.optimizer.Objective;
import eigendrift.optimizer.Optimizer;
import eigendrift.optimizer.Optimizers;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * The training of one run, in portions: owns the weights, the optimizer and the buffers. Not thread-safe.
 *
 * <p>What happens at step t depends on the weights and the optimizer state at t and on the run's named random streams
 * alone, so a loop restored from a checkpoint goes on with the same bits.
 */
public final class TrainingLoop {

    /**
     * A batch loss above this multiple of (1 + the initial loss) counts as divergence, as does one that is not finite.
     */
    static final double DIVERGENCE = 1e6;

    private final Architecture architecture;
    private final Samples samples;
    private final long stepsPerEpoch;
    private final long totalSteps;
    private final long logEvery;
    private final SortedSet<Long> checkpointSteps;
    private final BatchOrder order;
    private final ParameterLayout layout;
    private final BatchLoss train;
    private final Optional<BatchLoss> test;
    private final Optimizer optimizer;
    private final Clipping clipping;
    private final LearningRate learningRate;
    private final double[] parameters;
    private final double[] previous;
    private final double[] gradient;
    private final double largestLoss;
    private final long samplesPerEpoch;
    private boolean samplesWeighAlike = true;
    private int[] rows = {};
    private long rowsEpoch = -1;
    private long step;
    private double lossSum;
    private int lossCount;
    private double gradientNorm;

    /** Why a portion of training ended. */
    public sealed interface Outcome {}

    /** Time was up before anything was due. */
    public record Paused() implements Outcome {}

    /**
     * A log row, a checkpoint or both are due at this step.
     *
     * @param last whether it is the final one
     * @param diverged only set at the final step, after which no batch shows a divergence
     */
    public record Reached(
            Optional<LogRow> row, Optional<Checkpoint> checkpoint, boolean last, Optional<Diverged> diverged)
            implements Outcome {}

    /**
     * The loss at {@code step} is not finite or above {@link #DIVERGENCE}: that of its batch, or after the last update
     * that of all samples.
     *
     * @param cause in words, with a way out, where the update rule knows one; else empty
     */
    public record Diverged(long step, double loss, String cause) implements Outcome {}

    /** A loop at step 0, with the initial weights that all optimizers of a seed share. */
    public TrainingLoop(Plan plan, Run run) {
        this(plan, run, plan.initialWeights(run), true);
    }

    /**
     * @param start the weights; become those of the loop
     * @param bounded whether {@link #DIVERGENCE} times the loss at {@code start} bounds the loss
     */
    private TrainingLoop(Plan plan, Run run, double[] start, boolean bounded) {
        ExperimentConfig config = plan.config();
        architecture = plan.architecture();
        samples = plan.data().train();
        stepsPerEpoch = plan.stepsPerEpoch();
        totalSteps = plan.totalSteps();
        logEvery = plan.logEvery();
        checkpointSteps = plan.checkpointSteps();
        order = new BatchOrder(run.streams(), plan.data().train().count(), plan.batchSize());
        train = batchLoss(plan, plan.data().train());
        test = Optional.of(plan.data().test())
                .filter(samples -> samples.count() > 0)
                .map(samples -> batchLoss(plan, samples));
        parameters = start;
        previous = new double[parameters.length];
        gradient = new double[parameters.length];
        optimizer =
                Optimizers.create(run.optimizer().rule(), plan.architecture().layout());
        clipping = new Clipping(run.optimizer().clipping());
        learningRate = plan.learningRate(run);
        layout = plan.architecture().layout();
        samplesPerEpoch = plan.data().train().count();
        largestLoss = bounded
                ? Math.min(
                        Double.MAX_VALUE,
                        DIVERGENCE * (1 + train.evaluate(parameters).loss()))
                : Double.MAX_VALUE;
    }

    /** From now on averages batch losses over batches, not over samples, as for runs that version 0.1.0 began. */
    public void weighBatchesAlike() {
        samplesWeighAlike = false;
    }

    /**
     * The update that follows {@code checkpoint} with the batch that comes next, w(t + 1) − w(t); after the last step
     * that which a longer training would make. Empty if the loss of that batch or the update is not finite.
     */
    public static Optional<double[]> updateAfter(Plan plan, Run run, Checkpoint checkpoint) {
        double[] before = checkpoint.parameters();
        TrainingLoop loop = new TrainingLoop(plan, run, before.clone(), false);
        loop.restore(checkpoint);
        loop.update();
        Blas.axpy(before.length, -1, before, 0, loop.parameters, 0);
        boolean made = loop.step > checkpoint.step();
        return made && firstNotFinite(loop.parameters).isEmpty() ? Optional.of(loop.parameters) : Optional.empty();
    }

    private static BatchLoss batchLoss(Plan plan, Samples samples) {
        ExperimentConfig config = plan.config();
        return BatchLoss.of(
                plan.architecture(), config.loss(), samples, config.training().precision(), plan.batchSize());
    }

    /** Goes back or forward to {@code checkpoint}. */
    public void restore(Checkpoint checkpoint) {
        System.arraycopy(checkpoint.parameters(), 0, parameters, 0, parameters.length);
        optimizer.restore(checkpoint.optimizerState());
        step = checkpoint.step();
        lossSum = checkpoint.lossSum();
        lossCount = checkpoint.lossCount();
    }

    /** Updates made. */
    public long step() {
        return step;
    }

    /** What is due at step 0, before any update. */
    public Reached begin() {
        return due();
    }

    /** Trains until something is due or {@code nanos} have passed, whichever comes first; at least one update. */
    public Outcome advance(long nanos) {
        long start = System.nanoTime();
        do {
            double loss = update();
            if (!(loss <= largestLoss)) {
                return diverged(loss);
            }
            if (logDue() || checkpointSteps.contains(step)) {
                return due();
            }
        } while (System.nanoTime() - start < nanos);
        return new Paused();
    }

    /** One update; returns the batch loss at the weights before it. */
    private double update() {
        long epoch = step / stepsPerEpoch;
        if (epoch != rowsEpoch) {
            rows = order.epoch(epoch);
            rowsEpoch = epoch;
        }
        int from = (int) (step % stepsPerEpoch) * order.batchSize();
        int to = Math.min(rows.length, from + order.batchSize());
        double loss = train.gradient(parameters, rows, from, to, gradient);
        if (!(loss <= largestLoss)) {
            return loss;
        }
        lossSum += samplesWeighAlike ? (to - from) * loss : loss;
        lossCount++;
        if (isLogStep(step + 1)) {
            System.arraycopy(parameters, 0, previous, 0, parameters.length);
            gradientNorm = Blas.norm(gradient.length, gradient, 0);
        }
        if (!optimizer.looksAhead()) {
            clipping.apply(gradient);
        }
        Objective batch = clipping.apply((p, g) -> train.gradient(p, rows, from, to, g));
        optimizer.step(parameters, gradient, learningRate.at(step), batch);
        step++;
        return loss;
    }

    private boolean logDue() {
        return isLogStep(step);
    }

    private boolean isLogStep(long at) {
        return at % logEvery == 0 || at == totalSteps;
    }

    private Reached due() {
        Optional<LogRow> row = logDue() ? Optional.of(logRow()) : Optional.empty();
        if (row.isPresent()) {
            lossSum = 0;
            lossCount = 0;
        }
        Optional<Checkpoint> checkpoint =
                checkpointSteps.contains(step) ? Optional.of(checkpoint(true)) : Optional.empty();
        boolean last = step == totalSteps;
        Optional<Diverged> diverged = row.map(LogRow::trainLoss)
                .filter(loss -> last && !(loss <= largestLoss))
                .map(this::diverged);
        return new Reached(row, checkpoint, last, diverged);
    }

    private Diverged diverged(double loss) {
        OptionalInt bad = firstNotFinite(parameters);
        String cause = bad.isEmpty()
                ? ""
                : optimizer
                        .breakdown(bad.getAsInt())
                        .map(why -> layout.name(bad.getAsInt()) + ": " + why)
                        .orElse("");
        return new Diverged(step, loss, cause);
    }

    private static OptionalInt firstNotFinite(double[] x) {
        return IntStream.range(0, x.length).filter(i -> !Double.isFinite(x[i])).findFirst();
    }

    /** A copy of all that is needed to continue from here with the same bits. */
    public Checkpoint checkpoint(boolean scheduled) {
        return new Checkpoint(step, scheduled, parameters.clone(), optimizer.state(), lossSum, lossCount);
    }

    /** Total weight of the terms of {@code lossSum}: samples, or batches. */
    private double lossWeight() {
        return samplesWeighAlike ? samplesBefore(step) - samplesBefore(step - lossCount) : lossCount;
    }

    /** Samples in the batches of the first {@code steps} updates. */
    private long samplesBefore(long steps) {
        long inEpoch = Math.min(samplesPerEpoch, steps % stepsPerEpoch * order.batchSize());
        return steps / stepsPerEpoch * samplesPerEpoch + inEpoch;
    }

    /** How many hidden units are dead now. */
    Trainer.UnitsCounted countUnits() {
        DeadUnits units = DeadUnits.count(architecture, parameters, samples);
        return new Trainer.UnitsCounted(step, units.dead(), units.units());
    }

    private LogRow logRow() {
        Evaluation onTrain = train.evaluate(parameters);
        Optional<Evaluation> onTest = test.map(loss -> loss.evaluate(parameters));
        boolean updated = step > 0;
        return new LogRow(
                step,
                (double) step / stepsPerEpoch,
                lossCount > 0 ? lossSum / lossWeight() : Double.NaN,
                onTrain.loss(),
                onTrain.accuracy(),
                onTest.map(Evaluation::loss).orElse(Double.NaN),
                onTest.map(Evaluation::accuracy).orElse(Double.NaN),
                updated ? gradientNorm : Double.NaN,
                updated ? updateNorm() : Double.NaN,
                updated ? learningRate.at(step - 1) : Double.NaN);
    }

    /** ‖w(t) − w(t − 1)‖; overwrites {@code previous}. */
    private double updateNorm() {
        Blas.axpy(previous.length, -1, parameters, 0, previous, 0);
        return Blas.norm(previous.length, previous, 0);
    }
}
