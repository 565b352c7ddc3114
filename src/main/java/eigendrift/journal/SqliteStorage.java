package eigendrift.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/** A journal in a file of SQLite. */
final class SqliteStorage extends Storage {

    private static final String SQLITE_PREFIX = "jdbc:sqlite:";

    private static final Pattern OPTIONS = Pattern.compile("\\w+=[^&=/]+(&\\w+=[^&=/]+)*");

    /** Version of the table layout, written into the file. */
    private static final int SCHEMA_VERSION = 1;

    /** A write is on the disk before it is reported; readers and the writer do not block each other. */
    private static final String WRITING = "journal_mode=WAL&synchronous=FULL&foreign_keys=true";

    /** How long a command waits for a lock of another process before it fails. */
    private static final int PATIENCE_MILLIS = 2_000;

    /** How long a running experiment waits for a lock: copying the database should not end it. */
    private static final int ENDURANCE_MILLIS = 60_000;

    /**
     * The tables that pekko-persistence-jdbc expects. {@code ordering} is the order of writing over all actors;
     * {@code event_tag} has the id of the experiment for each event. The payload is the last column, because SQLite
     * must walk through a large value to reach the columns after it.
     */
    private static final String[] SCHEMA = {"""
        CREATE TABLE IF NOT EXISTS event_journal (
          ordering INTEGER PRIMARY KEY AUTOINCREMENT,
          deleted BOOLEAN NOT NULL DEFAULT FALSE,
          persistence_id TEXT NOT NULL,
          sequence_number INTEGER NOT NULL,
          writer TEXT NOT NULL,
          write_timestamp INTEGER NOT NULL,
          adapter_manifest TEXT NOT NULL,
          event_ser_id INTEGER NOT NULL,
          event_ser_manifest TEXT NOT NULL,
          meta_ser_id INTEGER,
          meta_ser_manifest TEXT,
          meta_payload BLOB,
          event_payload BLOB NOT NULL,
          UNIQUE (persistence_id, sequence_number))
        """, """
        CREATE TABLE IF NOT EXISTS event_tag (
          event_id INTEGER NOT NULL REFERENCES event_journal (ordering) ON DELETE CASCADE,
          tag TEXT NOT NULL,
          PRIMARY KEY (tag, event_id)) WITHOUT ROWID
        """};

    private final Path file;
    private final String options;

    /**
     * @param file the database; its folder holds the lock beside it
     * @param options pragmas of SQLite's JDBC driver beyond our own, {@code name=value&...}; may be empty
     */
    private SqliteStorage(Path file, String options) {
        this.file = file;
        this.options = options;
    }

    /**
     * @param location a folder, or a JDBC URL of SQLite
     * @throws IllegalArgumentException for a URL of another database
     */
    static SqliteStorage of(String location) {
        if (location.startsWith(SQLITE_PREFIX)) {
            String[] parts = location.substring(SQLITE_PREFIX.length()).split("\\?", 2);
            if (parts.length > 1 && !OPTIONS.matcher(parts[1]).matches()) {
                throw new IllegalArgumentException("expected " + SQLITE_PREFIX + "FILE?name=value&..., found journal = "
                        + location + ".\nMaybe a folder, whose name may hold any character: --journal DIR.");
            }
            return new SqliteStorage(Path.of(parts[0]), parts.length > 1 ? parts[1] : "");
        }
        if (location.startsWith("jdbc:")) {
            throw new IllegalArgumentException("expected a folder, " + SQLITE_PREFIX + "FILE or "
                    + PostgresUrl.FORM + ", found journal = "
                    + location + ".\nMaybe --journal journal.");
        }
        return new SqliteStorage(Path.of(location).resolve(FILE_NAME), "");
    }

    /** The database in {@code file}. */
    static SqliteStorage in(Path file) {
        return new SqliteStorage(file, "");
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public String place() {
        return file.toAbsolutePath().toString();
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public boolean exists() {
        return !Files.notExists(file);
    }

    @Override
    public void createFolder() {
        Path folder = file.toAbsolutePath().getParent();
        try {
            // createDirectories does not accept a link to a folder.
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            SqliteAccess.checkReadable(file);
            throw new JournalAccessException(
                    "cannot create the journal's folder " + folder + ": " + e + ".\nMaybe another --journal DIR.", e);
        }
        SqliteAccess.checkWritable(file);
    }

    @Override
    public void create() {
        createFolder();
        create(WRITING);
    }

    /** @param parameters how to write */
    void create(String parameters) {
        try (Connection connection = connect(parameters);
                Statement statement = connection.createStatement()) {
            int version = version(statement);
            if (version > SCHEMA_VERSION) {
                throw new JournalDamagedException("expected schema version " + SCHEMA_VERSION + " or older, found "
                        + version + " in " + file + ".\nMaybe a newer Eigendrift wrote it.");
            }
            for (String table : SCHEMA) {
                statement.executeUpdate(table);
            }
            statement.executeUpdate("PRAGMA user_version = " + SCHEMA_VERSION);
        } catch (SQLException e) {
            throw failure("open", e);
        }
    }

    /** Asks SQLite, without a file. */
    @Override
    public long maximumRecord() {
        SqliteLibrary.provide();
        try (Connection connection =
                DriverManager.getConnection(SQLITE_PREFIX + ":memory:" + (options.isEmpty() ? "" : "?" + options))) {
            // A negative limit asks and changes nothing.
            return connection
                    .unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .limit(SQLiteLimits.SQLITE_LIMIT_LENGTH.getId(), -1);
        } catch (SQLException e) {
            throw failure("open", e);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /** @param parameters pragmas, or parameters of SQLite's URIs */
    Connection connect(String parameters) throws SQLException {
        SqliteLibrary.provide();
        return DriverManager.getConnection(url(parameters, PATIENCE_MILLIS));
    }

    /** As a URI, in which a path may hold what would otherwise begin parameters. */
    private String url(String parameters, int busyMillis) {
        return SQLITE_PREFIX
                + "file:"
                + file.toAbsolutePath().toUri().getRawPath()
                + "?busy_timeout="
                + busyMillis
                + (parameters.isEmpty() ? "" : "&" + parameters)
                + (options.isEmpty() ? "" : "&" + options);
    }

    @Override
    public Config config() {
        return ConfigFactory.parseMap(Map.of("eigendrift.journal.url", url(WRITING, ENDURANCE_MILLIS)));
    }

    @Override
    public Throwable explained(Throwable failure) {
        return failure;
    }

    @Override
    RuntimeException failure(String verb, SQLException e) {
        return SqliteAccess.failure(verb, file, e);
    }

    @Override
    Connection open() {
        return SqliteReading.open(this);
    }

    @Override
    Connection openReadOnly() {
        return SqliteReading.openReadOnly(this);
    }

    /** The system gives no key twice while one is open. */
    @Override
    Object key() {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException none) {
            return null;
        }
    }

    @Override
    SqlDialect dialect() {
        return SqlDialect.SQLITE;
    }

    /** One connection writes, so that orderings are committed in order. */
    @Override
    void awaitWrites(Queries queries) {}

    @Override
    JournalLock lock() {
        return new FileJournalLock(this);
    }

    @Override
    boolean isWritten(String experiment) {
        return FileJournalLock.isWritten(this, experiment);
    }

    /** Without checks of references, which have no index from the event to its tags. */
    @Override
    Connection openToWrite() throws SQLException {
        Connection connection = connect("journal_mode=WAL&synchronous=FULL&foreign_keys=false");
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public long bytes() {
        long sum = 0;
        for (Path part : new Path[] {file, SqliteAccess.sibling(file, "-wal")}) {
            try {
                sum += Files.size(part);
            } catch (IOException none) {
                // SQLite's log is not always there.
            }
        }
        return sum;
    }

    /** Writes the database anew; the old one stays until the new one is whole. */
    @Override
    void compact() throws SQLException {
        try (Connection connection = connect(WRITING);
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
}
