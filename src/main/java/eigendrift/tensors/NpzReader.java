package eigendrift.tensors;

import eigendrift.data.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reading of .npz; {@link Npz#read} says what is read. */
final class NpzReader {

    /** Deflate compresses at most 1032 to 1 (zlib's technical notes); a file that declares more is damaged. */
    private static final long MOST_COMPRESSION = 1040;

    private static final int CHUNK = 1 << 16;

    private NpzReader() {}

    static LinkedHashMap<String, Npz.Array> read(Path file) {
        LinkedHashMap<String, Npz.Array> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                String name = entry.getName();
                if (!name.endsWith(Npz.SUFFIX)) {
                    throw new DataException(file + ": expected NumPy arrays (.npy) only, found the entry " + name);
                }
                name = name.substring(0, name.length() - Npz.SUFFIX.length());
                if (arrays.put(name, read(zip, entry, file, file + ", array " + name)) != null) {
                    throw new DataException(file + ": found two arrays named " + name);
                }
            }
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such file", e);
        } catch (ZipException e) {
            throw new DataException(
                    file + ": expected a NumPy archive (.npz), found no readable zip: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e, e);
        }
        return arrays;
    }

    private static Npz.Array read(ZipFile zip, ZipEntry entry, Path file, String where) throws IOException {
        // A damaged directory must not make this allocate memory.
        if (entry.getCompressedSize() > Files.size(file)
                || entry.getSize() / MOST_COMPRESSION > entry.getCompressedSize()) {
            throw new DataException(where + ": truncated or damaged; declares " + entry.getSize()
                    + " bytes packed into " + entry.getCompressedSize() + ", in a file of " + Files.size(file));
        }
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            NpyHeader header = NpyHeader.read(in, where);
            int count = NpyHeader.count(header.shape());
            long declared = (long) count * header.type().bytes;
            long held = entry.getSize() - header.length();
            if (declared != held) {
                throw new DataException(where + ": shape " + Arrays.toString(header.shape()) + " of "
                        + header.type().description + " needs " + declared + " bytes, found " + held);
            }
            double[] data = new double[count];
            decode(in, header, data, where);
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new DataException(where + ": damaged; expected CRC-32 " + Long.toHexString(entry.getCrc())
                        + ", found " + Long.toHexString(in.getChecksum().getValue()));
            }
            return new Npz.Array(header.shape(), header.fortran() ? rowMajor(data, header.shape()) : data);
        } catch (EOFException e) {
            throw new DataException(where + ": truncated; expected " + entry.getSize() + " bytes", e);
        } catch (ZipException e) {
            throw new DataException(where + ": damaged: " + e.getMessage(), e);
        }
    }

    /** The values, which lie with the first index fastest, with the last index fastest instead. */
    private static double[] rowMajor(double[] columnMajor, int[] shape) {
        double[] data = new double[columnMajor.length];
        int[] index = new int[shape.length];
        for (int i = 0; i < data.length; i++) {
            int from = 0;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                from = from * shape[axis] + index[axis];
            }
            data[i] = columnMajor[from];
            int axis = shape.length - 1;
            while (axis >= 0 && ++index[axis] == shape[axis]) {
                index[axis--] = 0;
            }
        }
        return data;
    }

    private static void decode(InputStream in, NpyHeader header, double[] data, String where) throws IOException {
        NpyHeader.Type type = header.type();
        byte[] bytes = new byte[CHUNK];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.bytes());
        for (int from = 0; from < data.length; ) {
            int count = Math.min(data.length - from, CHUNK / type.bytes);
            if (in.readNBytes(bytes, 0, count * type.bytes) < count * type.bytes) {
                throw new EOFException();
            }
            buffer.clear();
            for (int i = from; i < from + count; i++) {
                data[i] = switch (type) {
                    case FLOAT64 -> buffer.getDouble();
                    case FLOAT32 -> buffer.getFloat();
                    case INT64 -> exact(buffer.getLong(), i, where);
                    case INT32 -> buffer.getInt();
                };
            }
            from += count;
        }
    }

    private static double exact(long value, int index, String where) {
        if (Math.abs(value) > 1L << 53 || value == Long.MIN_VALUE) {
            throw new DataException(
                    where + ": expected integers up to 2^53, which a double holds, found [" + index + "] = " + value);
        }
        return value;
    }
}
