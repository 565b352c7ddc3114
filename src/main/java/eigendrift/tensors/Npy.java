package eigendrift.tensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Single arrays in NumPy's .npy, as of numpy.save. */
public final class Npy {

    private Npy() {}

    /**
     * An array of {@code <f4}.
     *
     * @param data in C order
     * @param shape extents whose product is the length of {@code data}; none for a vector
     */
    public static byte[] bytes(float[] data, int... shape) {
        ByteBuffer buffer = buffer(ElementType.FLOAT32, data.length, shape);
        buffer.asFloatBuffer().put(data);
        return buffer.array();
    }

    /** The same of {@code <f8}. */
    public static byte[] bytes(double[] data, int... shape) {
        ByteBuffer buffer = buffer(ElementType.FLOAT64, data.length, shape);
        buffer.asDoubleBuffer().put(data);
        return buffer.array();
    }

    /** The same of {@code <i8}. */
    public static byte[] bytes(long[] data, int... shape) {
        ByteBuffer buffer = buffer(ElementType.INT64, data.length, shape);
        buffer.asLongBuffer().put(data);
        return buffer.array();
    }

    /** All bytes, the header written, at the first value. */
    private static ByteBuffer buffer(ElementType type, int length, int[] shape) {
        int[] extents = shape.length == 0 ? new int[] {length} : shape;
        int count = Arrays.stream(extents).reduce(1, Math::multiplyExact);
        if (count != length) {
            throw new IllegalArgumentException("expected " + count + " values for the shape, found " + length);
        }
        byte[] header = NpyHeader.bytes(type, extents);
        return ByteBuffer.allocate(Math.addExact(header.length, Math.multiplyExact(length, type.bytes)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
    }
}
