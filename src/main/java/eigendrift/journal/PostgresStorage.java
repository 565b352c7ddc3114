package eigendrift.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** A journal in a database of a PostgreSQL server. */
final class PostgresStorage extends Storage {

    /** Version of the table layout, written into the database. */
    private static final int SCHEMA_VERSION = 1;

    /** Creates the layout; the number is its version. */
    private static final String SCHEMA = "postgresql-" + SCHEMA_VERSION + ".sql";

    /** Of the advisory lock under which tables are created or checked; any number that stays. */
    private static final long SCHEMA_LOCK = 0x65696765_6e647266L;

    /** A value of a column may have 2³⁰ bytes and so may the message that brings it; some are for the rest of both. */
    private static final long MAXIMUM_RECORD = 1_000_000_000;

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    /** As long as the driver waits for the server. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(300);

    private final PostgresUrl url;

    PostgresStorage(PostgresUrl url) {
        this.url = url;
    }

    @Override
    public String name() {
        return url.name();
    }

    @Override
    public String place() {
        return url.name();
    }

    @Override
    public Path file() {
        String folder = url.name().substring(PostgresUrl.PREFIX.length()).replaceAll("[^A-Za-z0-9.-]+", "_");
        return Path.of(System.getProperty("user.home"), ".cache", "eigendrift", "postgresql" + folder, FILE_NAME);
    }

    @Override
    public boolean exists() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return isThere(statement, "event_journal");
        } catch (SQLException e) {
            throw failure("open", e);
        }
    }

    /** Only what a process tells others on this machine stands there, so that it may be missing. */
    @Override
    public void createFolder() {
        try {
            Files.createDirectories(file().getParent());
        } catch (IOException none) {
            // Nothing stands there then.
        }
    }

    @Override
    public void create() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
            if (!isThere(statement, "eigendrift_schema")) {
                if (isThere(statement, "event_journal")) {
                    throw new JournalAccessException("expected a journal of Eigendrift or a database without one, found"
                            + " a table event_journal of another program in " + name()
                            + ".\nMaybe CREATE DATABASE eigendrift, and name that one.");
                }
                statement.execute(script());
                statement.executeUpdate("INSERT INTO eigendrift_schema VALUES (" + SCHEMA_VERSION + ")");
            }
            long version = number(statement, "SELECT MAX(version) FROM eigendrift_schema");
            if (version > SCHEMA_VERSION) {
                throw new JournalDamagedException("expected schema version " + SCHEMA_VERSION + " or older, found "
                        + version + " in " + name() + ".\nMaybe a newer Eigendrift wrote it.");
            }
            requireWritable(statement);
            connection.commit();
        } catch (SQLException e) {
            throw failure("create tables in", e);
        }
    }

    private void requireWritable(Statement statement) throws SQLException {
        String reason = text(statement, """
                SELECT CASE WHEN pg_is_in_recovery() THEN 'the server is a standby, which takes no writes'
                  WHEN current_setting('transaction_read_only')::boolean THEN 'it is read-only'
                  WHEN NOT has_table_privilege('event_journal', 'INSERT') THEN
                    'permission denied for ' || current_user END
                """);
        if (reason != null) {
            throw new JournalAccessException("cannot write to the journal " + name() + ": " + reason
                    + ".\nMaybe ask its owner for the right to write, or use another --journal.");
        }
    }

    private static boolean isThere(Statement statement, String table) throws SQLException {
        return text(statement, "SELECT to_regclass('" + table + "')::text") != null;
    }

    private static String script() {
        try (InputStream in = PostgresStorage.class.getResourceAsStream("/eigendrift/journal/" + SCHEMA)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public long maximumRecord() {
        return MAXIMUM_RECORD;
    }

    @Override
    public Config config() {
        Map<String, Object> values = new HashMap<>();
        values.put("eigendrift-postgresql.db.url", url.url());
        url.user().ifPresent(user -> values.put("eigendrift-postgresql.db.user", user));
        url.password().ifPresent(password -> values.put("eigendrift-postgresql.db.password", password));
        return ConfigFactory.parseMap(values)
                .withFallback(ConfigFactory.parseResources(
                        PostgresStorage.class.getClassLoader(), "eigendrift/journal/postgresql.conf"));
    }

    /** A new connection; every statement is its own transaction. */
    Connection connect() throws SQLException {
        Properties properties = new Properties();
        url.user().ifPresent(user -> properties.setProperty("user", user));
        url.password().ifPresent(password -> properties.setProperty("password", password));
        return DriverManager.getConnection(url.url(), properties);
    }

    @Override
    Connection open() {
        try {
            Connection connection = connect();
            connection.setReadOnly(true);
            // Only within a transaction the driver fetches rows as they are asked for.
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    @Override
    Connection openReadOnly() {
        return open();
    }

    /** A connection stays with its database. */
    @Override
    Object key() {
        return url.name();
    }

    @Override
    SqlDialect dialect() {
        return SqlDialect.POSTGRESQL;
    }

    /** A transaction that writes keeps its lock on the table until what it wrote can be seen. */
    @Override
    void awaitWrites(Queries queries) {
        long begun = System.nanoTime();
        Set<String> writing = writing(queries);
        while (!writing.isEmpty()) {
            if (System.nanoTime() - begun > LONGEST_WRITE.toNanos()) {
                throw new JournalLockedException("the journal " + name() + ": a process has not ended a write within "
                        + LONGEST_WRITE.toSeconds() + " s.\nMaybe it was stopped; see pg_stat_activity.");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            writing.retainAll(writing(queries));
        }
    }

    private static Set<String> writing(Queries queries) {
        return queries.query(
                "SELECT virtualtransaction FROM pg_locks WHERE relation = 'event_journal'::regclass"
                        + " AND mode = 'RowExclusiveLock' AND granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                List.of(),
                row -> {
                    Set<String> transactions = new HashSet<>();
                    while (row.next()) {
                        transactions.add(row.getString(1));
                    }
                    return transactions;
                });
    }

    @Override
    public Throwable explained(Throwable failure) {
        return PostgresFailure.find(failure)
                .<Throwable>map(cause -> failure("write to", cause))
                .orElse(failure);
    }

    @Override
    RuntimeException failure(String verb, SQLException e) {
        return PostgresFailure.of(name(), verb, e);
    }

    @Override
    JournalLock lock() {
        return new PostgresLock(this);
    }

    @Override
    boolean isWritten(String experiment) {
        return PostgresLock.isWritten(this, experiment);
    }

    @Override
    Connection openToWrite() throws SQLException {
        Connection connection = connect();
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public long bytes() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return number(
                    statement, "SELECT pg_total_relation_size('event_journal') + pg_total_relation_size('event_tag')");
        } catch (SQLException e) {
            throw failure("read", e);
        }
    }

    /** Writes the tables anew, which needs them for itself: it gives up where another process has them open. */
    @Override
    void compact() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + LOCK_TIMEOUT.toMillis());
            statement.execute("VACUUM (FULL, ANALYZE) event_journal");
            statement.execute("VACUUM (FULL, ANALYZE) event_tag");
        }
    }
}
