package eigendrift.readmodel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The binary form of a row in the file of {@link SortedRows}; every row has the same number of bytes. */
public interface RowFormat<R> {

    int bytes();

    void write(R row, ByteBuffer out);

    R read(ByteBuffer in);

    /** Numbers in place of texts that repeat, such as names of runs. */
    final class Texts {
        private final Map<String, Integer> numbers = new HashMap<>();
        private final List<String> texts = new ArrayList<>();

        public void write(String text, ByteBuffer out) {
            out.putInt(numbers.computeIfAbsent(text, t -> {
                texts.add(t);
                return texts.size() - 1;
            }));
        }

        public String read(ByteBuffer in) {
            return texts.get(in.getInt());
        }
    }

    static RowFormat<Tables.Displacement> displacement() {
        Texts texts = new Texts();
        Label[] labels = Label.values();
        return new RowFormat<>() {
            @Override
            public int bytes() {
                return 2 * Integer.BYTES + Byte.BYTES + 2 * Long.BYTES + 4 * Double.BYTES;
            }

            @Override
            public void write(Tables.Displacement row, ByteBuffer out) {
                texts.write(row.run(), out);
                out.putInt(row.index());
                out.put((byte) row.label().ordinal());
                out.putLong(row.stepFrom()).putLong(row.stepTo());
                out.putDouble(row.overlap()).putDouble(row.displacement());
                out.putDouble(row.angle()).putDouble(row.bound());
            }

            @Override
            public Tables.Displacement read(ByteBuffer in) {
                return new Tables.Displacement(
                        texts.read(in),
                        in.getInt(),
                        labels[in.get()],
                        in.getLong(),
                        in.getLong(),
                        in.getDouble(),
                        in.getDouble(),
                        in.getDouble(),
                        in.getDouble());
            }
        };
    }

    static RowFormat<Tables.Subspace> subspace() {
        Texts texts = new Texts();
        return new RowFormat<>() {
            @Override
            public int bytes() {
                return 2 * Integer.BYTES + 2 * Long.BYTES + 4 * Double.BYTES;
            }

            @Override
            public void write(Tables.Subspace row, ByteBuffer out) {
                texts.write(row.run(), out);
                out.putLong(row.stepFrom()).putLong(row.stepTo()).putInt(row.k());
                out.putDouble(row.overlap()).putDouble(row.geodesic());
                out.putDouble(row.chordal()).putDouble(row.largestAngle());
            }

            @Override
            public Tables.Subspace read(ByteBuffer in) {
                return new Tables.Subspace(
                        texts.read(in),
                        in.getLong(),
                        in.getLong(),
                        in.getInt(),
                        in.getDouble(),
                        in.getDouble(),
                        in.getDouble(),
                        in.getDouble());
            }
        };
    }
}
