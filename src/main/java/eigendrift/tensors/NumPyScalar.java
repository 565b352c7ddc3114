package eigendrift.tensors;

import eigendrift.tensors.Pickle.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A number of NumPy in a pickle, as numpy.float64 that a schedule computed. */
final class NumPyScalar {

    private static final Set<String> MAKERS = Set.of("numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar");

    private NumPyScalar() {}

    /** The value of scalar(dtype('f8'), bytes); none of what is no such call, or of another type. */
    static Optional<Double> value(Call call) {
        if (!MAKERS.contains(call.name())
                || call.arguments.size() != 2
                || !(call.arguments.get(0) instanceof Call dtype)
                || !dtype.name().equals("numpy.dtype")
                || dtype.arguments.isEmpty()
                || !(dtype.arguments.get(0) instanceof String code)) {
            return Optional.empty();
        }
        boolean big = dtype.state instanceof List<?> state && state.size() > 1 && ">".equals(state.get(1));
        double[] value = new double[1];
        return ElementType.ofNumPy(code).flatMap(type -> bytes(call.arguments.get(1))
                .filter(bytes -> bytes.length == type.bytes)
                .map(bytes -> {
                    decode(type, bytes, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, value);
                    return value[0];
                }));
    }

    private static void decode(ElementType type, byte[] bytes, ByteOrder order, double[] value) {
        try {
            type.decode(new ByteArrayInputStream(bytes), order, value, "a number of NumPy");
        } catch (IOException e) {
            throw new AssertionError("cannot happen: the bytes are there", e);
        }
    }

    /** Protocol 2 has no bytes; Python writes them as encode(text, 'latin1'). */
    private static Optional<byte[]> bytes(Object object) {
        if (object instanceof byte[] bytes) {
            return Optional.of(bytes);
        }
        if (object instanceof Call call
                && call.name().equals("_codecs.encode")
                && !call.arguments.isEmpty()
                && call.arguments.get(0) instanceof String text) {
            return Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return Optional.empty();
    }
}
