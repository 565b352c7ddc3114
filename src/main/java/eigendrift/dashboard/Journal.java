package eigendrift.dashboard;

import eigendrift.journal.JournalLock;
import eigendrift.journal.JournalTail;
import eigendrift.journal.Storage;
import java.util.Optional;
import java.util.function.Function;

/** The journal that is shown. Each reading opens it anew, so that one that was replaced is seen. */
final class Journal {

    private final Storage storage;
    private final Optional<String> own;

    /** @param own the experiment that this process runs, if it does */
    Journal(Storage storage, Optional<String> own) {
        this.storage = storage;
        this.own = own;
    }

    String name() {
        return storage.place();
    }

    Storage storage() {
        return storage;
    }

    <T> T tail(Function<JournalTail, T> reading) {
        try (JournalTail tail = open()) {
            return reading.apply(tail);
        }
    }

    JournalTail open() {
        require();
        return JournalTail.open(storage);
    }

    /** Whether a process writes to {@code experiment}. */
    boolean isWritten(String experiment) {
        // The process that has the lock must not look at it.
        return own.isPresent() ? own.get().equals(experiment) : JournalLock.isWritten(storage, experiment);
    }

    private void require() {
        if (!storage.exists()) {
            throw Problem.absent(
                    "a journal",
                    "nothing",
                    name(),
                    "Maybe it was moved or deleted; run an experiment, which makes one.");
        }
    }
}
