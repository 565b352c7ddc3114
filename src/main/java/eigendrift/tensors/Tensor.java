package eigendrift.tensors;

import eigendrift.files.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** A tensor in an open file. Its values are read when they are asked for, without those of any other. */
public final class Tensor {

    /** Values that an array of Java holds. */
    private static final long MOST_VALUES = Integer.MAX_VALUE - 8;

    private final String name;
    private final String where;
    private final String typeName;
    private final long[] shape;
    private final Optional<Stored> stored;

    /** Where its values are, if they can be read. */
    private record Stored(ElementType type, ByteOrder order, Strides strides, Bytes bytes) {}

    private Tensor(String name, String where, String typeName, long[] shape, Optional<Stored> stored) {
        this.name = name;
        this.where = where;
        this.typeName = typeName;
        this.shape = shape;
        this.stored = stored;
    }

    /** @param where file and tensor, for the messages */
    static Tensor of(String name, String where, ElementType type, ByteOrder order, Strides strides, Bytes bytes) {
        return new Tensor(
                name, where, type.toString(), strides.shape(), Optional.of(new Stored(type, order, strides, bytes)));
    }

    /** A tensor of a type that is not read. */
    static Tensor opaque(String name, String where, String typeName, long[] shape) {
        return new Tensor(name, where, typeName, shape, Optional.empty());
    }

    public String name() {
        return name;
    }

    /** The type in the file, such as {@code bfloat16}, also where it is not one that can be read. */
    public String type() {
        return typeName;
    }

    /** Extents; none for a single number. */
    public long[] shape() {
        return shape.clone();
    }

    /** Whether {@link #read} knows the type. */
    public boolean readable() {
        return stored.isPresent();
    }

    /** File and tensor, as messages begin. */
    public String where() {
        return where;
    }

    /**
     * The values, the last index running fastest. Takes 8 bytes a value, twice that if they lie in another order.
     *
     * @throws DataException if the type cannot be read, there are 2^31 values, values share a place in the file, a
     *     checksum is wrong, or the file cannot be read
     */
    public double[] read() {
        Stored found = stored.orElseThrow(() -> new DataException(where + ": expected values of type "
                + ElementType.list() + ", found " + typeName + "\nMaybe save it as float32 or float64."));
        long count = found.strides.count();
        long span = found.strides.span();
        if (count > MOST_VALUES || span > MOST_VALUES) {
            throw new DataException(where + ": expected fewer than 2^31 values, found shape " + Arrays.toString(shape)
                    + " in a storage of " + found.bytes.size() + " bytes");
        }
        if (count > span) {
            throw new DataException(where + ": expected a place in the file for each value, found " + count
                    + " values in " + span + " places\nMaybe save t.contiguous() in place of t.");
        }
        double[] values = new double[(int) span];
        if (span > 0) {
            try {
                found.bytes.read(
                        found.strides.offset() * found.type.bytes,
                        in -> found.type.decode(in, found.order, values, where));
            } catch (EOFException e) {
                throw new DataException(where + ": truncated; expected " + found.bytes.size() + " bytes", e);
            } catch (IOException e) {
                throw new DataException(where + ": damaged, or cannot be read: " + e.getMessage(), e);
            }
        }
        return found.strides.gather(values);
    }

    @Override
    public String toString() {
        return name + " " + typeName + " " + Arrays.toString(shape);
    }
}
