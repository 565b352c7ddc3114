package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Copies between both databases and through a file: the same events, or none and the reason. */
@ExtendWith(PostgresServer.Shared.class)
@Timeout(120)
class ExperimentCopyTest {

    private static final ExperimentCopy.Progress SILENT = (done, all) -> {};

    @TempDir
    private Path folder;

    private SqliteStorage sqlite;
    private Storage postgresql;

    @BeforeEach
    void create(PostgresServer server) throws SQLException {
        sqlite = SqliteStorage.of(folder.resolve("a").toString());
        postgresql = Storage.at(server.newDatabase());
        LargeExperiment.write(sqlite, "other", 2);
        LargeExperiment.write(sqlite, "x", 3);
    }

    @Test
    void fromEachIntoEachAndThroughAFileTheEventsAreTheSame() throws Exception {
        List<String> expected = events(sqlite, "x");
        List<ExperimentCopy.Amount> told = new ArrayList<>();
        ExperimentCopy.Amount copied = ExperimentCopy.copy(sqlite, postgresql, "x", (done, all) -> told.add(done));
        assertThat(events(postgresql, "x")).isEqualTo(expected);
        assertThat(copied.events()).isEqualTo(expected.size());
        assertThat(told).hasSize(expected.size()).endsWith(copied);
        Path file = folder.resolve("x.eigendrift");
        assertThat(ExperimentFile.write(postgresql, "x", file, SILENT)).isEqualTo(copied);
        Storage back = Storage.at(folder.resolve("back").toString());
        assertThat(ExperimentFile.read(file, back, SILENT)).isEqualTo(copied);
        assertThat(events(back, "x")).isEqualTo(expected);
        assertThat(ExperimentFile.experiment(file)).isEqualTo("x");
        // A journal as any other.
        assertThat(events(SqliteStorage.in(file), "x")).isEqualTo(expected);
        assertThat(names(folder)).containsExactlyInAnyOrder("a", "back", "x.eigendrift");
    }

    @Test
    void whatIsThereIsNotTouched() throws Exception {
        ExperimentCopy.copy(sqlite, postgresql, "other", SILENT);
        ExperimentCopy.copy(sqlite, postgresql, "x", SILENT);
        assertThatThrownBy(() -> ExperimentCopy.copy(sqlite, postgresql, "x", SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a journal without x, found it in " + postgresql.name());
        assertThatThrownBy(() -> ExperimentCopy.copy(sqlite, sqlite, "x", SILENT))
                .isInstanceOf(IllegalArgumentException.class);
        Path file = Files.createFile(folder.resolve("there"));
        assertThatThrownBy(() -> ExperimentFile.write(sqlite, "x", file, SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a new file, found " + file);
        assertThat(file).isEmptyFile();
    }

    @Test
    void whoIsWrittenIsNotOverwritten() throws Exception {
        postgresql.create();
        try (JournalLock lock = JournalLock.acquire(postgresql)) {
            lock.writes("x");
            assertThatThrownBy(() -> ExperimentCopy.copy(sqlite, postgresql, "x", SILENT))
                    .isInstanceOf(JournalLockedException.class);
            assertThatThrownBy(() -> Housekeeping.delete(postgresql, "x", (done, all) -> {}))
                    .isInstanceOf(JournalLockedException.class);
        }
    }

    @Test
    void aDamagedOrMissingEventStopsTheCopyAndLeavesNothing() throws Exception {
        change(
                sqlite,
                "UPDATE event_journal SET event_payload = zeroblob(length(event_payload))"
                        + " WHERE persistence_id = 'trainer|x|large' AND sequence_number = 3");
        assertThatThrownBy(() -> ExperimentCopy.copy(sqlite, postgresql, "x", SILENT))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("trainer|x|large, event 3");
        assertThat(count(postgresql)).isZero();
        change(sqlite, "DELETE FROM event_journal WHERE persistence_id = 'trainer|x|large' AND sequence_number = 2");
        Path file = folder.resolve("x.eigendrift");
        assertThatThrownBy(() -> ExperimentFile.write(sqlite, "x", file, SILENT))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("trainer|x|large, event 3: expected event 2");
        assertThat(names(folder)).containsExactly("a");
    }

    @Test
    void aFileThatIsNotWhatWasExportedIsRefusedAndLeavesNothing() throws Exception {
        Path file = folder.resolve("x.eigendrift");
        ExperimentFile.write(sqlite, "x", file, SILENT);
        Path cut = folder.resolve("cut");
        Files.copy(file, cut);
        try (RandomAccessFile bytes = new RandomAccessFile(cut.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
        assertDamaged(cut);
        // Its last event is gone, which no other event tells.
        Path without = folder.resolve("without");
        Files.copy(file, without);
        change(
                SqliteStorage.in(without),
                "DELETE FROM event_journal WHERE ordering = (SELECT MAX(ordering) FROM" + " event_journal)");
        assertDamaged(without);
        Path renamed = folder.resolve("renamed");
        Files.copy(file, renamed);
        change(SqliteStorage.in(renamed), "UPDATE event_journal SET write_timestamp = 1 WHERE ordering = 1");
        assertDamaged(renamed);
        assertThat(postgresql.exists() ? count(postgresql) : 0).isZero();
        for (Path foreign : new Path[] {
            Files.writeString(folder.resolve("text"), "abc"), sqlite.file(), folder.resolve("none"), folder
        }) {
            assertThatThrownBy(() -> ExperimentFile.read(foreign, postgresql, SILENT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a file that eigendrift journal export wrote");
        }
    }

    private void assertDamaged(Path file) {
        assertThatThrownBy(() -> ExperimentFile.read(file, postgresql, SILENT))
                .isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void deletionLeavesTheOthersAlone() throws Exception {
        ExperimentCopy.copy(sqlite, postgresql, "other", SILENT);
        ExperimentCopy.copy(sqlite, postgresql, "x", SILENT);
        List<String> expected = events(sqlite, "other");
        for (Storage storage : new Storage[] {sqlite, postgresql}) {
            long before = storage.bytes();
            Housekeeping.delete(storage, "x", (done, all) -> {});
            assertThat(events(storage, "x")).isEmpty();
            assertThat(events(storage, "other")).isEqualTo(expected);
            assertThat(count(storage)).isEqualTo(expected.size());
            Housekeeping.compact(storage);
            assertThat(events(storage, "other")).isEqualTo(expected);
            assertThat(storage.bytes()).isLessThan(before - (2 << 20));
            // A name may be used again.
            LargeExperiment.write(storage, "x", 1);
        }
        assertThat(ExperimentContents.total(ExperimentContents.of(sqlite), "x"))
                .isEqualTo(ExperimentContents.total(ExperimentContents.of(postgresql), "x"));
    }

    @Test
    void contentsAreCountedAlikeOnBoth() throws Exception {
        ExperimentCopy.copy(sqlite, postgresql, "other", SILENT);
        ExperimentCopy.copy(sqlite, postgresql, "x", SILENT);
        List<ExperimentContents.Row> rows = ExperimentContents.of(sqlite);
        assertThat(rows).isEqualTo(ExperimentContents.of(postgresql)).hasSizeGreaterThan(20);
        assertThat(rows.get(0).experiment()).isEqualTo("other");
        assertThat(rows.get(0).kind()).isEqualTo("diverged");
        // The sample of the kind beside two large ones.
        assertThat(rows.get(0).events()).isEqualTo(3);
        assertThat(rows.get(0).bytes()).isBetween(2L << 20, (2L << 20) + 1000);
    }

    /** All that is stored of each event, in the order of writing, but its ordering. */
    private static List<String> events(Storage storage, String id) {
        List<String> events = new ArrayList<>();
        try (Queries queries = new Queries(storage, storage.openReadOnly())) {
            ExperimentTransfer.read(
                    storage,
                    queries,
                    id,
                    event -> events.add(event.persistenceId() + " "
                            + event.sequenceNumber() + event.writer() + event.written() + event.adapterManifest()
                            + event.serializer() + event.manifest()
                            + HexFormat.of().formatHex(event.payload())));
        }
        return events;
    }

    private static void change(SqliteStorage storage, String sql) throws SQLException {
        try (Connection connection = storage.connect("foreign_keys=true");
                Statement statement = connection.createStatement()) {
            // Counts the tags that go with it.
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    /** Rows of both tables; an event and its tag are two, so half of it. */
    private static long count(Storage storage) {
        try (Queries queries = new Queries(storage, storage.openReadOnly())) {
            return queries.query(
                    "SELECT ((SELECT COUNT(*) FROM event_journal) + (SELECT COUNT(*) FROM event_tag) + 1) / 2",
                    List.of(),
                    row -> row.next() ? row.getLong(1) : -1);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
