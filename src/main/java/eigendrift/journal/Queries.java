package eigendrift.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Queries on one connection, also one within the rows of another. None stays open, as an open one keeps SQLite from
 * shortening its log and PostgreSQL from tidying up. Not thread-safe.
 */
final class Queries implements AutoCloseable {

    /** Bytes of payload that PostgreSQL sends at a time; it sends whole rows. */
    private static final long FETCHED_BYTES = 16L << 20;

    private static final int MOST_ROWS = 1000;

    private final Storage storage;
    private final Connection connection;
    private int open;

    Queries(Storage storage, Connection connection) {
        this.storage = storage;
        this.connection = connection;
    }

    @FunctionalInterface
    interface Rows<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** For rows without payloads. */
    <T> T query(String sql, List<?> parameters, Rows<T> rows) {
        return query(sql, parameters, MOST_ROWS, rows);
    }

    /**
     * Events in full, whose memory does not grow with their number.
     *
     * @param from the query behind the columns
     */
    <T> T events(String columns, String from, List<?> parameters, Rows<T> rows) {
        return query("SELECT " + columns + from, parameters, rowsAtATime(from, parameters), rows);
    }

    /** SQLite reads row by row. PostgreSQL sends whole rows, as many as one asks for. */
    private int rowsAtATime(String from, List<?> parameters) {
        if (isStepwise()) {
            return 0;
        }
        String sizes = "SELECT MAX(bytes) FROM (SELECT length(event_payload) AS bytes" + from + ") AS sizes";
        long largest = query(sizes, parameters, row -> row.next() ? row.getLong(1) : 0);
        return (int) Math.max(1, Math.min(MOST_ROWS, FETCHED_BYTES / (1 + largest)));
    }

    private boolean isStepwise() {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            throw storage.failure("read", e);
        }
    }

    private <T> T query(String sql, List<?> parameters, int fetched, Rows<T> rows) {
        open++;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(isStepwise() ? 0 : fetched);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                return rows.read(row);
            }
        } catch (SQLException e) {
            throw storage.failure("read", e);
        } finally {
            open--;
            end();
        }
    }

    /** Ends the transaction in which PostgreSQL keeps what has not been fetched. */
    private void end() {
        try {
            if (open == 0 && !connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException broken) {
            // The next query says it, as did this one if it failed.
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw storage.failure("read", e);
        }
    }
}
