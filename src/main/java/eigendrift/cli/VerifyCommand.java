package eigendrift.cli;

import eigendrift.cli.progress.ProgressOption;
import eigendrift.cli.progress.StageProgress;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.journal.EventLog;
import eigendrift.linalg.BlasSpeed;
import eigendrift.readmodel.History;
import eigendrift.verify.Verification;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        description = "Checks every record of an experiment: checksum, form, place in the sequence.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Name in the journal; see list.")
    private String id;

    @Option(names = "--retrain", description = "Trains every run again and compares it with the journal bit for bit.")
    private boolean retrain;

    @Mixin
    private JournalOption journal;

    @Mixin
    private ProgressOption progress;

    @Override
    public Integer call() {
        try (EventLog log = journal.open()) {
            if (log.persistenceIds(id).isEmpty()) {
                // Throws with a list of all experiments if there is no such one.
                History.read(log.tail(), id);
            }
            boolean sound = report("records", records(log));
            if (sound && retrain) {
                BlasSpeed.warning().ifPresent(System.err::println);
                sound = report("retrained log rows and checkpoints", retrained(log, plan(log)));
            }
            return sound ? ExitCodes.OK : ExitCodes.JOURNAL_DAMAGED;
        }
    }

    private Verification records(EventLog log) {
        try (StageProgress stages = progress.stages()) {
            stages.begin("records", log.count(id));
            return Verification.ofRecords(log, id, stages::done);
        }
    }

    private Verification retrained(EventLog log, Plan plan) {
        List<Run> runs = plan.runs();
        try (StageProgress stages = progress.stages()) {
            stages.begin("steps", runs.size() * plan.totalSteps());
            // A run that diverged made fewer; the next one begins where it would have ended.
            return Verification.byRetraining(
                    log,
                    plan,
                    (run, step) -> stages.done(
                            runs.indexOf(run) * plan.totalSteps() + step,
                            "run " + (runs.indexOf(run) + 1) + " of " + runs.size()));
        }
    }

    private Plan plan(EventLog log) {
        return Session.known(History.read(log.tail(), id)).get(PersistenceIds.FIRST_ANALYSIS);
    }

    private static boolean report(String what, Verification verification) {
        verification.problems().forEach(System.err::println);
        System.out.println(verification.records() + " " + what + " checked, "
                + verification.problems().size() + " problems");
        return verification.problems().isEmpty();
    }
}
