package eigendrift.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads a journal in the order of writing, also while another process writes to it: whoever remembers the ordering of
 * the last event that he has seen goes on behind it. Payloads are read only where they are asked for. No query is left
 * open, as an open one keeps SQLite from shortening its log. Not thread-safe.
 *
 * <p>Every method throws {@link JournalAccessException} where this user may not read the journal,
 * {@link JournalLockedException} where another process keeps it, {@link JournalDamagedException} where the file is no
 * journal.
 */
public final class JournalTail implements AutoCloseable {

    private final Storage storage;
    private final Connection connection;
    private final Object key;

    JournalTail(Storage storage, Connection connection) {
        this.storage = storage;
        this.connection = connection;
        this.key = key();
    }

    /** Opens without the right to write, so that not even SQLite's log is moved into the database. */
    public static JournalTail open(Storage storage) {
        return new JournalTail(storage, ReadConnection.openReadOnly(storage));
    }

    /**
     * What tells this journal from another, wherever its file lies: of the first event, who wrote it. Empty before
     * there is one.
     */
    public String identity() {
        return query(
                "SELECT writer FROM event_journal ORDER BY ordering LIMIT 1",
                List.of(),
                row -> row.next() ? row.getString(1) : "");
    }

    /** Whether the path still names the file that was opened; not where that was deleted or replaced. */
    public boolean isCurrent() {
        return key != null && Objects.equals(key, key());
    }

    /** The ordering of the last event; 0 where there is none. */
    public long highest() {
        return query("SELECT MAX(ordering) FROM event_journal", List.of(), row -> row.next() ? row.getLong(1) : 0);
    }

    /** The first {@code most} heads behind {@code ordering}, in order. */
    public List<EventHead> after(long ordering, EventFilter filter, int most) {
        Selection selection = new Selection(EventRow.HEAD, filter, ordering, Long.MAX_VALUE).ascending(most);
        return query(selection.sql(), selection.parameters(), JournalTail::heads);
    }

    /** The last {@code most} heads before {@code ordering}, newest first. */
    public List<EventHead> before(long ordering, EventFilter filter, int most) {
        Selection selection = new Selection(EventRow.HEAD, filter, 0, ordering - 1).descending(most);
        return query(selection.sql(), selection.parameters(), JournalTail::heads);
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
        Selection selection = new Selection(EventRow.WHOLE, filter, after, highest).ascending(most);
        return query(selection.sql(), selection.parameters(), row -> {
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

    /** One event in full; empty where there is none at {@code ordering}. */
    public Optional<EventRecord> event(long ordering) {
        return query(
                "SELECT " + EventRow.WHOLE + " FROM event_journal WHERE ordering = ? AND deleted = FALSE",
                List.of(ordering),
                this::record);
    }

    /** The same by its place among the events of one actor. */
    public Optional<EventRecord> event(String persistenceId, long sequenceNumber) {
        return query(
                "SELECT " + EventRow.WHOLE + " FROM event_journal"
                        + " WHERE persistence_id = ? AND sequence_number = ? AND deleted = FALSE",
                List.of(persistenceId, sequenceNumber),
                this::record);
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

    private interface Rows<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> T query(String sql, List<?> parameters, Rows<T> rows) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                return rows.read(row);
            }
        } catch (SQLException e) {
            throw Access.failure("read", storage.file(), e);
        }
    }

    /** Of the file at the journal's path; null where there is none. The system gives no key twice while one is open. */
    private Object key() {
        try {
            return Files.readAttributes(storage.file(), BasicFileAttributes.class)
                    .fileKey();
        } catch (IOException none) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw Access.failure("read", storage.file(), e);
        }
    }
}
