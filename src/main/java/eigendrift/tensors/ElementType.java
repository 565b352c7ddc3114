package eigendrift.tensors;

import eigendrift.files.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A type of number that is read, and what each format calls it. All of them become double without a rounding. */
public enum ElementType {
    FLOAT64(8, "f8", "F64", "Double"),
    FLOAT32(4, "f4", "F32", "Float"),
    FLOAT16(2, "f2", "F16", "Half"),
    BFLOAT16(2, "", "BF16", "BFloat16"),
    INT64(8, "i8", "I64", "Long"),
    INT32(4, "i4", "I32", "Int"),
    INT16(2, "i2", "I16", "Short"),
    INT8(1, "i1", "I8", "Char"),
    UINT64(8, "u8", "U64", "UInt64"),
    UINT32(4, "u4", "U32", "UInt32"),
    UINT16(2, "u2", "U16", "UInt16"),
    UINT8(1, "u1", "U8", "Byte"),
    BOOL(1, "b1", "BOOL", "Bool");

    private static final int CHUNK = 1 << 16;

    /** A double holds every integer up to here. */
    private static final long LARGEST_EXACT = 1L << 53;

    final int bytes;
    private final String ofNumPy;
    private final String ofSafetensors;
    private final String ofTorch;

    ElementType(int bytes, String ofNumPy, String ofSafetensors, String ofTorch) {
        this.bytes = bytes;
        this.ofNumPy = ofNumPy;
        this.ofSafetensors = ofSafetensors;
        this.ofTorch = ofTorch;
    }

    /** As PyTorch and NumPy print it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By NumPy's code without the byte order, such as {@code f8}. */
    static Optional<ElementType> ofNumPy(String code) {
        return named(code, type -> type.ofNumPy);
    }

    static Optional<ElementType> ofSafetensors(String dtype) {
        return named(dtype, type -> type.ofSafetensors);
    }

    /** By the class of a storage, such as {@code FloatStorage}. */
    static Optional<ElementType> ofTorchStorage(String name) {
        return named(name, type -> type.ofTorch + "Storage");
    }

    /** By {@link #toString}. */
    static Optional<ElementType> named(String name) {
        return named(name, ElementType::toString);
    }

    private static Optional<ElementType> named(String name, Function<ElementType, String> naming) {
        return Arrays.stream(values())
                .filter(type -> naming.apply(type).equals(name))
                .findFirst();
    }

    static String list() {
        return Arrays.stream(values()).map(ElementType::toString).collect(Collectors.joining(", "));
    }

    /** NumPy's name of the type in little-endian. */
    String description() {
        return (bytes == 1 ? "|" : "<") + ofNumPy;
    }

    /**
     * Fills {@code values} from {@code in}.
     *
     * @param where file and tensor, for the messages
     * @throws EOFException if there are fewer bytes
     */
    void decode(InputStream in, ByteOrder order, double[] values, String where) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK, (long) values.length * bytes)];
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(order);
        for (int from = 0; from < values.length; ) {
            int count = Math.min(values.length - from, CHUNK / bytes);
            if (in.readNBytes(chunk, 0, count * bytes) < count * bytes) {
                throw new EOFException();
            }
            buffer.clear();
            for (int i = from; i < from + count; i++) {
                values[i] = next(buffer, i, where);
            }
            from += count;
        }
    }

    private double next(ByteBuffer buffer, int index, String where) {
        return switch (this) {
            case FLOAT64 -> buffer.getDouble();
            case FLOAT32 -> buffer.getFloat();
            case FLOAT16 -> half(buffer.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(buffer.getShort() << Short.SIZE);
            case INT64 -> exact(buffer.getLong(), index, where);
            case INT32 -> buffer.getInt();
            case INT16 -> buffer.getShort();
            case INT8 -> buffer.get();
            case UINT64 -> exactUnsigned(buffer.getLong(), index, where);
            case UINT32 -> Integer.toUnsignedLong(buffer.getInt());
            case UINT16 -> Short.toUnsignedInt(buffer.getShort());
            case UINT8 -> Byte.toUnsignedInt(buffer.get());
            case BOOL -> buffer.get() == 0 ? 0 : 1;
        };
    }

    /** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double magnitude;
        if (exponent == 0) {
            magnitude = fraction * 0x1p-24;
        } else if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            magnitude = Math.scalb(0x400 + fraction, exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    private static double exact(long value, int index, String where) {
        if (value > LARGEST_EXACT || value < -LARGEST_EXACT) {
            throw inexact(Long.toString(value), index, where);
        }
        return value;
    }

    private static double exactUnsigned(long value, int index, String where) {
        if (value > LARGEST_EXACT || value < 0) {
            throw inexact(Long.toUnsignedString(value), index, where);
        }
        return value;
    }

    private static DataException inexact(String value, int index, String where) {
        return new DataException(
                where + ": expected integers up to 2^53, which a double holds, found [" + index + "] = " + value);
    }
}
