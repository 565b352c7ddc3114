package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.experiment.Experiment;
import eigendrift.experiment.following.ActorKind;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.training.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On a journal of version 0.1.0. */
@Timeout(60)
class JournalTailTest {

    private static final Path RECORDED = Path.of("src/test/resources/journals/0.1.0/eigendrift.db");
    private static final EventFilter ALL = EventFilter.of("tiny");

    @TempDir
    private Path folder;

    private Path file;
    private Storage storage;

    @BeforeEach
    void copy() throws IOException {
        file = Files.copy(RECORDED, folder.resolve(Storage.FILE_NAME));
        storage = Storage.at(folder.toString());
    }

    private void sql(String... statements) throws SQLException {
        SqliteLibrary.provide();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.executeUpdate(each);
            }
        }
    }

    private long number(String query) throws SQLException {
        SqliteLibrary.provide();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.getLong(1);
        }
    }

    private static List<Long> orderings(List<EventHead> heads) {
        return heads.stream().map(EventHead::ordering).toList();
    }

    @Test
    void headsComeInOrderFromBothEnds() throws SQLException {
        try (JournalTail tail = JournalTail.open(storage)) {
            List<EventHead> all = tail.after(0, ALL, Integer.MAX_VALUE);
            assertThat(all).hasSize((int) number("SELECT COUNT(*) FROM event_journal"));
            assertThat(orderings(all)).isSorted().doesNotHaveDuplicates();
            assertThat(tail.highest()).isEqualTo(all.get(all.size() - 1).ordering());
            assertThat(all.stream().mapToLong(EventHead::bytes).sum())
                    .isEqualTo(number("SELECT SUM(length(event_payload)) FROM event_journal"));

            assertThat(tail.after(all.get(4).ordering(), ALL, 3)).isEqualTo(all.subList(5, 8));
            List<EventHead> before = new ArrayList<>(all.subList(2, 5));
            Collections.reverse(before);
            assertThat(tail.before(all.get(5).ordering(), ALL, 3)).isEqualTo(before);
            assertThat(tail.after(0, EventFilter.of("another"), 10)).isEmpty();
            assertThat(all.get(0).kind()).isEqualTo("planned");
            assertThat(all.get(0).version()).isEqualTo("1");
            assertThat(tail.experiments()).containsExactly("tiny");
        }
    }

    @Test
    void aFilterTakesActorsAndKinds() {
        try (JournalTail tail = JournalTail.open(storage)) {
            List<EventHead> all = tail.after(0, ALL, Integer.MAX_VALUE);
            EventFilter filter = ALL.actors(List.of(
                    new EventFilter.Actors(ActorKind.TRAINER, "sgd-seed0", null)
                            .kinds(List.of(Trainer.StepsTaken.class)),
                    new EventFilter.Actors(ActorKind.TRACKER, null, "first"),
                    new EventFilter.Actors(ActorKind.PROBE, "none", null)));
            assertThat(tail.after(0, filter, Integer.MAX_VALUE))
                    .isNotEmpty()
                    .isEqualTo(all.stream()
                            .filter(head -> head.persistenceId().startsWith("tracker|tiny|")
                                    || head.persistenceId().equals("trainer|tiny|sgd-seed0")
                                            && head.kind().equals("steps-taken"))
                            .toList());
            assertThat(tail.after(0, ALL.kinds(Set.of("dynamics-measured")), Integer.MAX_VALUE))
                    .isNotEmpty()
                    .allMatch(head -> head.kind().equals("dynamics-measured"))
                    .isEqualTo(tail.after(0, ALL.kinds(List.of(DynamicsMeasured.class)), Integer.MAX_VALUE));
            assertThat(tail.after(
                            0,
                            ALL.actors(List.of(new EventFilter.Actors(ActorKind.TRAINER, "*", null))),
                            Integer.MAX_VALUE))
                    .as("a name is no pattern")
                    .isEmpty();
        }
    }

    @Test
    void readsOnFromAnyPlaceInAnySteps() {
        try (JournalTail tail = JournalTail.open(storage)) {
            List<StoredEvent> whole = new ArrayList<>();
            long end = tail.read(ALL, 0, Long.MAX_VALUE, Integer.MAX_VALUE, whole::add);
            assertThat(end).isEqualTo(tail.highest());
            List<Long> seen = new ArrayList<>();
            long offset = 0;
            while (offset < end) {
                offset = tail.read(ALL, offset, Long.MAX_VALUE, 7, event -> seen.add(event.ordering()));
            }
            assertThat(seen).isEqualTo(whole.stream().map(StoredEvent::ordering).toList());
            List<Long> some = new ArrayList<>();
            assertThat(tail.read(ALL, 3, 9, Integer.MAX_VALUE, event -> some.add(event.ordering())))
                    .isEqualTo(9);
            assertThat(some).containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
            assertThat(tail.event(5).orElseThrow().event())
                    .contains(whole.get(4).event());
            assertThat(tail.event("experiment|tiny", 1).orElseThrow().event().orElseThrow())
                    .isInstanceOf(Experiment.Planned.class);
            assertThat(tail.event(end + 1)).isEmpty();
            assertThat(tail.last("trainer|tiny|sgd-seed0", Trainer.StepsTaken.class, 2))
                    .extracting(event -> event.row().step())
                    .isSorted()
                    .hasSize(2);
        }
    }

    @Test
    void aDamagedEventIsNamedAndTheOthersAreRead() throws SQLException {
        sql("UPDATE event_journal SET event_payload = X'00010203040506' WHERE ordering = 6");
        try (JournalTail tail = JournalTail.open(storage)) {
            assertThat(tail.after(5, ALL, 1).get(0).bytes()).isEqualTo(7);
            EventRecord damaged = tail.event(6).orElseThrow();
            assertThat(damaged.event()).isEmpty();
            assertThat(damaged.damage()).contains(file.toString(), "expected CRC32C");
            List<Long> read = new ArrayList<>();
            List<Long> broken = new ArrayList<>();
            tail.read(
                    ALL,
                    0,
                    Long.MAX_VALUE,
                    Integer.MAX_VALUE,
                    event -> read.add(event.ordering()),
                    (head, damage) -> broken.add(head.ordering()));
            assertThat(broken).containsExactly(6L);
            assertThat(read).contains(5L, 7L, tail.highest()).doesNotContain(6L);
            List<Long> before = new ArrayList<>();
            assertThatThrownBy(() -> tail.read(ALL, 0, Long.MAX_VALUE, 100, event -> before.add(event.ordering())))
                    .isInstanceOf(JournalDamagedException.class)
                    .hasMessageContaining("event " + damaged.head().sequenceNumber());
            assertThat(before).containsExactly(1L, 2L, 3L, 4L, 5L);
        }
    }

    /** A query that stayed open would keep the log from being moved into the database. */
    @Test
    void seesWhatAnotherWritesAndHoldsNothing() throws Exception {
        sql("PRAGMA journal_mode = WAL");
        byte[] recorded = Files.readAllBytes(file);
        try (JournalTail tail = JournalTail.open(storage)) {
            long before = tail.highest();
            tail.after(0, ALL, 10);
            assertThat(Files.readAllBytes(file)).as("reading writes nothing").isEqualTo(recorded);
            SqliteLibrary.provide();
            try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = writer.createStatement()) {
                statement.executeUpdate("INSERT INTO event_journal SELECT ordering + 1, deleted, persistence_id,"
                        + " sequence_number + 1, writer, write_timestamp, adapter_manifest, event_ser_id,"
                        + " event_ser_manifest, meta_ser_id, meta_ser_manifest, meta_payload, event_payload"
                        + " FROM event_journal WHERE ordering = " + before);
                statement.executeUpdate("INSERT INTO event_tag VALUES (" + (before + 1) + ", 'tiny')");
                assertThat(tail.highest()).isEqualTo(before + 1);
                assertThat(orderings(tail.after(before, ALL, 10))).containsExactly(before + 1);
                List<Long> read = new ArrayList<>();
                tail.read(ALL, before, Long.MAX_VALUE, 1, event -> read.add(event.ordering()));
                assertThat(read).containsExactly(before + 1);
                try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                    assertThat(row.getInt(1)).as("busy").isZero();
                }
                assertThat(Files.size(folder.resolve(Storage.FILE_NAME + "-wal")))
                        .isZero();
            }
        }
    }

    @Test
    void aFileThatIsDeletedOrReplacedIsNoticed() throws IOException, SQLException {
        try (JournalTail tail = JournalTail.open(storage)) {
            String identity = tail.identity();
            assertThat(identity).isNotEmpty();
            assertThat(tail.isCurrent()).isTrue();
            Files.delete(file);
            assertThat(tail.isCurrent()).isFalse();
            Files.copy(RECORDED, file);
            assertThat(tail.isCurrent()).as("another file").isFalse();
            try (JournalTail again = JournalTail.open(storage)) {
                assertThat(again.identity()).as("of the same journal").isEqualTo(identity);
            }
            sql("UPDATE event_journal SET writer = 'other' WHERE ordering = 1");
            try (JournalTail other = JournalTail.open(storage)) {
                assertThat(other.identity()).isNotEqualTo(identity);
            }
        }
    }
}
