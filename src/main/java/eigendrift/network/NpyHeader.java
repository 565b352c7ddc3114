package eigendrift.network;

import eigendrift.data.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands before the values of a .npy file: their type and the shape, in C order, after NumPy's NEP 1 (Kern 2007).
 *
 * @param length bytes of the header itself
 */
record NpyHeader(Type type, int[] shape, int length) {

    /** The values that are read and written, all little-endian. */
    enum Type {
        FLOAT64("<f8", 8),
        FLOAT32("<f4", 4),
        INT64("<i8", 8),
        INT32("<i4", 4);

        final String description;
        final int bytes;

        Type(String description, int bytes) {
            this.description = description;
            this.bytes = bytes;
        }
    }

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Magic, version and the length field of version 1. */
    private static final int PREAMBLE = MAGIC.length + 2 + Short.BYTES;

    /** The values start at a multiple of this. */
    private static final int ALIGNMENT = 64;

    private static final Pattern DESCRIPTION = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

    /** Number of values, the product of the shape; 1 for rank 0. */
    static int count(int[] shape) {
        int count = 1;
        for (int extent : shape) {
            count = Math.multiplyExact(count, extent);
        }
        return count;
    }

    /** The header as bytes, in version 1.0. */
    static byte[] bytes(Type type, int[] shape) {
        String extents = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String tuple = shape.length == 1 ? "(" + extents + ",)" : "(" + extents + ")";
        String dictionary = "{'descr': '" + type.description + "', 'fortran_order': False, 'shape': " + tuple + ", }";
        int length = ((PREAMBLE + dictionary.length()) / ALIGNMENT + 1) * ALIGNMENT;
        byte[] padded = new byte[length];
        Arrays.fill(padded, (byte) ' ');
        padded[length - 1] = '\n';
        ByteBuffer.wrap(padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) (length - PREAMBLE))
                .put(dictionary.getBytes(StandardCharsets.US_ASCII));
        return padded;
    }

    /**
     * Reads a header of version 1, 2 or 3.
     *
     * @param where file and array, for the messages
     */
    static NpyHeader read(InputStream in, String where) throws IOException {
        byte[] start = in.readNBytes(MAGIC.length + 2);
        if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DataException(where + ": expected a NumPy array (.npy), found other bytes");
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3) {
            throw new DataException(where + ": expected .npy version 1, 2 or 3, found version " + version);
        }
        int field = version == 1 ? Short.BYTES : Integer.BYTES;
        ByteBuffer size = ByteBuffer.wrap(exactly(in, field)).order(ByteOrder.LITTLE_ENDIAN);
        int length = version == 1 ? Short.toUnsignedInt(size.getShort()) : size.getInt();
        if (length < 0) {
            throw new DataException(where + ": the header declares " + Integer.toUnsignedString(length) + " bytes");
        }
        String text = new String(exactly(in, length), StandardCharsets.UTF_8).trim();
        return parse(text, start.length + field + length, where);
    }

    private static NpyHeader parse(String text, int length, String where) {
        if (find(ORDER, text, where).equals("True")) {
            throw new DataException(where + ": expected C order, found Fortran order"
                    + "\nMaybe save numpy.ascontiguousarray(a) in place of a.");
        }
        return new NpyHeader(type(text, where), shape(find(SHAPE, text, where), where), length);
    }

    private static Type type(String text, String where) {
        Matcher description = DESCRIPTION.matcher(text);
        for (Type type : Type.values()) {
            if (description.find(0) && description.group(1).equals(type.description)) {
                return type;
            }
        }
        String known = Arrays.stream(Type.values()).map(t -> t.description).collect(Collectors.joining(", "));
        throw new DataException(where + ": expected values of type " + known + ", found the header " + text
                + "\nMaybe save a.astype('<f8') in place of a.");
    }

    private static int[] shape(String extents, String where) {
        try {
            int[] shape = Pattern.compile(",")
                    .splitAsStream(extents)
                    .map(String::trim)
                    .filter(extent -> !extent.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            count(shape);
            return shape;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new DataException(where + ": expected fewer than 2^31 values, found shape (" + extents + ")", e);
        }
    }

    private static String find(Pattern pattern, String text, String where) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new DataException(where + ": expected a header with descr, fortran_order and shape, found " + text);
        }
        return matcher.group(1);
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }
}
