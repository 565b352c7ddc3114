package eigendrift.data;

import eigendrift.files.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * An array of the IDX format (LeCun, Cortes and Burges, "The MNIST database of handwritten digits", 1998): what its
 * header says; the elements are read when they are asked for.
 *
 * <p>The file is big-endian: two zero bytes, the element type, the number of dimensions, each dimension as 32 bits,
 * then the elements in row-major order. The first dimension counts the items.
 */
record IdxArray(Content content, Type type, List<Integer> dimensions) {

    private static final int CHUNK = 1 << 16;

    /** Element types and their codes. */
    enum Type {
        UNSIGNED_BYTE(0x08, 1),
        BYTE(0x09, 1),
        SHORT(0x0B, 2),
        INT(0x0C, 4),
        FLOAT(0x0D, 4),
        DOUBLE(0x0E, 8);

        private final int code;
        private final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }

        boolean isInteger() {
            return this != FLOAT && this != DOUBLE;
        }

        private double next(ByteBuffer elements) {
            return switch (this) {
                case UNSIGNED_BYTE -> elements.get() & 0xff;
                case BYTE -> elements.get();
                case SHORT -> elements.getShort();
                case INT -> elements.getInt();
                case FLOAT -> elements.getFloat();
                case DOUBLE -> elements.getDouble();
            };
        }
    }

    /** Reads the header; of a file that is not packed also that it is as long as the header says. */
    static IdxArray of(Content content) {
        IdxArray array = content.read(in -> header(content, in));
        OptionalLong size = content.size();
        if (size.isPresent()) {
            array.requireLength(BigInteger.valueOf(size.getAsLong() - array.headerLength()));
        }
        return array;
    }

    private static IdxArray header(Content content, InputStream in) throws IOException {
        String file = content.file();
        byte[] start = in.readNBytes(Integer.BYTES);
        if (start.length < Integer.BYTES) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected an IDX file, which begins with a magic number of 4 bytes, found %d bytes%s",
                    file,
                    start.length,
                    start.length > 0 ? "" : " (an empty file)"));
        }
        int magic = ByteBuffer.wrap(start).getInt();
        Type type = type(file, magic);
        int rank = magic & 0xff;
        byte[] extents = in.readNBytes(rank * Integer.BYTES);
        if (extents.length < rank * Integer.BYTES) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: truncated: expected %d dimensions of 4 bytes after the magic number, found %d bytes",
                    file,
                    rank,
                    extents.length));
        }
        List<Integer> dimensions = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(extents);
        for (int i = 0; i < rank; i++) {
            int dimension = bytes.getInt();
            if (dimension <= 0) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected dimension %d to be in 1 .. 2147483647, found %d",
                        file,
                        i + 1,
                        Integer.toUnsignedLong(dimension)));
            }
            dimensions.add(dimension);
        }
        return new IdxArray(content, type, List.copyOf(dimensions));
    }

    private static Type type(String file, int magic) {
        for (Type type : Type.values()) {
            if (magic >>> 8 == type.code && (magic & 0xff) != 0) {
                return type;
            }
        }
        throw new DataException(String.format(
                Locale.ROOT,
                "%s: expected an IDX magic number 0x0000TTDD (TT = 08, 09, 0b, 0c, 0d or 0e, DD = number of"
                        + " dimensions, not 0), found 0x%08x\nMaybe this is not an IDX file.",
                file,
                magic));
    }

    private int headerLength() {
        return Integer.BYTES * (1 + dimensions.size());
    }

    /** Bytes of the elements, as the header has it. */
    private BigInteger declared() {
        return dimensions.stream()
                .map(BigInteger::valueOf)
                .reduce(BigInteger.valueOf(type.bytes), BigInteger::multiply);
    }

    private void requireLength(BigInteger found) {
        int order = declared().compareTo(found);
        if (order != 0) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: %s: expected %d bytes for the dimensions %s, found %d",
                    file(),
                    order > 0 ? "truncated" : "trailing bytes",
                    declared(),
                    shape(),
                    found));
        }
    }

    String file() {
        return content.file();
    }

    int count() {
        return dimensions.get(0);
    }

    /** Dimensions of one item. */
    List<Integer> itemDimensions() {
        return dimensions.subList(1, dimensions.size());
    }

    /** Elements of one item; 1 for an array of one dimension. */
    int itemSize() {
        BigInteger size =
                itemDimensions().stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
        if (size.bitLength() > Integer.SIZE - 1) {
            throw new DataException(String.format(
                    Locale.ROOT, "%s: expected items of less than 2^31 elements, found %s", file(), shape()));
        }
        return size.intValue();
    }

    /** The dimensions as messages show them. */
    String shape() {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    /** The elements of the first {@code items} items; finite, or an error. Reads no more of the file. */
    double[] values(int items) {
        double[] values = Targets.numbers(file(), items, itemSize());
        int[] at = {0};
        forEach(items, value -> {
            if (!Double.isFinite(value)) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected finite numbers, found %s at element %d of item %d (both from 0)",
                        file(),
                        value,
                        at[0] % itemSize(),
                        at[0] / itemSize()));
            }
            values[at[0]++] = value;
        });
        return values;
    }

    /** Every element of the first {@code items} items, in row-major order; of all items also that nothing follows. */
    void forEach(int items, DoubleConsumer consumer) {
        content.read(in -> {
            in.skipNBytes(headerLength());
            long left = (long) items * itemSize();
            byte[] chunk = new byte[CHUNK];
            while (left > 0) {
                int wanted = (int) Math.min(CHUNK / type.bytes, left) * type.bytes;
                int read = in.readNBytes(chunk, 0, wanted);
                if (read < wanted) {
                    long found = ((long) items * itemSize() - left) * type.bytes + read;
                    requireLength(BigInteger.valueOf(found));
                }
                ByteBuffer elements = ByteBuffer.wrap(chunk, 0, read);
                while (elements.hasRemaining()) {
                    consumer.accept(type.next(elements));
                }
                left -= wanted / type.bytes;
            }
            if (items == count() && in.read() >= 0) {
                long more = 1 + in.transferTo(OutputStream.nullOutputStream());
                requireLength(declared().add(BigInteger.valueOf(more)));
            }
            return null;
        });
    }
}
