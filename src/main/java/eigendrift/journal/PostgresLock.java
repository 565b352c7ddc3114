package eigendrift.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** An advisory lock for each experiment, held by a connection of its own: the server takes it back with that. */
final class PostgresLock extends JournalLock {

    /** A server notices the end of a killed process a moment later. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private static final String KEY = "hashtextextended('eigendrift experiment ' || ?, 0)";

    private static final String HOLDER = "SELECT application_name FROM pg_locks JOIN pg_stat_activity USING (pid)"
            + " WHERE locktype = 'advisory' AND granted AND objsubid = 1"
            + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            + " AND ((classid::bigint << 32) | objid::bigint) = " + KEY;

    private final PostgresStorage storage;
    private Connection connection;

    PostgresLock(PostgresStorage storage) {
        this.storage = storage;
    }

    @Override
    void acquire() {
        try {
            connection = storage.connect();
            connection.setClientInfo(
                    "ApplicationName",
                    "eigendrift, process " + ProcessHandle.current().pid());
        } catch (SQLException e) {
            throw storage.failure("open", e);
        }
    }

    @Override
    public void writes(String experiment) {
        long begun = System.nanoTime();
        try {
            while (text(connection, "SELECT CASE WHEN pg_try_advisory_lock(" + KEY + ") THEN '' END", experiment)
                    == null) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    String holder = text(connection, HOLDER, experiment);
                    throw new JournalLockedException("the experiment " + experiment + " of " + storage.name()
                            + " is in use by " + (holder == null ? "another process" : holder)
                            + ".\nMaybe wait for it, or begin another with --id NAME.");
                }
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            }
        } catch (SQLException e) {
            throw storage.failure("lock", e);
        }
    }

    static boolean isWritten(PostgresStorage storage, String experiment) {
        try (Connection connection = storage.connect()) {
            return text(connection, HOLDER, experiment) != null;
        } catch (SQLException e) {
            throw storage.failure("read", e);
        }
    }

    /** The first column of the first row; null where there is none. */
    private static String text(Connection connection, String query, String experiment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, experiment);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    @Override
    public void close() {
        try (Connection closed = connection;
                Statement statement = closed.createStatement()) {
            // The end of a connection is noticed later than an answer is given.
            statement.execute("SELECT pg_advisory_unlock_all()");
        } catch (SQLException gone) {
            // The server has taken the lock back already.
        }
    }
}
