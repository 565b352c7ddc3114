package eigendrift.tensors;

import eigendrift.files.DataException;
import java.util.Arrays;

/**
 * Where the values of a tensor lie in its storage: that of index (i, j, ...) at {@code offset + i strides[0] + j
 * strides[1] + ...}, counted in values.
 */
record Strides(long[] shape, long[] strides, long offset) {

    /** Dimensions that NumPy and PyTorch can have. */
    private static final int MOST_DIMENSIONS = 64;

    /** The last index runs fastest. */
    static Strides rowMajor(long[] shape, String where) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride = product(stride, shape[axis], shape, where);
        }
        return new Strides(shape, strides, 0);
    }

    /** The first index runs fastest. */
    static Strides columnMajor(long[] shape, String where) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            strides[axis] = stride;
            stride = product(stride, shape[axis], shape, where);
        }
        return new Strides(shape, strides, 0);
    }

    /**
     * A view of a storage.
     *
     * @param stored values in the storage
     * @throws DataException if it reaches out of the storage
     */
    static Strides view(long[] shape, long[] strides, long offset, long stored, String where) {
        Strides view = new Strides(shape, strides, offset);
        count(shape, where);
        if (strides.length != shape.length) {
            throw new DataException(where + ": expected a stride for each extent of the shape " + Arrays.toString(shape)
                    + ", found " + strides.length);
        }
        if (offset < 0 || Arrays.stream(strides).anyMatch(stride -> stride < 0)) {
            throw new DataException(where + ": expected no negative offset or stride, found offset " + offset
                    + ", strides " + Arrays.toString(strides));
        }
        try {
            if (Math.addExact(offset, view.span()) <= stored) {
                return view;
            }
        } catch (ArithmeticException e) { // it reaches further than 2^63
        }
        throw new DataException(where + ": shape " + Arrays.toString(shape) + " with strides "
                + Arrays.toString(strides) + " from offset " + offset + " reaches out of its storage of " + stored
                + " values");
    }

    /**
     * The product of the shape; 1 if there are no dimensions.
     *
     * @throws DataException if an extent is negative, or there are 2^63 values
     */
    static long count(long[] shape, String where) {
        long count = 1;
        for (long extent : shape) {
            count = product(count, extent, shape, where);
        }
        return count;
    }

    private static long product(long count, long extent, long[] shape, String where) {
        if (extent < 0 || shape.length > MOST_DIMENSIONS) {
            throw new DataException(where + ": expected a shape of at most " + MOST_DIMENSIONS
                    + " extents, none of them negative, found "
                    + Arrays.toString(Arrays.copyOf(shape, Math.min(shape.length, MOST_DIMENSIONS))));
        }
        try {
            return Math.multiplyExact(count, extent);
        } catch (ArithmeticException e) {
            throw new DataException(
                    where + ": expected fewer than 2^63 values, found shape " + Arrays.toString(shape), e);
        }
    }

    long count() {
        return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    /** Values of the storage from the tensor's first to its last, both included. */
    long span() {
        long last = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] == 0) {
                return 0;
            }
            last = Math.addExact(last, Math.multiplyExact(shape[axis] - 1, strides[axis]));
        }
        return Math.addExact(last, 1);
    }

    /** The values with the last index running fastest, taken from those of the span. */
    double[] gather(double[] span) {
        if (inOrder()) {
            return span;
        }
        double[] values = new double[(int) count()];
        long[] index = new long[shape.length];
        long place = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = span[(int) place];
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                place += strides[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                place -= shape[axis] * strides[axis];
                index[axis] = 0;
            }
        }
        return values;
    }

    private boolean inOrder() {
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            if (shape[axis] > 1 && strides[axis] != stride) {
                return false;
            }
            stride *= shape[axis];
        }
        return true;
    }
}
