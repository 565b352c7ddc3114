package eigendrift.cli;

import eigendrift.cli.metrics.Quantity;
import eigendrift.cli.progress.StageProgress;
import eigendrift.config.ConfigException;
import eigendrift.journal.EventLog;
import eigendrift.journal.ExperimentCopy;
import eigendrift.journal.Storage;
import eigendrift.readmodel.History;
import java.io.IOException;
import picocli.CommandLine.Command;

@Command(
        name = "journal",
        description = "Looks after journals: what is in them, copies, one experiment as a file, deletion.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            JournalInfoCommand.class,
            JournalCopyCommand.class,
            JournalExportCommand.class,
            JournalImportCommand.class,
            JournalDeleteCommand.class,
            JournalCompactCommand.class
        })
final class JournalCommand {

    /** A transfer whose refusals are the user's to mend. */
    @FunctionalInterface
    interface Transfer {
        ExperimentCopy.Amount run() throws IOException;
    }

    static ExperimentCopy.Amount carryOut(Transfer transfer) throws IOException {
        try {
            return transfer.run();
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    /** Throws with a list of all experiments if {@code storage} has no such one. */
    static void requireExperiment(Storage storage, String id) {
        try (EventLog log = EventLog.open(storage)) {
            if (log.persistenceIds(id).isEmpty()) {
                History.read(log.tail(), id);
            }
        }
    }

    /** Shows how many events are {@code done}, such as copied, and the bytes of them. */
    static ExperimentCopy.Progress shown(StageProgress stages, String done) {
        return (amount, all) -> {
            if (amount.events() == 1) {
                stages.begin("events " + done, all.events());
            }
            stages.done(amount.events(), Quantity.bytes(amount.bytes()) + " of " + Quantity.bytes(all.bytes()));
        };
    }

    static String text(ExperimentCopy.Amount amount) {
        return amount.events() + " events, " + Quantity.bytes(amount.bytes());
    }
}
