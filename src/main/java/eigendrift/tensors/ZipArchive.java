package eigendrift.tensors;

import eigendrift.files.DataException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A zip whose directory is not believed: sizes are held to the file, and contents to their CRC-32. */
final class ZipArchive implements Closeable {

    /** Deflate compresses at most 1032 to 1 (zlib's technical notes); a file that declares more is damaged. */
    private static final long MOST_COMPRESSION = 1040;

    private final Path file;
    private final long size;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

    private ZipArchive(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.size = Files.size(file);
        this.zip = zip;
        for (ZipEntry entry : zip.stream().toList()) {
            if (entries.put(entry.getName(), entry) != null) {
                throw new DataException(file + ": found two entries named " + entry.getName());
            }
        }
    }

    /** @param expected what the file should be, for the messages */
    static ZipArchive open(Path file, String expected) {
        ZipFile zip = null;
        try {
            zip = new ZipFile(file.toFile());
            return new ZipArchive(file, zip);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file", e);
        } catch (ZipException e) {
            throw new DataException(
                    file + ": expected " + expected + ", found no readable zip: " + e.getMessage()
                            + "\nMaybe it is still being written, or was cut short.",
                    e);
        } catch (IllegalArgumentException e) { // from ZipFile
            Formats.close(zip);
            throw new DataException(file + ": damaged; found an entry whose name is no text", e);
        } catch (IOException e) {
            Formats.close(zip);
            throw new DataException(file + ": cannot be read: " + e, e);
        } catch (DataException e) {
            Formats.close(zip);
            throw e;
        }
    }

    /** The entries by name, in the order of the directory. */
    Map<String, ZipEntry> entries() {
        return entries;
    }

    /** The contents of an entry. */
    Bytes bytes(ZipEntry entry, String where) {
        // A damaged directory must not make a reader allocate memory.
        long packed = entry.getCompressedSize();
        boolean plain = entry.getMethod() == ZipEntry.STORED;
        if (packed < 0
                || packed > size
                || entry.getSize() < 0
                || entry.getSize() / MOST_COMPRESSION > packed
                || plain && entry.getSize() != packed) {
            throw new DataException(where + ": truncated or damaged; declares " + entry.getSize()
                    + " bytes packed into " + packed + ", in a file of " + size);
        }
        return new Contents(zip, entry);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Reads an entry to its end the first time, for the CRC. */
    private static final class Contents implements Bytes {
        private final ZipFile zip;
        private final ZipEntry entry;
        private boolean checked;

        Contents(ZipFile zip, ZipEntry entry) {
            this.zip = zip;
            this.entry = entry;
        }

        @Override
        public long size() {
            return entry.getSize();
        }

        @Override
        public InputStream open(long from) throws IOException {
            InputStream in = zip.getInputStream(entry);
            in.skipNBytes(from);
            return in;
        }

        @Override
        public void read(long from, Reading reading) throws IOException {
            if (checked) {
                Bytes.super.read(from, reading);
                return;
            }
            try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                in.skipNBytes(from);
                reading.from(in);
                in.transferTo(OutputStream.nullOutputStream());
                if (in.getChecksum().getValue() != entry.getCrc()) {
                    throw new ZipException("expected CRC-32 " + Long.toHexString(entry.getCrc()) + ", found "
                            + Long.toHexString(in.getChecksum().getValue()));
                }
                checked = true;
            }
        }
    }
}
