package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresServer.Shared.class)
@Timeout(120)
class PostgresStorageTest {

    private static final String EVENT = "INSERT INTO event_journal (persistence_id, sequence_number, writer,"
            + " write_timestamp, adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
            + " VALUES ('trainer|x|%s', %d, '', 0, '', 0, '%s', '%s')";

    private PostgresServer server;
    private String database;
    private Storage storage;

    @BeforeEach
    void create(PostgresServer shared) throws SQLException {
        server = shared;
        database = server.createDatabase();
        storage = storage(database, PostgresServer.USER, PostgresServer.PASSWORD);
    }

    private Storage storage(String name, String user, String password) {
        return Storage.at(server.url(name).replace("=" + PostgresServer.USER, "=" + user) + "&password="
                + password.replace(" ", "%20"));
    }

    private static String event(String actor, int number) {
        return String.format(java.util.Locale.ROOT, EVENT, actor, number, "kind:1", "abc");
    }

    @Test
    void manyProcessesCreateTheTablesOnce() throws Exception {
        assertThat(storage.exists()).isFalse();
        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(i -> CompletableFuture.runAsync(storage::create))
                        .toArray(CompletableFuture[]::new))
                .get(60, TimeUnit.SECONDS);
        assertThat(storage.exists()).isTrue();
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(*) FROM eigendrift_schema")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getInt(1)).isOne();
        }
    }

    @Test
    void aNewerSchemaIsRefused() throws Exception {
        storage.create();
        server.execute(database, "UPDATE eigendrift_schema SET version = 99");
        assertThatThrownBy(storage::create)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("found 99");
    }

    @Test
    void theTableOfAnotherProgramIsLeftAlone() throws Exception {
        server.execute(database, "CREATE TABLE event_journal (x INT)");
        assertThatThrownBy(storage::create)
                .isInstanceOf(JournalAccessException.class)
                .hasMessageContaining("of another program");
        server.execute(database, "INSERT INTO event_journal VALUES (1)");
    }

    @Test
    void refusalsSayWhatIsRefusedAndNeverThePassword() throws Exception {
        Storage wrong = storage(database, PostgresServer.USER, "geheim");
        assertThatThrownBy(wrong::create)
                .isInstanceOf(JournalAccessException.class)
                .hasMessageContaining("password authentication failed for user \"eigendrift\"")
                .hasMessageContaining("PGPASSWORD")
                .hasMessageNotContaining("geheim");
        assertThat(wrong.toString()).endsWith("/" + database);
        Storage missing = storage("nowhere", PostgresServer.USER, PostgresServer.PASSWORD);
        assertThatThrownBy(missing::create)
                .isInstanceOf(JournalAccessException.class)
                .hasMessageContaining("\"nowhere\" does not exist")
                .hasMessageContaining("createdb");
        assertThatThrownBy(() -> Storage.at("jdbc:postgresql://127.0.0.1:1/x?password=geheim")
                        .create())
                .isInstanceOf(JournalUnreachableException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void whoMayOnlyReadReads() throws Exception {
        storage.create();
        server.execute(
                database,
                "DROP ROLE IF EXISTS reader",
                "CREATE ROLE reader LOGIN PASSWORD 'r'",
                "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
                event("a", 1));
        Storage reading = storage(database, "reader", "r");
        assertThat(reading.exists()).isTrue();
        try (JournalTail tail = JournalTail.open(reading)) {
            assertThat(tail.highest()).isEqualTo(1);
        }
        assertThatThrownBy(reading::create)
                .isInstanceOf(JournalAccessException.class)
                .hasMessageContaining("permission denied for reader");
        String empty = server.createDatabase();
        assertThatThrownBy(storage(empty, "reader", "r")::create)
                .isInstanceOf(JournalAccessException.class)
                .hasMessageContaining("permission denied for schema public")
                .hasMessageContaining("CREATE DATABASE eigendrift OWNER");
        server.execute(database, "DROP OWNED BY reader", "DROP ROLE reader");
    }

    @Test
    void anEventWithoutItsPredecessorOrWithAnothersNumberIsRefused() throws Exception {
        storage.create();
        server.execute(database, event("a", 1), event("a", 2));
        assertThatThrownBy(() -> server.execute(database, event("a", 4)))
                .isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(storage.explained(e))
                        .isInstanceOf(JournalLockedException.class)
                        .hasMessageContaining("expected event 3 of trainer|x|a before event 4"));
        assertThatThrownBy(() -> server.execute(database, event("a", 2)))
                .satisfies(e -> assertThat(storage.explained(e)).isInstanceOf(JournalLockedException.class));
    }

    @Test
    void aFullDiskIsSaid() throws Exception {
        storage.create();
        server.execute(
                database,
                "CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION"
                        + " 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$",
                "CREATE TRIGGER disk_full BEFORE INSERT ON event_journal EXECUTE FUNCTION disk_full()");
        assertThatThrownBy(() -> server.execute(database, event("a", 1)))
                .satisfies(e -> assertThat(storage.explained(e))
                        .isInstanceOf(JournalFullException.class)
                        .hasMessageContaining("No space left on device")
                        .hasMessageContaining("make room"));
    }

    /** A number is given when an event is written, and others with higher numbers may be seen before it. */
    @Test
    void theTailWaitsForEventsUnderWay() throws Exception {
        storage.create();
        try (Connection slow = server.connect(database);
                Statement statement = slow.createStatement();
                JournalTail tail = JournalTail.open(storage)) {
            slow.setAutoCommit(false);
            statement.execute(event("slow", 1));
            server.execute(database, event("fast", 1));
            CompletableFuture<Long> highest = CompletableFuture.supplyAsync(tail::highest);
            // Seen only after the other has ended; a tail that does not wait answers within this time.
            assertThatThrownBy(() -> highest.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            slow.commit();
            assertThat(highest.get(60, TimeUnit.SECONDS)).isEqualTo(2);
            statement.execute(event("slow", 2));
            slow.rollback();
            server.execute(database, event("fast", 2));
            assertThat(tail.highest()).isEqualTo(4);
        }
    }

    @Test
    void theTailMissesNothingWhileManyWrite() throws Exception {
        storage.create();
        int writers = 4;
        int each = 150;
        List<CompletableFuture<Void>> writing = IntStream.range(0, writers)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> write("w" + writer, each)))
                .toList();
        long seen = 0;
        long count = 0;
        try (JournalTail tail = JournalTail.open(storage)) {
            boolean ended = false;
            while (!ended) {
                ended = writing.stream().allMatch(CompletableFuture::isDone);
                List<EventHead> heads = tail.after(seen, EventFilter.of("x"), 50);
                while (!heads.isEmpty()) {
                    count += heads.size();
                    seen = heads.get(heads.size() - 1).ordering();
                    heads = tail.after(seen, EventFilter.of("x"), 50);
                }
            }
        }
        CompletableFuture.allOf(writing.toArray(CompletableFuture[]::new)).get();
        assertThat(count).isEqualTo((long) writers * each);
    }

    private void write(String actor, int events) {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= events; i++) {
                statement.execute("WITH e AS (" + event(actor, i)
                        + " RETURNING ordering) INSERT INTO event_tag SELECT ordering, 'x' FROM e");
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneExperimentOneProcess() throws Exception {
        storage.create();
        assertThat(JournalLock.isWritten(storage, "x")).isFalse();
        try (JournalLock first = JournalLock.acquire(storage);
                JournalLock second = JournalLock.acquire(storage)) {
            first.writes("x");
            assertThat(JournalLock.isWritten(storage, "x")).isTrue();
            assertThat(JournalLock.isWritten(storage, "y")).isFalse();
            assertThatThrownBy(() -> second.writes("x"))
                    .isInstanceOf(JournalLockedException.class)
                    .hasMessageContaining("the experiment x of " + storage.name() + " is in use by eigendrift, process "
                            + ProcessHandle.current().pid());
            second.writes("y");
        }
        assertThat(JournalLock.isWritten(storage, "x")).isFalse();
    }
}
