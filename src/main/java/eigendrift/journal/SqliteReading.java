package eigendrift.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Opens a journal to read it, also where nothing may be written.
 *
 * <p>Readers find the content of the write-ahead log ({@code -wal}) through an index beside it ({@code -shm}), which a
 * reader makes where it is missing. Where it cannot, no process writes either, since a writer keeps an index; then the
 * log, if there is one, is read with an index in memory, and a database without a log is read as a file that does not
 * change.
 */
final class SqliteReading {

    static final String WITHOUT_LOG = "immutable=1";
    /** Without locks, so it must never write, not even to move the log into the database when it is closed. */
    static final String LOG_ALONE = "mode=ro&vfs=unix-none&locking_mode=EXCLUSIVE";

    private static final String READ_ONLY = "mode=ro";

    private SqliteReading() {}

    static Connection open(SqliteStorage storage) {
        return open(storage, "");
    }

    /** The same, and leaves SQLite's log as it is. */
    static Connection openReadOnly(SqliteStorage storage) {
        return open(storage, READ_ONLY);
    }

    private static Connection open(SqliteStorage storage, String parameters) {
        Path file = storage.file();
        SqliteAccess.checkReadable(file);
        try {
            try {
                return opened(storage, parameters);
            } catch (SQLException e) {
                if (!SqliteAccess.isRefusal(e)) {
                    throw e;
                }
                return opened(storage, hasLog(file) ? LOG_ALONE : WITHOUT_LOG);
            }
        } catch (SQLException e) {
            throw SqliteAccess.failure("read", file, e);
        }
    }

    /** SQLite opens a file at the first query. */
    private static Connection opened(SqliteStorage storage, String parameters) throws SQLException {
        Connection connection = storage.connect(parameters);
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT COUNT(*) FROM sqlite_master").close();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean hasLog(Path file) {
        try {
            return Files.size(SqliteAccess.sibling(file, "-wal")) > 0;
        } catch (IOException none) {
            return false;
        }
    }
}
