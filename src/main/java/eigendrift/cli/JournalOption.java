package eigendrift.cli;

import eigendrift.config.ConfigException;
import eigendrift.journal.EventLog;
import eigendrift.journal.JournalLock;
import eigendrift.journal.Storage;
import eigendrift.readmodel.History;
import picocli.CommandLine.Option;

/** The option {@code --journal} of every command. */
final class JournalOption {

    private static final String VARIABLE = "EIGENDRIFT_JOURNAL";

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            description =
                    "Folder of the journal, or jdbc:postgresql://HOST/DATABASE (default: $EIGENDRIFT_JOURNAL, else"
                            + " journal).")
    private String location;

    Storage storage() {
        return at(location != null ? location : fallBack());
    }

    /** The journal that a folder or a URL names. */
    static Storage at(String location) {
        try {
            return Storage.at(location);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    private static String fallBack() {
        String variable = System.getenv(VARIABLE);
        return variable == null || variable.isBlank() ? "journal" : variable;
    }

    /**
     * The history of an experiment in {@code log}, with whether a process writes to it. The process that writes must
     * not call this.
     */
    History history(EventLog log, String id) {
        return withProcess(History.read(log.tail(), id));
    }

    /** {@code history} with whether a process writes to the experiment; the same process must not ask. */
    History withProcess(History history) {
        return JournalLock.isWritten(storage(), history.id()) ? history : history.withoutProcess();
    }

    /** Opens a journal that must exist. */
    EventLog open() {
        return EventLog.open(existing());
    }

    /** A journal that must exist. */
    Storage existing() {
        return requireExisting(storage());
    }

    static Storage requireExisting(Storage storage) {
        if (!storage.exists()) {
            throw new ConfigException("expected a journal, found nothing at " + storage.name()
                    + ".\nMaybe run an experiment first, or name another --journal DIR.");
        }
        return storage;
    }
}
