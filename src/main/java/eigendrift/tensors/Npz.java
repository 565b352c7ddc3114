package eigendrift.tensors;

import eigendrift.files.DataException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** NumPy's .npz: a zip of named .npy arrays, as of numpy.savez and numpy.savez_compressed. */
public final class Npz {

    static final String SUFFIX = ".npy";

    private Npz() {}

    /**
     * An array in C order.
     *
     * @param shape extents, the last one runs fastest; empty for a single number
     * @param data the product of {@code shape} values
     */
    public record Array(int[] shape, double[] data) {}

    /**
     * The arrays of a file by name, in the order of the file. Their types may be those of {@link ElementType} in either
     * byte order, and lie in C or Fortran order; all become double in C order.
     *
     * @throws DataException if the file cannot be read, is no zip, is damaged, or holds anything but such arrays
     */
    public static LinkedHashMap<String, Array> read(Path file) {
        LinkedHashMap<String, Array> arrays = new LinkedHashMap<>();
        try (TensorFile npz = NumPyFiles.npz(file)) {
            for (Tensor tensor : npz.tensors().values()) {
                double[] data = tensor.read();
                arrays.put(
                        tensor.name(),
                        new Array(
                                Arrays.stream(tensor.shape())
                                        .mapToInt(Math::toIntExact)
                                        .toArray(),
                                data));
            }
        }
        return arrays;
    }

    /**
     * Writes arrays one after the other; none is copied as a whole.
     *
     * <p>The same arrays give the same bytes on every machine: the time stamps are fixed, and nothing is compressed,
     * since DEFLATE depends on the zlib at hand and takes little off trained weights. Each array is encoded twice,
     * first for the CRC that a stored entry carries ahead of its bytes.
     */
    public static final class Writer implements Closeable {

        /** Not 1980-01-01, which java.util.zip takes for "unknown" and extends by a stamp in the local time zone. */
        private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

        private static final int CHUNK = 1 << 13;

        private final ZipOutputStream zip;
        private final byte[] bytes = new byte[CHUNK * Long.BYTES];
        private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

        /** Creates or replaces {@code file}. */
        public Writer(Path file) throws IOException {
            this(new BufferedOutputStream(Files.newOutputStream(file)));
        }

        /** Writes to {@code out}, which is closed with this. */
        public Writer(OutputStream out) {
            zip = new ZipOutputStream(out);
        }

        /**
         * Adds an array of {@code <f8}.
         *
         * @param data in C order
         * @param shape extents whose product is the length of {@code data}; none for a vector
         * @throws java.util.zip.ZipException if there is one of that name
         */
        public void put(String name, double[] data, int... shape) throws IOException {
            put(name, ElementType.FLOAT64, shape(name, data.length, shape), out -> write(data, out));
        }

        /** Adds a matrix of {@code <f8} with the given rows, all of one length. No rows make shape (0, 0). */
        public void put(String name, double[][] rows) throws IOException {
            int columns = rows.length == 0 ? 0 : rows[0].length;
            for (int i = 0; i < rows.length; i++) {
                if (rows[i].length != columns) {
                    throw new IllegalArgumentException("array " + name + ": expected rows of length " + columns
                            + ", found row " + i + " of length " + rows[i].length);
                }
            }
            put(name, ElementType.FLOAT64, new int[] {rows.length, columns}, out -> {
                for (double[] row : rows) {
                    write(row, out);
                }
            });
        }

        /** Adds an array of {@code <i8}, shaped as above. */
        public void put(String name, long[] data, int... shape) throws IOException {
            put(name, ElementType.INT64, shape(name, data.length, shape), out -> {
                write(out, data.length, Long.BYTES, (from, count) -> buffer.asLongBuffer()
                        .put(data, from, count));
            });
        }

        /** Adds an array of {@code <i4}, shaped as above. */
        public void put(String name, int[] data, int... shape) throws IOException {
            put(name, ElementType.INT32, shape(name, data.length, shape), out -> {
                write(out, data.length, Integer.BYTES, (from, count) -> buffer.asIntBuffer()
                        .put(data, from, count));
            });
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }

        private void write(double[] data, OutputStream out) throws IOException {
            write(out, data.length, Double.BYTES, (from, count) -> buffer.asDoubleBuffer()
                    .put(data, from, count));
        }

        private void write(OutputStream out, int length, int width, Chunk chunk) throws IOException {
            for (int from = 0; from < length; from += CHUNK) {
                int count = Math.min(CHUNK, length - from);
                chunk.encode(from, count);
                out.write(bytes, 0, count * width);
            }
        }

        private void put(String name, ElementType type, int[] shape, Values values) throws IOException {
            byte[] header = NpyHeader.bytes(type, shape);
            CheckedOutputStream check = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
            check.write(header);
            values.writeTo(check);

            long size = type.bytes;
            for (int extent : shape) {
                size *= extent;
            }
            ZipEntry entry = new ZipEntry(name + SUFFIX);
            entry.setMethod(ZipEntry.STORED);
            entry.setTimeLocal(TIME);
            entry.setCrc(check.getChecksum().getValue());
            entry.setSize(header.length + size);
            zip.putNextEntry(entry);
            zip.write(header);
            values.writeTo(zip);
            zip.closeEntry();
        }

        private static int[] shape(String name, int length, int[] shape) {
            if (shape.length == 0) {
                return new int[] {length};
            }
            if (Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact) != length) {
                throw new IllegalArgumentException(
                        "array " + name + ": expected " + Arrays.toString(shape) + " values, found " + length);
            }
            return shape;
        }

        private interface Values {
            void writeTo(OutputStream out) throws IOException;
        }

        /** Fills the buffer with {@code count} values of an array, from index {@code from}. */
        private interface Chunk {
            void encode(int from, int count);
        }
    }
}
