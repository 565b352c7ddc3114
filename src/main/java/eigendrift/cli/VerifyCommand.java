package eigendrift.cli;

import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.journal.EventLog;
import eigendrift.linalg.BlasSpeed;
import eigendrift.readmodel.History;
import eigendrift.verify.Verification;
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

    @Override
    public Integer call() {
        try (EventLog log = journal.open()) {
            if (log.persistenceIds(id).isEmpty()) {
                // Throws with a list of all experiments if there is no such one.
                History.read(log.tail(), id);
            }
            boolean sound = report("records", Verification.ofRecords(log, id));
            if (sound && retrain) {
                BlasSpeed.warning().ifPresent(System.err::println);
                sound = report("retrained log rows and checkpoints", Verification.byRetraining(log, plan(log)));
            }
            return sound ? ExitCodes.OK : ExitCodes.JOURNAL_DAMAGED;
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
