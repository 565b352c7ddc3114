package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.experiment.following.ActorKind;
import eigendrift.experiment.training.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same journal in both databases: every reading gives the same. */
@ExtendWith(PostgresServer.Shared.class)
@Timeout(120)
class PostgresTailTest {

    private static final Path RECORDED = Path.of("src/test/resources/journals/0.1.0/eigendrift.db");
    private static final EventFilter ALL = EventFilter.of("tiny");

    @TempDir
    private Path folder;

    private Storage sqlite;
    private Storage postgresql;

    @BeforeEach
    void copy(PostgresServer server) throws Exception {
        Files.copy(RECORDED, folder.resolve(Storage.FILE_NAME));
        sqlite = Storage.at(folder.toString());
        postgresql = Storage.at(server.newDatabase());
        ExperimentCopy.copy(sqlite, postgresql, "tiny", (done, all) -> {});
    }

    private <T> ObjectAssert<T> same(Function<JournalTail, T> reading) {
        try (JournalTail one = JournalTail.open(sqlite);
                JournalTail other = JournalTail.open(postgresql)) {
            T expected = reading.apply(one);
            ObjectAssert<T> found = Assertions.assertThatObject(reading.apply(other));
            found.usingRecursiveComparison().isEqualTo(expected);
            return found;
        }
    }

    private void sameHeads(EventFilter filter, boolean some) {
        same(tail -> tail.after(0, filter, 1000)).matches(heads -> heads.isEmpty() != some);
    }

    @Test
    void theTailReadsTheSame() {
        long last;
        try (JournalTail tail = JournalTail.open(sqlite)) {
            last = tail.highest();
        }
        assertThat(last).isGreaterThan(50);
        same(JournalTail::highest).isEqualTo(last);
        same(tail -> tail.highest("tiny")).isEqualTo(last);
        same(tail -> tail.count("tiny", 0, last)).isEqualTo(last);
        same(tail -> tail.highest("none")).isEqualTo(0L);
        same(JournalTail::experiments).isEqualTo(List.of("tiny"));
        same(JournalTail::identity).isNotEqualTo("");
        same(JournalTail::isCurrent).isEqualTo(true);
        same(tail -> tail.after(7, ALL, 11)).matches(heads -> heads.size() == 11);
        same(tail -> tail.before(30, ALL, 11)).matches(heads -> heads.size() == 11);
        EventFilter.Actors trainer = new EventFilter.Actors(ActorKind.TRAINER, "sgd-seed0", null);
        sameHeads(ALL.actors(List.of(trainer)), true);
        sameHeads(ALL.actors(List.of(trainer.kinds(List.of(Trainer.StepsTaken.class)))), true);
        sameHeads(ALL.kinds(Set.of("dynamics-measured")), true);
        // A name is no pattern.
        for (String pattern : List.of("*", "%", "sgd_seed0", "\\")) {
            sameHeads(ALL.actors(List.of(new EventFilter.Actors(ActorKind.TRAINER, pattern, null))), false);
        }
        same(tail -> tail.event(5)).matches(Optional::isPresent);
        same(tail -> tail.event("experiment|tiny", 1)).matches(Optional::isPresent);
        same(tail -> tail.event(last + 1)).matches(Optional::isEmpty);
        same(tail -> tail.last("trainer|tiny|sgd-seed0", Trainer.StepsTaken.class, 2).stream()
                        .map(EventCodecs::write)
                        .toList())
                .matches(events -> events.size() == 2);
        for (EventCounts.Over over : EventCounts.Over.values()) {
            same(tail -> tail.counts(ALL, over, 7))
                    .matches(counts -> !counts.kinds().isEmpty());
        }
        same(tail -> all(tail, last)).matches(events -> events.size() == last);
    }

    /** A few at a time. */
    private static List<String> all(JournalTail tail, long last) {
        List<String> events = new ArrayList<>();
        long offset = 0;
        while (offset < last) {
            offset = tail.read(ALL, offset, Long.MAX_VALUE, 7, event -> events.add(text(event)));
        }
        return events;
    }

    /** With the bits of every number. */
    private static String text(StoredEvent event) {
        return event.persistenceId() + " " + event.sequenceNumber() + " "
                + HexFormat.of().formatHex(EventCodecs.write(event.event()));
    }

    @Test
    void theLogReadsTheSame() {
        try (EventLog one = EventLog.openReadOnly(sqlite);
                EventLog other = EventLog.openReadOnly(postgresql)) {
            assertThat(other.experiments()).isEqualTo(one.experiments()).containsExactly("tiny");
            assertThat(other.persistenceIds("tiny"))
                    .isEqualTo(one.persistenceIds("tiny"))
                    .isNotEmpty();
            for (String actor : one.persistenceIds("tiny")) {
                List<String> expected = new ArrayList<>();
                one.read(actor, event -> expected.add(text(event)));
                List<String> found = new ArrayList<>();
                other.read(actor, event -> found.add(text(event)));
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    /** One within the rows of another, on one connection. */
    @Test
    void aReadingWithinAReadingDoesNotEndIt() {
        try (EventLog log = EventLog.open(postgresql)) {
            List<Long> outer = new ArrayList<>();
            List<Long> inner = new ArrayList<>();
            log.read("trainer|tiny|sgd-seed0", event -> {
                outer.add(event.sequenceNumber());
                log.read("trainer|tiny|sgd-seed0", 1, 2, within -> inner.add(within.sequenceNumber()));
            });
            assertThat(inner).hasSize(2 * outer.size());
            assertThat(outer).isSorted().doesNotHaveDuplicates();
        }
    }
}
