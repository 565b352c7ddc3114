package eigendrift.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A row of {@code event_journal} as it is stored, without its ordering, which belongs to the database. */
record RawEvent(
        String persistenceId,
        long sequenceNumber,
        String writer,
        long written,
        String adapterManifest,
        int serializer,
        String manifest,
        byte[] payload) {

    /** The columns, in the order of the components. */
    static final String COLUMNS = "persistence_id, sequence_number, writer, write_timestamp, adapter_manifest,"
            + " event_ser_id, event_ser_manifest, event_payload";

    static RawEvent of(ResultSet row) throws SQLException {
        return new RawEvent(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                row.getBytes(8));
    }

    Object[] values() {
        return new Object[] {
            persistenceId, sequenceNumber, writer, written, adapterManifest, serializer, manifest, payload
        };
    }

    /** Adds all that an event means: whose it is, its place, its kind, its content. */
    void addTo(MessageDigest digest) {
        for (byte[] part : new byte[][] {
            persistenceId.getBytes(StandardCharsets.UTF_8), manifest.getBytes(StandardCharsets.UTF_8), payload
        }) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
            digest.update(part);
        }
        digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(sequenceNumber)
                .putLong(written)
                .array());
    }
}
