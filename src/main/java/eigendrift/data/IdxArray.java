package eigendrift.data;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An array of the IDX format (LeCun, Cortes and Burges, "The MNIST database of handwritten digits", 1998).
 *
 * <p>The file is big-endian: two zero bytes, the element type, the number of dimensions, each dimension as 32 bits, then the
 * elements in row-major order. The first dimension counts the items.
 *
 * @param elements exactly what the dimensions ask for
 */
record IdxArray(String file, Type type, List<Integer> dimensions, ByteBuffer elements) {

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
    }

    /** Reads an array; nothing is allocated for its elements, which stay in {@code content}. */
    static IdxArray of(Content content) {
        String file = content.file();
        ByteBuffer bytes = ByteBuffer.wrap(content.bytes());
        if (bytes.remaining() < Integer.BYTES) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected an IDX file, which begins with a magic number of 4 bytes, found %d bytes%s",
                    file,
                    bytes.remaining(),
                    bytes.hasRemaining() ? "" : " (an empty file)"));
        }
        int magic = bytes.getInt();
        Type type = type(file, magic);
        int rank = magic & 0xff;
        if (bytes.remaining() < rank * Integer.BYTES) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: truncated: expected %d dimensions of 4 bytes after the magic number, found %d bytes",
                    file,
                    rank,
                    bytes.remaining()));
        }
        List<Integer> dimensions = new ArrayList<>();
        BigInteger declared = BigInteger.valueOf(type.bytes);
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
            declared = declared.multiply(BigInteger.valueOf(dimension));
        }
        int found = declared.compareTo(BigInteger.valueOf(bytes.remaining()));
        if (found != 0) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: %s: expected %d bytes for the dimensions %s, found %d",
                    file,
                    found > 0 ? "truncated" : "trailing bytes",
                    declared,
                    by(dimensions),
                    bytes.remaining()));
        }
        return new IdxArray(file, type, List.copyOf(dimensions), bytes.slice());
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

    int count() {
        return dimensions.get(0);
    }

    /** Dimensions of one item. */
    List<Integer> itemDimensions() {
        return dimensions.subList(1, dimensions.size());
    }

    /** Elements of one item; 1 for an array of one dimension. */
    int itemSize() {
        return elements.capacity() / type.bytes / count();
    }

    /** The dimensions as messages show them. */
    String shape() {
        return by(dimensions);
    }

    /** The element at a row-major index. */
    double element(int index) {
        int at = index * type.bytes;
        return switch (type) {
            case UNSIGNED_BYTE -> elements.get(at) & 0xff;
            case BYTE -> elements.get(at);
            case SHORT -> elements.getShort(at);
            case INT -> elements.getInt(at);
            case FLOAT -> elements.getFloat(at);
            case DOUBLE -> elements.getDouble(at);
        };
    }

    /** The elements of the first {@code items} items, each divided by {@code divisor}; finite, or an error. */
    double[] values(int items, double divisor) {
        double[] values = new double[items * itemSize()];
        for (int i = 0; i < values.length; i++) {
            values[i] = element(i) / divisor;
            if (!Double.isFinite(values[i])) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected finite numbers, found %s at element %d of item %d (both from 0)",
                        file,
                        values[i],
                        i % itemSize(),
                        i / itemSize()));
            }
        }
        return values;
    }

    private static String by(List<Integer> dimensions) {
        return dimensions.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
