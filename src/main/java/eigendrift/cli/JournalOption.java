package eigendrift.cli;

import eigendrift.config.ConfigException;
import eigendrift.journal.EventLog;
import eigendrift.journal.JournalLock;
import eigendrift.journal.Storage;
import eigendrift.readmodel.History;
import picocli.CommandLine.Option;

/** Where the journal is; on every command. */
final class JournalOption {

    @Option(
            names = "--journal",
            paramLabel = "DIR",
            defaultValue = "journal",
            description = "Folder of the journal, or its JDBC URL (default: ${DEFAULT-VALUE}).")
    private String location;

    Storage storage() {
        try {
            return Storage.at(location);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage(), e);
        }
    }

    /** What {@code log} says of an experiment, and whether a process writes to it. Not for one that writes itself. */
    History history(EventLog log, String id) {
        History history = History.read(log, id);
        return JournalLock.isWritten(storage(), id) ? history : history.withoutProcess();
    }

    /** Opens a journal that must exist. */
    EventLog open() {
        Storage storage = storage();
        if (!storage.exists()) {
            throw new ConfigException("expected a journal, found nothing at " + storage.file()
                    + ".\nMaybe run an experiment first, or name another --journal DIR.");
        }
        return EventLog.open(storage);
    }
}
