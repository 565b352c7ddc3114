package eigendrift.cli;

import eigendrift.config.ConfigException;
import eigendrift.journal.EventLog;
import eigendrift.journal.Storage;
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
