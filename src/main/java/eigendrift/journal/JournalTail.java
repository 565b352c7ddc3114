package eigendrift.journal;

import eigendrift.experiment.following.ActorName;
import eigendrift.experiment.following.JournalEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads a journal in the order of writing, also while another process writes to it: whoever remembers the ordering of
 * the last event that he has seen goes on behind it. Payloads are read only where they are asked for. Not thread-safe.
 *
 * <p>Every method throws {@link JournalAccessException} where this user may not read the journal,
 * {@link JournalLockedException} where another process keeps it, {@link JournalDamagedException} where the file is no
 * journal.
 */
public final class JournalTail implements AutoCloseable {

    private final Storage storage;
    private final Queries queries;
    private final Object key;

    JournalTail(Storage storage, Queries queries) {
        this.storage = storage;
        this.queries = queries;
        this.key = storage.key();
    }

    /** Opens without the right to write, so that not even SQLite's log is moved into the database. */
    public static JournalTail open(Storage storage) {
        return new JournalTail(storage, new Queries(storage, storage.openReadOnly()));
    }

    /**
     * What tells this journal from another, wherever its file lies: of the first event, who wrote it. Empty before
     * there is one.
     */
    public String identity() {
        return queries.query(
                "SELECT writer FROM event_journal ORDER BY ordering LIMIT 1",
                List.of(),
                row -> row.next() ? row.getString(1) : "");
    }

    /** Whether the path still names the file that was opened; not where that was deleted or replaced. */
    public boolean isCurrent() {
        return key != null && Objects.equals(key, storage.key());
    }

    /**
     * The ordering of the last event, up to which all can be read; 0 where there is none. PostgreSQL numbers events
     * when they are written and shows them when they are committed, so this waits for writes under way that may have
     * lower numbers.
     */
    public long highest() {
        long highest = queries.query(
                "SELECT MAX(ordering) FROM event_journal", List.of(), row -> row.next() ? row.getLong(1) : 0);
        storage.awaitWrites(queries);
        return highest;
    }

    /** The ordering of the last event of {@code experiment}; 0 where there is none. */
    public long highest(String experiment) {
        long highest = queries.query(
                "SELECT MAX(event_id) FROM event_tag WHERE tag = ?",
                List.of(experiment),
                row -> row.next() ? row.getLong(1) : 0);
        storage.awaitWrites(queries);
        return highest;
    }

    /** How many events {@code experiment} has behind {@code after} and up to {@code to}. */
    public long count(String experiment, long after, long to) {
        return queries.query(
                "SELECT COUNT(*) FROM event_tag WHERE tag = ? AND event_id > ? AND event_id <= ?",
                List.of(experiment, after, to),
                row -> row.next() ? row.getLong(1) : 0);
    }

    /** Ids of all experiments, oldest first. */
    public List<String> experiments() {
        return queries.query(
                "SELECT persistence_id FROM event_journal WHERE "
                        + storage.dialect().isExperiment() + " AND sequence_number = 1 ORDER BY ordering",
                List.of(),
                row -> {
                    List<String> ids = new ArrayList<>();
                    while (row.next()) {
                        ActorName.parse(row.getString(1)).ifPresent(name -> ids.add(name.experiment()));
                    }
                    return ids;
                });
    }

    /** Counts events by kind in {@code parts} parts; walks the heads of all of them. */
    public EventCounts counts(EventFilter filter, EventCounts.Over over, int parts) {
        String column = over.column();
        Selection all = new Selection(storage.dialect(), filter, 0, highest());
        long[] range = queries.query(
                "SELECT MIN(" + column + "), MAX(" + column + ")" + all.from(),
                all.parameters(),
                row -> row.next() ? new long[] {row.getLong(1), row.getLong(2)} : new long[2]);
        String part = "(" + column + " - " + range[0] + ") * " + parts + " / " + (range[1] - range[0] + 1);
        String groups =
                "SELECT " + part + ", event_ser_manifest, COUNT(*), MAX(ordering)" + all.from() + " GROUP BY 1, 2";
        Map<String, long[]> kinds = new TreeMap<>();
        long[] last = new long[parts];
        queries.query(groups, all.parameters(), row -> {
            while (row.next()) {
                int p = row.getInt(1);
                kinds.computeIfAbsent(EventHead.kind(row.getString(2)), kind -> new long[parts])[p] += row.getLong(3);
                last[p] = Math.max(last[p], row.getLong(4));
            }
            return null;
        });
        Arrays.parallelPrefix(last, Math::max);
        return new EventCounts(range[0], range[1], last, kinds);
    }

    /** The first {@code most} heads behind {@code ordering}, in order. */
    public List<EventHead> after(long ordering, EventFilter filter, int most) {
        Selection selection = new Selection(storage.dialect(), filter, ordering, highest()).ascending(most);
        return queries.query("SELECT " + EventRow.HEAD + selection.from(), selection.parameters(), JournalTail::heads);
    }

    /** The last {@code most} heads before {@code ordering}, newest first. */
    public List<EventHead> before(long ordering, EventFilter filter, int most) {
        Selection selection = new Selection(storage.dialect(), filter, 0, ordering - 1).descending(most);
        return queries.query("SELECT " + EventRow.HEAD + selection.from(), selection.parameters(), JournalTail::heads);
    }

    /**
     * Hands events behind {@code after} to {@code reader}, in order.
     *
     * @param to the ordering of the last event that is wanted; {@code Long.MAX_VALUE} for all there are
     * @param most how many at most
     * @return the ordering up to which all is read
     * @throws JournalDamagedException at a damaged event, after those before it were handed over
     */
    public long read(EventFilter filter, long after, long to, int most, Consumer<StoredEvent> reader) {
        return read(filter, after, to, most, reader, (head, damage) -> {
            throw damage;
        });
    }

    /** The same, which hands every damaged event to {@code damaged} and goes on. */
    public long read(
            EventFilter filter,
            long after,
            long to,
            int most,
            Consumer<StoredEvent> reader,
            BiConsumer<EventHead, JournalDamagedException> damaged) {
        long highest = Math.min(to, highest());
        if (highest <= after) {
            return after;
        }
        Selection selection = new Selection(storage.dialect(), filter, after, highest).ascending(most);
        return queries.events(EventRow.WHOLE, selection.from(), selection.parameters(), row -> {
            int count = 0;
            long last = after;
            while (row.next()) {
                EventHead head = EventRow.head(row);
                StoredEvent event;
                count++;
                last = head.ordering();
                try {
                    event = EventRow.event(storage, head, row);
                } catch (JournalDamagedException e) {
                    damaged.accept(head, e);
                    continue;
                }
                reader.accept(event);
            }
            return count < most ? Math.max(after, highest) : last;
        });
    }

    /** Hands every event of one actor, in order, to {@code reader}; costs nothing for those of others. */
    public void read(String persistenceId, Consumer<StoredEvent> reader) {
        queries.events(
                EventRow.WHOLE,
                " FROM event_journal WHERE persistence_id = ? AND deleted = FALSE ORDER BY sequence_number",
                List.of(persistenceId),
                row -> {
                    while (row.next()) {
                        reader.accept(EventRow.event(storage, EventRow.head(row), row));
                    }
                    return null;
                });
    }

    /** One event in full; empty where there is none at {@code ordering}. */
    public Optional<EventRecord> event(long ordering) {
        return queries.query(
                "SELECT " + EventRow.WHOLE + " FROM event_journal WHERE ordering = ? AND deleted = FALSE",
                List.of(ordering),
                this::record);
    }

    /** The same by its place among the events of one actor. */
    public Optional<EventRecord> event(String persistenceId, long sequenceNumber) {
        return queries.query(
                "SELECT " + EventRow.WHOLE + " FROM event_journal"
                        + " WHERE persistence_id = ? AND sequence_number = ? AND deleted = FALSE",
                List.of(persistenceId, sequenceNumber),
                this::record);
    }

    /** The last events of one kind of one actor, {@code most} at most, in order. */
    public <E extends JournalEvent> List<E> last(String persistenceId, Class<E> kind, int most) {
        List<E> events = new ArrayList<>();
        queries.events(
                EventRow.WHOLE,
                " FROM event_journal WHERE persistence_id = ? AND deleted = FALSE"
                        + " AND event_ser_manifest LIKE ? ORDER BY sequence_number DESC LIMIT ?",
                List.of(persistenceId, EventCodecs.name(kind) + ":%", most),
                row -> {
                    while (row.next()) {
                        events.add(kind.cast(
                                EventRow.event(storage, EventRow.head(row), row).event()));
                    }
                    return null;
                });
        Collections.reverse(events);
        return events;
    }

    private Optional<EventRecord> record(ResultSet row) throws SQLException {
        if (!row.next()) {
            return Optional.empty();
        }
        EventHead head = EventRow.head(row);
        try {
            return Optional.of(new EventRecord(
                    head, Optional.of(EventRow.event(storage, head, row).event()), ""));
        } catch (JournalDamagedException e) {
            return Optional.of(new EventRecord(head, Optional.empty(), e.getMessage()));
        }
    }

    private static List<EventHead> heads(ResultSet row) throws SQLException {
        List<EventHead> heads = new ArrayList<>();
        while (row.next()) {
            heads.add(EventRow.head(row));
        }
        return heads;
    }

    @Override
    public void close() {
        queries.close();
    }
}
