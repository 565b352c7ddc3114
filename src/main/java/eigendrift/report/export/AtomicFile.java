package eigendrift.report.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Writes files that appear whole or not at all.
 *
 * <p>A symbolic link stays, and what it leads to is written. What is no ordinary file, such as a pipe, a terminal or
 * {@code /dev/stdout}, is written to as it stands. A file that is replaced keeps its mode, owner and group.
 */
public final class AtomicFile {

    /** Most symbolic links followed, as in Linux. */
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /** Something to write to. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes {@code content} beside {@code target} and then moves it there, replacing what was there; folders are made
     * as needed.
     *
     * @throws OutputException if the folder cannot be written or is full, with the path and what to do
     */
    public static void write(Path target, Content content) throws IOException {
        Path file = target.toAbsolutePath();
        try {
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, "expected a file, found a folder");
            }
            if (isOpenFile(file) || Files.exists(file) && !Files.isRegularFile(file)) {
                // Appends, also to a file to which the shell has redirected standard output.
                fill(content, Files.newOutputStream(file, StandardOpenOption.APPEND));
            } else {
                replace(end(file), content);
            }
        } catch (IOException e) {
            throw new OutputException(
                    "Cannot write file = " + file + ": " + e
                            + "\nMaybe choose another folder, or check that this one is a folder,"
                            + " is writable and has space.",
                    e);
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + ".partial-" + ProcessHandle.current().pid());
        try {
            // createDirectories does not accept a link to a folder.
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectories(file.getParent());
            }
            fill(content, Files.newOutputStream(temporary));
            if (Files.exists(file) && !takesAfter(file, temporary)) {
                // Owner and group cannot be kept, so only the content of the file is replaced.
                fill(
                        out -> Files.copy(temporary, out),
                        Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
            } else {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            // The file no longer exists after the move; after a failure its content is useless.
            temporary.toFile().delete();
        }
    }

    private static void fill(Content content, OutputStream file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(file)) {
            content.writeTo(out);
        }
    }

    /** Gives {@code copy} owner, group and mode of {@code file}; returns whether we may. */
    private static boolean takesAfter(Path file, Path copy) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(copy, PosixFileAttributeView.class);
        if (view == null) {
            return true;
        }
        PosixFileAttributes wanted = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributes given = view.readAttributes();
        try {
            if (!given.owner().equals(wanted.owner())) {
                view.setOwner(wanted.owner());
            }
            if (!given.group().equals(wanted.group())) {
                view.setGroup(wanted.group());
            }
        } catch (FileSystemException refused) {
            return false;
        }
        view.setPermissions(wanted.permissions());
        return true;
    }

    /** The target of the links at {@code file}; it need not exist yet. */
    private static Path end(Path file) throws IOException {
        Path end = file;
        for (int links = 0; Files.isSymbolicLink(end); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(file.toString(), null, "too many symbolic links");
            }
            end = end.resolveSibling(Files.readSymbolicLink(end));
        }
        return end;
    }

    /** Whether the path names a file that this process has open, as {@code /dev/stdout} and {@code /dev/fd/3} do. */
    private static boolean isOpenFile(Path file) throws IOException {
        Path step = file;
        for (int links = 0; links <= MOST_LINKS; links++) {
            Path folder = step.getParent();
            if (folder != null && Files.exists(folder)) {
                Path real = folder.toRealPath();
                if (real.startsWith("/proc") || real.startsWith("/dev/fd")) {
                    return true;
                }
            }
            if (!Files.exists(step, LinkOption.NOFOLLOW_LINKS) || !Files.isSymbolicLink(step)) {
                return false;
            }
            step = step.resolveSibling(Files.readSymbolicLink(step));
        }
        return false;
    }
}
