package eigendrift.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Moves the events of one experiment as they are, in the order of writing, one at a time. Each is checked: it must be
 * readable, and the next of its actor.
 */
final class ExperimentTransfer {

    private ExperimentTransfer() {}

    static ExperimentCopy.Amount amount(Storage storage, Queries queries, String experiment) {
        Selection all = all(storage, experiment);
        return queries.query(
                "SELECT COUNT(*), COALESCE(SUM(length(event_payload)), 0)" + all.from(), all.parameters(), row -> {
                    row.next();
                    return new ExperimentCopy.Amount(row.getLong(1), row.getLong(2));
                });
    }

    private static Selection all(Storage storage, String experiment) {
        return new Selection(storage.dialect(), EventFilter.of(experiment), 0, Long.MAX_VALUE);
    }

    /**
     * Hands every event to {@code reader}.
     *
     * @throws JournalDamagedException at a record that is damaged or missing
     */
    static void read(Storage storage, Queries queries, String experiment, Consumer<RawEvent> reader) {
        Map<String, Long> last = new HashMap<>();
        Selection all = all(storage, experiment).ascending(Integer.MAX_VALUE);
        queries.events(RawEvent.COLUMNS, all.from(), all.parameters(), row -> {
            while (row.next()) {
                RawEvent event = RawEvent.of(row);
                check(storage, event, last);
                reader.accept(event);
            }
            return null;
        });
    }

    private static void check(Storage storage, RawEvent event, Map<String, Long> last) {
        String where = storage.name() + ", " + event.persistenceId() + ", event " + event.sequenceNumber() + ": ";
        long expected = last.merge(event.persistenceId(), 1L, Long::sum);
        if (event.sequenceNumber() != expected) {
            throw new JournalDamagedException(where + "expected event " + expected);
        }
        try {
            EventCodecs.read(event.manifest(), event.payload());
        } catch (JournalDamagedException e) {
            throw new JournalDamagedException(where + e.getMessage(), e);
        }
    }

    /** Writes events within the transaction of one connection, which the caller ends. */
    static final class Writer implements AutoCloseable {

        private final PreparedStatement event;
        private final PreparedStatement tag;
        private final Storage storage;
        private final String experiment;

        Writer(Storage storage, Connection connection, String experiment) throws SQLException {
            this.storage = storage;
            this.experiment = experiment;
            event = connection.prepareStatement("INSERT INTO event_journal (" + RawEvent.COLUMNS
                    + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING ordering");
            tag = connection.prepareStatement("INSERT INTO event_tag (event_id, tag) VALUES (?, ?)");
        }

        void write(RawEvent raw) {
            try {
                insert(raw);
            } catch (SQLException e) {
                throw storage.failure("write to", e);
            }
        }

        private void insert(RawEvent raw) throws SQLException {
            Object[] values = raw.values();
            for (int i = 0; i < values.length; i++) {
                event.setObject(i + 1, values[i]);
            }
            try (ResultSet row = event.executeQuery()) {
                row.next();
                tag.setLong(1, row.getLong(1));
            }
            tag.setString(2, experiment);
            tag.executeUpdate();
        }

        @Override
        public void close() throws SQLException {
            event.close();
            tag.close();
        }
    }
}
