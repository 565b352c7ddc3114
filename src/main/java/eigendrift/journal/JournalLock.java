package eigendrift.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to write to a journal: one process has it at a time. The operating system takes it back when the process ends,
 * however it ends.
 */
public final class JournalLock implements AutoCloseable {

    private final FileChannel channel;

    private JournalLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * @throws JournalLockedException if another process has it
     * @throws JournalAccessException if this user may not write the file, or its file system has no locks
     */
    public static JournalLock acquire(Storage storage) throws IOException {
        Path file = Access.sibling(storage.file(), ".lock");
        FileChannel channel = open(file);
        try {
            if (!isFree(file, channel::tryLock)) {
                throw new JournalLockedException("the journal " + storage.file() + " is in use by " + holder(channel)
                        + ".\nMaybe wait for it, or use another --journal DIR.");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
            return new JournalLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw Access.refused(file, e);
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
            throw Access.withoutLocks(file, e);
        }
    }

    /** The process that has it; one that is about to write its number has not yet. */
    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(32);
        channel.read(bytes, 0);
        String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
        return pid.isEmpty() ? "another process" : "process " + pid;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
