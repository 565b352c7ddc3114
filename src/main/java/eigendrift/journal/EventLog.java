package eigendrift.journal;

import eigendrift.experiment.following.JournalEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;

/**
 * Reads a journal without an actor system, also while another process writes to it. Events come one at a time, so
 * memory does not grow with the journal. Not thread-safe.
 *
 * <p>Every method throws {@link JournalDamagedException} where a record is not what was written,
 * {@link JournalAccessException} where this user may not read it, {@link JournalLockedException} where another process
 * keeps it.
 */
public final class EventLog implements AutoCloseable {

    private final Storage storage;
    private final Queries queries;

    private EventLog(Storage storage, Queries queries) {
        this.storage = storage;
        this.queries = queries;
    }

    public static EventLog open(Storage storage) {
        return new EventLog(storage, new Queries(storage, storage.open()));
    }

    /** The same without the right to write, so that not even SQLite's log is moved into the database. */
    public static EventLog openReadOnly(Storage storage) {
        return new EventLog(storage, new Queries(storage, storage.openReadOnly()));
    }

    /** The same journal in the order of writing; it ends with this log. */
    public JournalTail tail() {
        return new JournalTail(storage, queries);
    }

    /** Ids of all experiments, oldest first. */
    public List<String> experiments() {
        return tail().experiments();
    }

    /** Persistence ids that wrote events of {@code experiment}, in the order of their first event. */
    public List<String> persistenceIds(String experiment) {
        return strings(
                "SELECT persistence_id FROM event_tag JOIN event_journal ON event_id = ordering WHERE tag = ?"
                        + " GROUP BY persistence_id ORDER BY MIN(ordering)",
                experiment);
    }

    /** How many events the actors of {@code experiment} have written. */
    public long count(String experiment) {
        return strings("SELECT COUNT(*) FROM event_tag WHERE tag = ?", experiment).stream()
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    /** Hands every event of {@code persistenceId}, in order, to {@code reader}. */
    public void read(String persistenceId, Consumer<StoredEvent> reader) {
        read(persistenceId, 1, Long.MAX_VALUE, reader);
    }

    /** Hands the events of one kind, in order, to {@code reader}, and their sequence numbers. */
    public <E extends JournalEvent> void read(String persistenceId, Class<E> kind, ObjLongConsumer<E> reader) {
        read(
                persistenceId,
                1,
                Long.MAX_VALUE,
                EventCodecs.name(kind) + ":%",
                stored -> reader.accept(kind.cast(stored.event()), stored.sequenceNumber()));
    }

    /** Hands the events {@code from} to {@code to}, both included, to {@code reader}. */
    public void read(String persistenceId, long from, long to, Consumer<StoredEvent> reader) {
        read(persistenceId, from, to, "%", reader);
    }

    /** Hands every event to {@code reader} and every damaged one to {@code damaged}, and goes on. */
    public void check(
            String persistenceId, Consumer<StoredEvent> reader, ObjLongConsumer<JournalDamagedException> damaged) {
        read(persistenceId, 1, Long.MAX_VALUE, "%", reader, damaged);
    }

    private void read(String persistenceId, long from, long to, String manifests, Consumer<StoredEvent> reader) {
        read(persistenceId, from, to, manifests, reader, (damage, number) -> {
            throw damage;
        });
    }

    private void read(
            String persistenceId,
            long from,
            long to,
            String manifests,
            Consumer<StoredEvent> reader,
            ObjLongConsumer<JournalDamagedException> damaged) {
        String events = " FROM event_journal"
                + " WHERE persistence_id = ? AND sequence_number BETWEEN ? AND ? AND deleted = FALSE"
                + " AND event_ser_manifest LIKE ? ORDER BY sequence_number";
        queries.events(EventRow.WHOLE, events, List.of(persistenceId, from, to, manifests), row -> {
            while (row.next()) {
                EventHead head = EventRow.head(row);
                StoredEvent event;
                try {
                    event = EventRow.event(storage, head, row);
                } catch (JournalDamagedException e) {
                    damaged.accept(e, head.sequenceNumber());
                    continue;
                }
                reader.accept(event);
            }
            return null;
        });
    }

    private List<String> strings(String query, String parameter) {
        return queries.query(query, List.of(parameter), row -> {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        });
    }

    @Override
    public void close() {
        queries.close();
    }
}
