package eigendrift.tensors;

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
 * The header of a .npy file, which precedes the values, after NumPy's NEP 1 (Kern 2007): a Python dictionary of their
 * type, their order and the shape, in any spelling that numpy.load takes.
 *
 * @param bytes the order of the bytes in a value
 * @param fortran whether the first index runs fastest, where that makes a difference
 * @param length bytes of the header itself
 */
record NpyHeader(Type type, ByteOrder bytes, boolean fortran, int[] shape, int length) {

    /** The values that are read, and written in little-endian. */
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

    /** Characters of a header in a message. */
    private static final int SHOWN = 200;

    /** A byte order and a type; native order is little-endian on every machine that this runs on. */
    private static final Pattern DESCRIPTION = entry("descr", "[uU]?(?<quote>['\"])([<>=|]?)(\\w+)\\k<quote>");

    private static final Pattern ORDER = entry("fortran_order", "(True|False)");
    private static final Pattern SHAPE = entry("shape", "\\(([\\dLl,\\s]*)\\)");

    /** A key in either quotes, unicode or not, and its value. */
    private static Pattern entry(String key, String value) {
        return Pattern.compile("[uU]?(?<key>['\"])" + key + "\\k<key>\\s*:\\s*" + value);
    }

    /** Number of values, the product of the shape; 1 if there are no dimensions. */
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
        int[] shape = shape(find(SHAPE, text, where).group(2), where);
        boolean fortran = find(ORDER, text, where).group(2).equals("True");
        boolean oneLine = Arrays.stream(shape).filter(extent -> extent > 1).count() < 2;
        Matcher description = DESCRIPTION.matcher(text);
        if (description.find()) {
            for (Type type : Type.values()) {
                if (type.description.substring(1).equals(description.group(4))) {
                    return new NpyHeader(type, order(description.group(3)), fortran && !oneLine, shape, length);
                }
            }
        }
        String known = Arrays.stream(Type.values()).map(t -> t.description).collect(Collectors.joining(", "));
        throw new DataException(where + ": expected values of type " + known + ", found the header " + shown(text)
                + "\nMaybe save a.astype('<f8') in place of a.");
    }

    private static ByteOrder order(String sign) {
        return sign.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** Python 2 wrote extents as 3L. */
    private static int[] shape(String extents, String where) {
        try {
            int[] shape = Pattern.compile(",")
                    .splitAsStream(extents)
                    .map(extent -> extent.strip().replaceFirst("[lL]$", ""))
                    .filter(extent -> !extent.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            count(shape);
            return shape;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new DataException(
                    where + ": expected fewer than 2^31 values, found shape (" + shown(extents) + ")", e);
        }
    }

    private static Matcher find(Pattern pattern, String text, String where) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new DataException(
                    where + ": expected a header with descr, fortran_order and shape, found " + shown(text));
        }
        return matcher;
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }
}
