package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderOrAUrlNamesTheFile() {
        assertThat(Storage.at("a/b").file()).isEqualTo(Path.of("a/b/eigendrift.db"));
        assertThat(Storage.at("jdbc:sqlite:a/my.db").file()).isEqualTo(Path.of("a/my.db"));
        assertThatThrownBy(() -> SqliteStorage.of("jdbc:oracle:thin:@x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found journal = jdbc:oracle:thin:@x");
    }

    @Test
    void createsWhatIsMissingAndKeepsWhatIsThere() throws Exception {
        SqliteStorage storage = SqliteStorage.of(folder.resolve("new/journal").toString());
        assertThat(storage.exists()).isFalse();
        storage.create();
        storage.create();
        try (Connection connection = storage.connect("");
                Statement statement = connection.createStatement()) {
            assertThat(single(statement, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(single(statement, "PRAGMA synchronous")).isEqualTo("2");
            assertThat(single(statement, "SELECT COUNT(*) FROM event_journal")).isEqualTo("0");
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        SqliteStorage storage = SqliteStorage.of(file.resolve("journal").toString());
        assertThatThrownBy(storage::create)
                .isInstanceOf(JournalAccessException.class)
                .hasMessageContaining("cannot create the journal's folder " + file);
    }

    @Test
    void whatIsNoDatabaseIsDamaged() throws IOException {
        SqliteStorage storage = SqliteStorage.of(folder.toString());
        Files.writeString(
                storage.file(), "this is not a database, but it is long enough to look like one. ".repeat(99));
        assertThatThrownBy(storage::create)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining(storage.file().toString());
    }

    @Test
    void aNewerSchemaIsRefused() throws Exception {
        SqliteStorage storage = SqliteStorage.of(folder.toString());
        storage.create();
        try (Connection connection = storage.connect("");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA user_version = 99");
        }
        assertThatThrownBy(storage::create)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("found 99");
    }

    @Test
    void oneHolderOfTheLockAtATime() throws IOException {
        SqliteStorage storage = SqliteStorage.of(folder.toString());
        JournalLock first = JournalLock.acquire(storage);
        assertThatThrownBy(() -> JournalLock.acquire(storage))
                .isInstanceOf(JournalLockedException.class)
                .hasMessageContaining(
                        "in use by process " + ProcessHandle.current().pid());
        first.close();
        JournalLock.acquire(storage).close();
    }

    @Test
    void aLockFileThatDoesNotNameItsHolderYetIsAnotherProcess() throws IOException {
        SqliteStorage storage = SqliteStorage.of(folder.toString());
        JournalLock lock = JournalLock.acquire(storage);
        Files.writeString(folder.resolve("eigendrift.db.lock"), "");
        assertThatThrownBy(() -> JournalLock.acquire(storage))
                .isInstanceOf(JournalLockedException.class)
                .hasMessageContaining("in use by another process.");
        lock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"No locks available", "Operation not supported", "Permission denied"})
    void aFileSystemWithoutLocksIsSaid(String reason) {
        Path file = folder.resolve("eigendrift.db.lock");
        assertThatThrownBy(() -> FileJournalLock.isFree(file, () -> {
                    throw new IOException(reason);
                }))
                .isInstanceOf(JournalAccessException.class)
                .hasMessageStartingWith("cannot lock " + file + ": " + reason)
                .hasMessageContaining("--journal DIR");
    }

    @Test
    void aPathMayHoldWhatBeginsParametersInAUrl() throws Exception {
        Path odd = folder.resolve("a?journal_mode=WAL#b%41 c&d");
        SqliteStorage storage = SqliteStorage.of(odd.toString());
        storage.create();
        assertThat(Files.size(odd.resolve("eigendrift.db"))).isPositive();
        assertThat(names(folder)).containsExactly(odd.getFileName().toString());
        try (Connection connection = SqliteReading.open(storage);
                Statement statement = connection.createStatement()) {
            assertThat(single(statement, "SELECT COUNT(*) FROM event_journal")).isEqualTo("0");
        }
        assertThatThrownBy(() -> Storage.at("jdbc:sqlite:a?b/my.db"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected jdbc:sqlite:FILE?name=value");
    }

    /** SQLite's own lock, of a program that is not ours. */
    @Test
    @Timeout(60)
    void aLockedDatabaseIsSaidSoon() throws Exception {
        SqliteStorage storage = SqliteStorage.of(folder.toString());
        storage.create();
        try (Connection other = storage.connect("locking_mode=EXCLUSIVE");
                Statement statement = other.createStatement()) {
            statement.executeUpdate("CREATE TABLE another (x)");
            for (ThrowingCallable command : new ThrowingCallable[] {
                storage::create, () -> EventLog.open(storage).close()
            }) {
                long begun = System.nanoTime();
                assertThatThrownBy(command)
                        .isInstanceOf(JournalLockedException.class)
                        .hasMessageContaining(storage.file() + " is locked by another process");
                // It waits for 2 s; the machine may be slow.
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    /** What stands in the log alone is read too, without an index beside it. */
    @Test
    void readsWhereNothingMayBeWritten() throws Exception {
        Path copy = Files.createDirectory(folder.resolve("copy"));
        SqliteStorage original = SqliteStorage.of(folder.toString());
        original.create();
        try (Connection connection = original.connect("wal_autocheckpoint=0&foreign_keys=false");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO event_tag VALUES (1, 'in the log')");
            Files.copy(original.file(), copy.resolve("eigendrift.db"));
            Files.copy(folder.resolve("eigendrift.db-wal"), copy.resolve("eigendrift.db-wal"));
        }
        SqliteStorage storage = SqliteStorage.of(copy.toString());
        assertThat(tags(storage, SqliteReading.LOG_ALONE)).isEqualTo("1");
        Files.delete(copy.resolve("eigendrift.db-wal"));
        assertThat(tags(storage, SqliteReading.WITHOUT_LOG)).isEqualTo("0");
        assertThat(names(copy)).containsExactly("eigendrift.db");
    }

    /** For the superuser permissions are no obstacle. */
    @Test
    void permissionsAreSaid() throws Exception {
        SqliteStorage storage = SqliteStorage.of(folder.resolve("j").toString());
        storage.create();
        Path place = storage.file().getParent();
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("r-x------"));
        try {
            assumeFalse(Files.isWritable(place));
            EventLog.open(storage).close();
            assertThatThrownBy(storage::create)
                    .isInstanceOf(JournalAccessException.class)
                    .hasMessageContaining(place + " is read-only");
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("---------"));
            assertThat(storage.exists()).isTrue();
            assertThatThrownBy(() -> EventLog.open(storage))
                    .isInstanceOf(JournalAccessException.class)
                    .hasMessageContaining("permission denied for the folder " + place);
        } finally {
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aFolderMayBeALink() throws Exception {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        Storage.at(link.toString()).create();
        assertThat(real.resolve("eigendrift.db")).exists();
    }

    @Test
    void theLargestRecordIsAsked() {
        assertThat(Storage.at(folder.toString()).maximumRecord()).isEqualTo(1_000_000_000);
        String file = "jdbc:sqlite:" + folder.resolve("x.db");
        assertThat(Storage.at(file + "?limit_length=5000").maximumRecord()).isEqualTo(5000);
        assertThat(folder).isEmptyDirectory();
    }

    private static String tags(SqliteStorage storage, String parameters) throws SQLException {
        try (Connection connection = storage.connect(parameters);
                Statement statement = connection.createStatement()) {
            return single(statement, "SELECT COUNT(*) FROM event_tag");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (var row = statement.executeQuery(query)) {
            return row.getString(1);
        }
    }
}
