package eigendrift.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** Checks what this user may do with a journal's files, and translates SQLite's refusals. */
final class SqliteAccess {

    /** Far from the bytes that SQLite locks, which lie just above 2³⁰. */
    private static final long LOCK_POSITION = Long.MAX_VALUE - 1;

    private SqliteAccess() {}

    /** @throws JournalAccessException if this user may not read the database, or not enter its folder */
    static void checkReadable(Path file) {
        Path absolute = file.toAbsolutePath();
        Path step = absolute.getRoot();
        for (Path name : absolute.getParent()) {
            step = step.resolve(name);
            if (Files.isDirectory(step) && !Files.isExecutable(step)) {
                throw refused("read", file, "permission denied for the folder " + step, null);
            }
        }
        for (Path part : new Path[] {file, sibling(file, "-wal")}) {
            if (isDenied(part, AccessMode.READ)) {
                throw refused("read", file, "permission denied for " + part, null);
            }
        }
    }

    /**
     * One question to the operating system: a file that is absent denies nothing. SQLite's log comes and goes while
     * others open and close the database, so that a file that was there may be gone at the next question.
     */
    static boolean isDenied(Path part, AccessMode mode) {
        try {
            part.getFileSystem().provider().checkAccess(part, mode);
            return false;
        } catch (NoSuchFileException absent) {
            return false;
        } catch (IOException denied) {
            // Below what is no folder there is nothing either.
            return Files.exists(part);
        }
    }

    /** @throws JournalAccessException if the database or its folder is read-only for this user */
    static void checkWritable(Path file) {
        checkReadable(file);
        Path folder = file.toAbsolutePath().getParent();
        for (Path part : new Path[] {folder, file, sibling(file, "-wal"), sibling(file, "-shm")}) {
            if (isDenied(part, AccessMode.WRITE)) {
                throw refused("write to", file, part + " is read-only for this user", null);
            }
        }
    }

    /** @throws JournalAccessException if the file system has no locks, without which SQLite calls every file locked */
    static void checkLocks(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // The lock is released with the channel.
            channel.tryLock(LOCK_POSITION, 1, true);
        } catch (OverlappingFileLockException ours) {
            // Another holds the lock, so there are locks.
        } catch (IOException e) {
            throw withoutLocks(file, e);
        }
    }

    static JournalAccessException withoutLocks(Path file, IOException e) {
        return new JournalAccessException(
                "cannot lock " + file + ": " + e.getMessage()
                        + ".\nMaybe this file system has no locks; put the journal on a local disk: copy its folder"
                        + " there and name it with --journal DIR.",
                e);
    }

    /** The exception for {@code e}, which SQLite threw when this program wanted to {@code verb} the journal. */
    static RuntimeException failure(String verb, Path file, SQLException e) {
        String code = code(e);
        if (code.startsWith("SQLITE_IOERR")) {
            checkLocks(file);
        }
        if (code.startsWith("SQLITE_BUSY") || code.startsWith("SQLITE_LOCKED")) {
            checkLocks(file);
            return new JournalLockedException("the journal " + file + " is locked by another process: " + e.getMessage()
                    + ".\nMaybe wait for it, or use another --journal DIR.");
        }
        if (isRefusal(e)) {
            checkReadable(file);
            return refused(verb, file, e.getMessage(), e);
        }
        return new JournalDamagedException("cannot " + verb + " the journal " + file + ": " + e.getMessage(), e);
    }

    /** Whether the cause is a missing permission and not the content of the file. */
    static boolean isRefusal(SQLException e) {
        String code = code(e);
        return code.startsWith("SQLITE_READONLY")
                || code.startsWith("SQLITE_CANTOPEN")
                || code.startsWith("SQLITE_PERM")
                || code.startsWith("SQLITE_AUTH");
    }

    /** {@code file} beside the database cannot be opened for writing. */
    static JournalAccessException refused(Path file, IOException e) {
        return new JournalAccessException(
                "cannot write " + file + ": "
                        + (e instanceof AccessDeniedException ? "permission denied" : e.getMessage())
                        + ".\nMaybe another user made it; copy the journal's folder, or use another --journal DIR.",
                e);
    }

    private static JournalAccessException refused(String verb, Path file, String reason, Throwable cause) {
        return new JournalAccessException(
                "cannot " + verb + " the journal " + file + ": " + reason + ".\nMaybe "
                        + (verb.equals("read") ? "ask its owner for the right to read it" : "copy its folder")
                        + ", or use another --journal DIR.",
                cause);
    }

    static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static String code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().name() : "";
    }
}
