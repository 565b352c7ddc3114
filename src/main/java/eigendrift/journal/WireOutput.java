package eigendrift.journal;

import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;

/**
 * Writes the body of an event: numbers little-endian, lengths as unsigned variable-length integers, arrays of doubles
 * raw, and at the end a CRC32C of it all.
 */
final class WireOutput {

    /** Doubles converted at once. */
    private static final int CHUNK = 8192;

    private final Output output = new Output(256, -1);

    void writeInt(int value) {
        output.writeInt(value);
    }

    void writeLong(long value) {
        output.writeLong(value);
    }

    void writeDouble(double value) {
        output.writeDouble(value);
    }

    void writeBoolean(boolean value) {
        output.writeBoolean(value);
    }

    void writeString(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        output.writeVarInt(bytes.length, true);
        output.writeBytes(bytes);
    }

    void writeDoubles(double[] values) {
        output.writeVarInt(values.length, true);
        ByteBuffer chunk = ByteBuffer.allocate(Double.BYTES * Math.min(CHUNK, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += CHUNK) {
            int count = Math.min(CHUNK, values.length - from);
            chunk.asDoubleBuffer().put(values, from, count);
            output.writeBytes(chunk.array(), 0, Double.BYTES * count);
        }
    }

    <T> void writeList(List<T> values, BiConsumer<WireOutput, T> element) {
        output.writeVarInt(values.size(), true);
        values.forEach(value -> element.accept(this, value));
    }

    /** The body and its checksum. */
    byte[] toBytes() {
        CRC32C crc = new CRC32C();
        crc.update(output.getBuffer(), 0, output.position());
        output.writeInt((int) crc.getValue());
        return output.toBytes();
    }
}
