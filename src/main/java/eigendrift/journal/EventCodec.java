package eigendrift.journal;

import eigendrift.experiment.following.JournalEvent;
import java.util.List;
import java.util.function.Function;

/**
 * Binary form of one kind of event.
 *
 * @param name stable name in the journal; never a class name
 * @param current the form that is written
 * @param former readers of the versions before it; version v at place v − 1
 */
record EventCodec<E extends JournalEvent>(
        String name, Class<E> type, Codec<E> current, List<Function<WireInput, E>> former) {

    /** An event that has had one version so far. */
    static <E extends JournalEvent> EventCodec<E> first(String name, Class<E> type, Codec<E> codec) {
        return new EventCodec<>(name, type, codec, List.of());
    }

    /**
     * The reader of a former version.
     *
     * @param old the form of that version, a record of its own
     * @param upcast from that record to today's event
     */
    static <O, E> Function<WireInput, E> former(Codec<O> old, Function<O, E> upcast) {
        return old.reader().andThen(upcast);
    }

    /** {@code name:version}, as stored beside each event. */
    String manifest() {
        return name + ":" + version();
    }

    byte[] write(JournalEvent event) {
        WireOutput output = new WireOutput();
        current.writer().accept(output, type.cast(event));
        return output.toBytes();
    }

    E read(int version, byte[] bytes) {
        if (version < 1 || version > version()) {
            throw new JournalDamagedException("expected version 1 to " + version() + " of " + name + ", found "
                    + version + ".\nMaybe a newer Eigendrift wrote this journal.");
        }
        WireInput input = new WireInput(bytes);
        E event = (version == version() ? current.reader() : former.get(version - 1)).apply(input);
        input.end();
        return event;
    }

    private int version() {
        return former.size() + 1;
    }
}
