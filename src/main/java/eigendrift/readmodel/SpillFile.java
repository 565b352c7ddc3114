package eigendrift.readmodel;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary file for what does not fit in memory. It is made with the first byte and deleted as it is opened, so that
 * nothing is left behind however the process ends.
 *
 * <p>Every method throws {@link UncheckedIOException} with the folder and what to do.
 */
final class SpillFile {

    static final String PREFIX = "eigendrift-" + ProcessHandle.current().pid() + "-";

    private FileChannel file;
    private long size;

    /** Bytes that have been appended. */
    long size() {
        return size;
    }

    /** Writes what remains in {@code bytes} behind the rest. */
    void append(ByteBuffer bytes) {
        try {
            if (file == null) {
                Path path = Files.createTempFile(PREFIX, ".rows");
                file = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            }
            while (bytes.hasRemaining()) {
                size += file.write(bytes, size);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Fills what remains in {@code into} with the bytes from {@code place} on; any thread may. */
    void read(long place, ByteBuffer into) {
        long next = place;
        try {
            while (into.hasRemaining()) {
                int read = file.read(into, next);
                if (read < 0) {
                    throw new EOFException("the file has become shorter");
                }
                next += read;
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static UncheckedIOException failed(IOException e) {
        String folder = System.getProperty("java.io.tmpdir");
        return new UncheckedIOException(
                "cannot keep rows in a temporary file in " + folder + ": " + e.getMessage()
                        + "\nMaybe EIGENDRIFT_OPTS=-Djava.io.tmpdir=DIR, a folder with more space.",
                e);
    }
}
