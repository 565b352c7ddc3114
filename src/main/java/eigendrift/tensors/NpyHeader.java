package eigendrift.tensors;

import eigendrift.files.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The header of a .npy file, which precedes the values, after NumPy's NEP 1 (Kern 2007): a Python dictionary of their
 * type, their order and the shape, in any spelling that numpy.load takes.
 *
 * @param type none if it is not one that is read
 * @param description the type as the file says it
 * @param order of the bytes in a value
 * @param fortran whether the first index runs fastest
 * @param length bytes of the header itself
 */
record NpyHeader(
        Optional<ElementType> type, String description, ByteOrder order, boolean fortran, long[] shape, long length) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** Magic, version and the length field of version 1. */
    private static final int PREAMBLE = MAGIC.length + 2 + Short.BYTES;

    /** The values start at a multiple of this. */
    private static final int ALIGNMENT = 64;

    /** A header has some hundred bytes, with many fields some thousand. */
    private static final int LONGEST = 1 << 20;

    /** Characters of a header in a message. */
    private static final int SHOWN = 200;

    /** A byte order and a type; native order is little-endian on every machine that this runs on. */
    private static final Pattern DESCRIPTION =
            entry("descr", "[uU]?(?<quote>['\"])([<>=|]?)(\\w+)(?:\\[\\w+\\])?\\k<quote>");

    /** What a type is that has fields. */
    private static final Pattern STRUCTURE = entry("descr", "(\\[[^\\]]*\\])");

    private static final Pattern ORDER = entry("fortran_order", "(True|False)");
    private static final Pattern SHAPE = entry("shape", "\\(([\\dLl,\\s]*)\\)");

    /** A key in either quotes, unicode or not, and its value. */
    private static Pattern entry(String key, String value) {
        return Pattern.compile("[uU]?(?<key>['\"])" + key + "\\k<key>\\s*:\\s*" + value);
    }

    /** The header as bytes, in version 1.0. */
    static byte[] bytes(ElementType type, int[] shape) {
        String extents = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        String tuple = shape.length == 1 ? "(" + extents + ",)" : "(" + extents + ")";
        String dictionary = "{'descr': '" + type.description() + "', 'fortran_order': False, 'shape': " + tuple + ", }";
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
        if (length < 0 || length > LONGEST) {
            throw new DataException(where + ": expected a header of at most " + LONGEST + " bytes, found one of "
                    + Integer.toUnsignedString(length));
        }
        String text = new String(exactly(in, length), StandardCharsets.UTF_8).trim();
        return parse(text, start.length + field + length, where);
    }

    private static NpyHeader parse(String text, long length, String where) {
        long[] shape = shape(find(SHAPE, text, where).group(2), where);
        boolean fortran = find(ORDER, text, where).group(2).equals("True");
        Matcher description = DESCRIPTION.matcher(text);
        if (!description.find()) {
            Matcher structure = STRUCTURE.matcher(text);
            String found = structure.find() ? structure.group(2) : shown(text);
            return new NpyHeader(Optional.empty(), found, ByteOrder.LITTLE_ENDIAN, fortran, shape, length);
        }
        return new NpyHeader(
                ElementType.ofNumPy(description.group(4)),
                description.group(3) + description.group(4),
                description.group(3).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                fortran,
                shape,
                length);
    }

    /** Python 2 wrote extents as 3L. */
    private static long[] shape(String extents, String where) {
        try {
            long[] shape = Pattern.compile(",")
                    .splitAsStream(extents)
                    .map(extent -> extent.strip().replaceFirst("[lL]$", ""))
                    .filter(extent -> !extent.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
            Strides.count(shape, where);
            return shape;
        } catch (NumberFormatException e) {
            throw new DataException(
                    where + ": expected fewer than 2^63 values, found shape (" + shown(extents) + ")", e);
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
