package eigendrift.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a data file, unpacked if they are gzipped. The bytes tell, not the file's name.
 *
 * @param file as messages name it
 */
record Content(String file, byte[] bytes) {

    private static final int GZIP_TRAILER = 8;

    /** Reads a file whole; it must have less than 2 GiB. */
    static Content of(Path path) {
        String file = path.toString();
        try {
            if (Files.size(path) >= Integer.MAX_VALUE) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected a file of less than 2 GiB, found %d bytes\nKeep fewer samples in it.",
                        file,
                        Files.size(path)));
            }
            return new Content(file, unpacked(file, Files.readAllBytes(path)));
        } catch (NoSuchFileException e) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s: there is no such file\nIt was looked for at %s.",
                            file,
                            path.toAbsolutePath()),
                    e);
        } catch (IOException e) {
            throw new DataException(String.format(Locale.ROOT, "%s: cannot be read (%s)", file, e), e);
        }
    }

    /** Reads a data file of the program itself, by its path relative to this package. */
    static Content ofResource(String name) {
        try (InputStream in = Content.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new DataException(String.format(
                        Locale.ROOT, "%s: missing from the program\nIt may be built incompletely.", name));
            }
            return new Content(name, unpacked(name, in.readAllBytes()));
        } catch (IOException e) {
            throw new DataException(String.format(Locale.ROOT, "%s: cannot be read (%s)", name, e), e);
        }
    }

    /** The last part of a path. */
    static String name(Path path) {
        return path.getFileName().toString();
    }

    private static byte[] unpacked(String file, byte[] bytes) {
        boolean gzipped = bytes.length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        if (!gzipped) {
            return bytes;
        }
        try (Gunzip in = new Gunzip(bytes)) {
            byte[] unpacked = in.readAllBytes();
            if (in.trailingBytes() != 0) {
                throw new IOException(in.trailingBytes() + " bytes follow the end of the gzip data");
            }
            return unpacked;
        } catch (IOException e) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s: expected gzip data, found it damaged or cut short (%s)\n"
                                    + "Maybe the download was not complete.",
                            file,
                            e),
                    e);
        }
    }

    /** Reads all members and, unlike its parent, knows what was left after the last. */
    private static final class Gunzip extends GZIPInputStream {

        /** The buffer takes the whole file, so that what the inflater has not used is all there is. */
        Gunzip(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes), bytes.length);
        }

        int trailingBytes() {
            return inf.getRemaining() - GZIP_TRAILER;
        }
    }
}
