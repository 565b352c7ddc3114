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

    /** Produces the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes {@code content} beside {@code target} and then moves it there, replacing what was there; folders are made as
     * needed.
     *
     * @throws IOException if the folder cannot be written or is full, with the path and what to do
     */
    static void write(Path target, Content content) throws IOException {
        Path file = target.toAbsolutePath();
        Path temporary = file.resolveSibling(
                "." + file.getFileName() + ".partial-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(file.getParent());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                content.writeTo(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new IOException(
                    "Cannot write file = " + file + ": " + e
                            + "\nMaybe choose another folder, or check that this one is a folder, is writable and has space.",
                    e);
        } finally {
            removePartial(temporary);
        }
    }

    private static void removePartial(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // Whatever keeps the partial file there has already been reported, or the move has taken it away.
        }
    }
}
