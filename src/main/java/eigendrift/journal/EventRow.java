package eigendrift.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Reads events from rows of the table {@code event_journal}. */
final class EventRow {

    /** The columns of a head. */
    static final String HEAD = "ordering, persistence_id, sequence_number, write_timestamp, event_ser_manifest,"
            + " length(event_payload)";

    /** The same and the payload. */
    static final String WHOLE = HEAD + ", event_payload";

    private static final int PAYLOAD = 7;

    private EventRow() {}

    static EventHead head(ResultSet row) throws SQLException {
        return new EventHead(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getString(5),
                row.getLong(6));
    }

    /** @throws JournalDamagedException if the payload is not what was written */
    static StoredEvent event(Storage storage, EventHead head, ResultSet row) throws SQLException {
        try {
            return new StoredEvent(head, EventCodecs.read(head.manifest(), row.getBytes(PAYLOAD)));
        } catch (JournalDamagedException e) {
            throw new JournalDamagedException(
                    storage.name() + ", " + head.persistenceId() + ", event " + head.sequenceNumber() + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
