package eigendrift.data;

import eigendrift.files.DataException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of a data file, unpacked if they are gzipped. Whether they are is decided by the bytes, not by the file's
 * name. They are read as a stream, so that reading the first samples does not read the whole file.
 *
 * @param file as messages name it
 */
record Content(String file, Source source) {

    private static final int BUFFER = 1 << 16;

    private static final int GZIP_TRAILER = 8;

    /** Where the bytes are. */
    private interface Source {
        InputStream open() throws IOException;

        /** Number of bytes in the file, if known. */
        OptionalLong size() throws IOException;
    }

    /** What is done with the bytes. */
    interface Reading<T> {
        T read(InputStream in) throws IOException;
    }

    /** A file, opened when it is read. */
    static Content of(Path path) {
        return new Content(path.toString(), new Source() {
            @Override
            public InputStream open() throws IOException {
                try {
                    return Files.newInputStream(path);
                } catch (NoSuchFileException e) {
                    throw new DataException(
                            String.format(
                                    Locale.ROOT,
                                    "%s: there is no such file\nIt was looked for at %s.",
                                    path,
                                    path.toAbsolutePath()),
                            e);
                }
            }

            @Override
            public OptionalLong size() throws IOException {
                return Files.isRegularFile(path) ? OptionalLong.of(Files.size(path)) : OptionalLong.empty();
            }
        });
    }

    /** A data file of the program itself, by its path relative to this package. */
    static Content ofResource(String name) {
        return new Content(name, new Source() {
            @Override
            public InputStream open() {
                InputStream in = Content.class.getResourceAsStream(name);
                if (in == null) {
                    throw new DataException(String.format(
                            Locale.ROOT, "%s: missing from the program\nIt may be built incompletely.", name));
                }
                return in;
            }

            @Override
            public OptionalLong size() {
                return OptionalLong.empty();
            }
        });
    }

    /** The last part of a path. */
    static String name(Path path) {
        return path.getFileName().toString();
    }

    /** Opens the file, unpacks it if need be, and closes it. */
    <T> T read(Reading<T> reading) {
        try (InputStream raw = new BufferedInputStream(source.open(), BUFFER)) {
            return reading.read(unpacked(raw));
        } catch (ZipException | EOFException e) {
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s: expected gzip data, found it damaged or cut short (%s)"
                                    + "\nMaybe the download was not complete.",
                            file,
                            e),
                    e);
        } catch (IOException e) {
            throw new DataException(String.format(Locale.ROOT, "%s: cannot be read (%s)", file, e), e);
        }
    }

    /** How many bytes there are without reading them; none if they are packed. */
    OptionalLong size() {
        try (InputStream raw = new BufferedInputStream(source.open(), BUFFER)) {
            return gzipped(raw) ? OptionalLong.empty() : source.size();
        } catch (IOException e) {
            throw new DataException(String.format(Locale.ROOT, "%s: cannot be read (%s)", file, e), e);
        }
    }

    private static InputStream unpacked(InputStream raw) throws IOException {
        return gzipped(raw) ? new Gunzip(raw) : raw;
    }

    private static boolean gzipped(InputStream raw) throws IOException {
        raw.mark(2);
        byte[] start = raw.readNBytes(2);
        raw.reset();
        return start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
    }

    /** Reads all gzip members and, unlike its parent class, refuses bytes after the last. */
    private static final class Gunzip extends GZIPInputStream {

        private final InputStream packed;

        Gunzip(InputStream packed) throws IOException {
            super(packed, BUFFER);
            this.packed = packed;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            if (read < 0 && (inf.getRemaining() > GZIP_TRAILER || packed.read() >= 0)) {
                throw new ZipException("more bytes follow the end of the gzip data");
            }
            return read;
        }
    }
}
