package eigendrift.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The lock of a file beside the database. The operating system takes it back when the process ends. */
final class FileJournalLock extends JournalLock {

    /**
     * Attempts before the lock counts as taken: a command that asks whether a process writes holds it for a moment
     * only.
     */
    private static final int TRIES = 10;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final SqliteStorage storage;
    private FileChannel channel;

    FileJournalLock(SqliteStorage storage) {
        this.storage = storage;
    }

    @Override
    void acquire() throws IOException {
        Path file = file(storage);
        channel = open(file);
        try {
            if (!locked(file, channel)) {
                Holder holder = Holder.read(channel);
                throw new JournalLockedException("the journal " + storage.file() + " is in use by " + holder.named()
                        + ".\nMaybe wait for it, or use another --journal DIR.");
            }
            write(Long.toString(ProcessHandle.current().pid()));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void writes(String experiment) throws IOException {
        write(ProcessHandle.current().pid() + " " + experiment);
    }

    /** As {@link JournalLock#isWritten}. */
    static boolean isWritten(SqliteStorage storage, String experiment) {
        if (!Files.exists(file(storage))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file(storage), StandardOpenOption.READ)) {
            Holder holder = Holder.read(channel);
            boolean free = channel.tryLock(0, Long.MAX_VALUE, true) != null;
            return !free
                    && (holder.experiment().isEmpty() || holder.experiment().equals(experiment));
        } catch (IOException | OverlappingFileLockException untold) {
            return true;
        }
    }

    private static Path file(SqliteStorage storage) {
        return SqliteAccess.sibling(storage.file(), ".lock");
    }

    private static boolean locked(Path file, FileChannel channel) {
        for (int i = 0; i < TRIES; i++) {
            if (isFree(file, channel::tryLock)) {
                return true;
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        return false;
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw SqliteAccess.refused(file, e);
        }
    }

    /** Asks the operating system for a lock; null where another process has it. */
    @FunctionalInterface
    interface Attempt {
        FileLock lock() throws IOException;
    }

    static boolean isFree(Path file, Attempt attempt) {
        try {
            return attempt.lock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            throw SqliteAccess.withoutLocks(file, e);
        }
    }

    private void write(String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    /**
     * The process that has the lock, as written in the file: {@code PROCESS EXPERIMENT}; the experiment may be empty.
     */
    private record Holder(String process, String experiment) {

        private static final int LONGEST = 4096;

        String named() {
            if (process.isEmpty()) {
                // The holder has not written its number yet.
                return "another process";
            }
            return "process " + process + (experiment.isEmpty() ? "" : ", which runs " + experiment);
        }

        static Holder read(FileChannel channel) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(LONGEST);
            channel.read(bytes, 0);
            String[] words = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).split(" ", 2);
            return new Holder(words[0], words.length > 1 ? words[1] : "");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
