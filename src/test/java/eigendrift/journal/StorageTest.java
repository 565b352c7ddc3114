package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderOrAUrlNamesTheFile() {
        assertThat(Storage.at("a/b").file()).isEqualTo(Path.of("a/b/eigendrift.db"));
        assertThat(Storage.at("jdbc:sqlite:a/my.db").file()).isEqualTo(Path.of("a/my.db"));
        assertThatThrownBy(() -> Storage.at("jdbc:oracle:thin:@x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found journal = jdbc:oracle:thin:@x");
    }

    @Test
    void createsWhatIsMissingAndKeepsWhatIsThere() throws Exception {
        Storage storage = Storage.at(folder.resolve("new/journal").toString());
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
        Storage storage = Storage.at(file.resolve("journal").toString());
        assertThatThrownBy(storage::create)
                .isInstanceOf(JournalAccessException.class)
                .hasMessageContaining("cannot create the journal's folder " + file);
    }

    @Test
    void whatIsNoDatabaseIsDamaged() throws IOException {
        Storage storage = Storage.at(folder.toString());
        Files.writeString(
                storage.file(), "this is not a database, but it is long enough to look like one. ".repeat(99));
        assertThatThrownBy(storage::create)
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining(storage.file().toString());
    }

    @Test
    void aNewerSchemaIsRefused() throws Exception {
        Storage storage = Storage.at(folder.toString());
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
        Storage storage = Storage.at(folder.toString());
        JournalLock first = JournalLock.acquire(storage);
        assertThatThrownBy(() -> JournalLock.acquire(storage))
                .isInstanceOf(JournalLockedException.class)
                .hasMessageContaining(
                        "in use by process " + ProcessHandle.current().pid());
        first.close();
        JournalLock.acquire(storage).close();
    }

    private static String single(Statement statement, String query) throws SQLException {
        try (var row = statement.executeQuery(query)) {
            return row.getString(1);
        }
    }
}
