package eigendrift.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that appear whole or not at all. */
final class AtomicFile {

    private AtomicFile() {}

    /** Something to write to. */
    @FunctionalInterface
    interface Content<T> {
        void writeTo(T place) throws IOException;
    }

    /**
     * Writes {@code content} beside {@code target} and then moves it there, replacing what was there; folders are made as
     * needed.
     *
     * @throws IOException if the folder cannot be written or is full, with the path and what to do
     */
    static void write(Path target, Content<OutputStream> content) throws IOException {
        replace(target, temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                content.writeTo(out);
            }
        });
    }

    /** As {@link #write}, for content that opens the file itself. */
    static void replace(Path target, Content<Path> content) throws IOException {
        Path file = target.toAbsolutePath();
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + ".partial-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(file.getParent());
            content.writeTo(temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot write file = " + file + ": " + e
                            + "\nMaybe choose another folder, or check that this one is a folder, is writable and has space.",
                    e);
        } finally {
            // Gone after the move; after a failure, which has been told, whatever is there is of no use.
            temporary.toFile().delete();
        }
    }
}
