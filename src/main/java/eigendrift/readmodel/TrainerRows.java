package eigendrift.readmodel;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.training.LogRow;
import eigendrift.experiment.training.Trainer;
import java.util.Set;

/** Makes rows of the events of one trainer. */
final class TrainerRows {

    /** The events that rows are made of. */
    static final Set<Class<? extends JournalEvent>> KINDS =
            Set.of(Trainer.StepsTaken.class, Trainer.UnitsCounted.class);

    final Rows<Tables.Training> training = new Rows<>();

    private final String run;
    private double deadUnits = Double.NaN;

    TrainerRows(String run) {
        this.run = run;
    }

    void add(Trainer.Event event, long ordering) {
        if (event instanceof Trainer.StepsTaken taken) {
            training.add(row(taken.row()), ordering);
        } else if (event instanceof Trainer.UnitsCounted counted) {
            deadUnits = counted.units() == 0 ? 0 : (double) counted.dead() / counted.units();
        }
    }

    private Tables.Training row(LogRow row) {
        return new Tables.Training(
                run,
                row.step(),
                row.epoch(),
                row.loss(),
                row.trainLoss(),
                row.trainAccuracy(),
                row.testLoss(),
                row.testAccuracy(),
                row.gradientNorm(),
                row.updateNorm(),
                row.learningRate());
    }

    /** The run as it ended, or as it is so far. */
    Tables.Run run(Run planned, int parameters, Status status, double baseline) {
        Tables.Training last = training.last();
        return new Tables.Run(
                run,
                planned.optimizer().name(),
                planned.seed(),
                parameters,
                status,
                last == null ? 0 : last.step(),
                last == null ? Double.NaN : last.trainLoss(),
                last == null ? Double.NaN : last.trainAccuracy(),
                baseline,
                deadUnits);
    }
}
