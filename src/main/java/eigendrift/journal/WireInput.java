package eigendrift.journal;

import com.esotericsoftware.kryo.io.Input;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.CRC32C;

/**
 * Reads what {@link WireOutput} wrote. The checksum is tested first, and each declared length against the bytes left
 * before anything is allocated; a violation is a {@link JournalDamagedException}.
 */
final class WireInput {

    private final byte[] bytes;
    private final Input input;

    WireInput(byte[] bytes) {
        this.bytes = bytes;
        int body = bytes.length - Integer.BYTES;
        if (body < 0) {
            throw new JournalDamagedException(
                    "expected at least " + Integer.BYTES + " bytes of checksum, found " + bytes.length);
        }
        int expected = ByteBuffer.wrap(bytes, body, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, body);
        if ((int) crc.getValue() != expected) {
            throw new JournalDamagedException(
                    String.format(Locale.ROOT, "expected CRC32C = %08x over %d bytes, found %08x", expected, body, (int)
                            crc.getValue()));
        }
        input = new Input(bytes, 0, body);
    }

    int readInt() {
        return input.readInt();
    }

    long readLong() {
        return input.readLong();
    }

    double readDouble() {
        return input.readDouble();
    }

    boolean readBoolean() {
        return input.readBoolean();
    }

    String readString() {
        int length = readLength(1);
        return new String(input.readBytes(length), StandardCharsets.UTF_8);
    }

    double[] readDoubles() {
        double[] values = new double[readLength(Double.BYTES)];
        ByteBuffer.wrap(bytes, input.position(), Double.BYTES * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asDoubleBuffer()
                .get(values);
        input.setPosition(input.position() + Double.BYTES * values.length);
        return values;
    }

    <T> List<T> readList(Function<WireInput, T> element) {
        int length = readLength(1);
        List<T> values = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            values.add(element.apply(this));
        }
        return List.copyOf(values);
    }

    /** Fails if the body has bytes after its last field. */
    void end() {
        if (input.position() != input.limit()) {
            throw new JournalDamagedException(
                    "expected the end of the record, found " + (input.limit() - input.position()) + " more bytes");
        }
    }

    /** Number of elements of at least {@code elementBytes} each. */
    private int readLength(int elementBytes) {
        int length = input.readVarInt(true);
        int left = input.limit() - input.position();
        if (length < 0 || (long) length * elementBytes > left) {
            throw new JournalDamagedException("expected " + length + " elements of " + elementBytes
                    + " bytes or more, found " + left + " bytes left");
        }
        return length;
    }
}
