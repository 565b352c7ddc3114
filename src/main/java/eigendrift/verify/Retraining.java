package eigendrift.verify;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.Trainer;
import eigendrift.experiment.training.TrainingLoop;
import eigendrift.journal.StoredEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Trains a run once more, as far as its journal goes, and compares. */
final class Retraining {

    private final Run run;
    private final List<String> problems;
    private final TrainingLoop loop;
    private TrainingLoop.Outcome reached;
    private long compared;

    Retraining(Plan plan, Run run, List<String> problems) {
        this.run = run;
        this.problems = problems;
        this.loop = new TrainingLoop(plan, run);
        this.reached = loop.begin();
    }

    /** Updates made so far. */
    long step() {
        return loop.step();
    }

    /** Log rows and checkpoints compared. */
    long compared() {
        return compared;
    }

    /** Compares with the next of the trainer's events. */
    void accept(StoredEvent stored) {
        JournalEvent event = stored.event();
        if (event instanceof Trainer.TrainingStarted started && !started.samplesWeighAlike()) {
            loop.weighBatchesAlike();
        } else if (event instanceof Trainer.StepsTaken steps) {
            compare(steps.row().step(), "log row", steps.row(), row(steps.row().step()));
        } else if (event instanceof Trainer.CheckpointTaken taken
                && taken.checkpoint().scheduled()) {
            Checkpoint checkpoint = taken.checkpoint();
            compared++;
            if (!checkpoint(checkpoint.step())
                    .filter(again -> same(checkpoint, again))
                    .isPresent()) {
                problems.add(run.name() + ", step " + checkpoint.step() + ": the retrained checkpoint differs");
            }
        } else if (event instanceof Trainer.Diverged diverged) {
            advance(Long.MAX_VALUE);
            compare(diverged.step(), "loss that diverged", diverged.loss(), divergedLoss(diverged.step()));
        }
    }

    private void compare(long step, String what, Object journaled, Object retrained) {
        compared++;
        if (!journaled.equals(retrained)) {
            problems.add(run.name() + ", step " + step + ": " + what + " differs: journaled " + journaled
                    + ", retrained " + retrained);
        }
    }

    private Object row(long step) {
        advance(step);
        return reached instanceof TrainingLoop.Reached due
                ? due.row().<Object>map(row -> row).orElse("nothing")
                : reached;
    }

    private Optional<Checkpoint> checkpoint(long step) {
        advance(step);
        return reached instanceof TrainingLoop.Reached due ? due.checkpoint() : Optional.empty();
    }

    private Object divergedLoss(long step) {
        Optional<TrainingLoop.Diverged> again = reached instanceof TrainingLoop.Reached due
                ? due.diverged()
                : Optional.of(reached)
                        .filter(TrainingLoop.Diverged.class::isInstance)
                        .map(TrainingLoop.Diverged.class::cast);
        return again.filter(diverged -> diverged.step() == step)
                .<Object>map(TrainingLoop.Diverged::loss)
                .orElse(reached);
    }

    /** Trains to {@code step}; at the end of the run or at divergence it stops for good. */
    private void advance(long step) {
        while (loop.step() < step && !over()) {
            TrainingLoop.Outcome outcome = loop.advance(Long.MAX_VALUE);
            if (!(outcome instanceof TrainingLoop.Paused)) {
                reached = outcome;
            }
        }
    }

    private boolean over() {
        return reached instanceof TrainingLoop.Diverged || reached instanceof TrainingLoop.Reached due && due.last();
    }

    private static boolean same(Checkpoint a, Checkpoint b) {
        return a.step() == b.step()
                && Arrays.equals(a.parameters(), b.parameters())
                && a.optimizerState().updates() == b.optimizerState().updates()
                && a.optimizerState()
                        .arrays()
                        .keySet()
                        .equals(b.optimizerState().arrays().keySet())
                && a.optimizerState().arrays().entrySet().stream()
                        .allMatch(array -> Arrays.equals(
                                array.getValue(), b.optimizerState().arrays().get(array.getKey())))
                && Double.compare(a.lossSum(), b.lossSum()) == 0
                && a.lossCount() == b.lossCount();
    }
}
