package eigendrift.journal;

import eigendrift.experiment.JournalEvent;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Binary form of one kind of event.
 *
 * @param name stable name in the journal; never a class name
 * @param writer writes the newest version
 * @param readers one for each version ever written; version v at place v − 1
 */
record EventCodec<E extends JournalEvent>(
        String name, Class<E> type, BiConsumer<WireOutput, E> writer, List<Function<WireInput, E>> readers) {

    /** An event that has had one version so far. */
    static <E extends JournalEvent> EventCodec<E> first(
            String name, Class<E> type, BiConsumer<WireOutput, E> writer, Function<WireInput, E> reader) {
        return new EventCodec<>(name, type, writer, List.of(reader));
    }

    /** {@code name:version}, as stored beside each event. */
    String manifest() {
        return name + ":" + readers.size();
    }

    byte[] write(JournalEvent event) {
        WireOutput output = new WireOutput();
        writer.accept(output, type.cast(event));
        return output.toBytes();
    }

    E read(int version, byte[] bytes) {
        if (version < 1 || version > readers.size()) {
            throw new JournalDamagedException("expected version 1 to " + readers.size() + " of " + name + ", found "
                    + version + ".\nMaybe a newer Eigendrift wrote this journal.");
        }
        WireInput input = new WireInput(bytes);
        E event = readers.get(version - 1).apply(input);
        input.end();
        return event;
    }
}
