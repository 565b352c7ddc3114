package eigendrift.journal;

import java.io.IOException;

/**
 * The right to write: to a SQLite journal, or to one experiment of a PostgreSQL journal, whose server arbitrates
 * between writers. One process has it at a time. It is taken back when the process ends, however it ends.
 */
public abstract sealed class JournalLock implements AutoCloseable permits FileJournalLock, PostgresLock {

    /**
     * @throws JournalLockedException if another process has it
     * @throws JournalAccessException if this user may not write the file, or its file system has no locks
     */
    public static JournalLock acquire(Storage storage) throws IOException {
        JournalLock lock = storage.lock();
        lock.acquire();
        return lock;
    }

    /**
     * Whether a process writes {@code experiment}. True also where that is unknown, because the lock may not be read or
     * the file system has none. A process that has the lock of a file must not call this: closing the file again would
     * release it.
     */
    public static boolean isWritten(Storage storage, String experiment) {
        return storage.isWritten(experiment);
    }

    abstract void acquire() throws IOException;

    /**
     * Records which experiment this process writes.
     *
     * @throws JournalLockedException if another process writes it
     */
    public abstract void writes(String experiment) throws IOException;

    @Override
    public abstract void close() throws IOException;
}
