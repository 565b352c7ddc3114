package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.experiment.Experiment;
import eigendrift.journal.JournalTail;
import eigendrift.journal.Storage;
import eigendrift.journal.StoredEvent;
import eigendrift.readmodel.ExperimentFold;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.TwoTimeMap;
import eigendrift.report.export.CsvExport;
import eigendrift.report.export.ExportTables;
import eigendrift.report.export.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fold that stops at random places and goes on, and one that is asked there, say what one says that reads all at
 * once: on a journal of this version, with a second analysis and an extension, and on one of 0.1.0.
 */
@Timeout(300)
class ExperimentFoldTest {

    private static final int SPLITS = 200;

    /** Tables whose rows are written once, or that have the key of those they replace. */
    private static final Map<String, Integer> KEYS = Map.ofEntries(
            Map.entry("runs", 1),
            Map.entry("training", 2),
            Map.entry("spectrum", 3),
            Map.entry("localization", 3),
            Map.entry("displacement", 5),
            Map.entry("subspace", 3),
            Map.entry("alignment", 2),
            Map.entry("nulls", 5),
            Map.entry("null-draws", 5),
            Map.entry("neurons", 5),
            Map.entry("carriers", 4),
            Map.entry("density", 5),
            Map.entry("trace", 2),
            Map.entry("stability", 3),
            Map.entry("identities", 3),
            Map.entry("changes", 7),
            Map.entry("weights", 3),
            Map.entry("checks", 2),
            Map.entry("missing-spectra", 2));

    @TempDir
    private static Path folder;

    /** An experiment in a journal, and the events of which its tables are made. */
    record Recorded(Storage storage, List<String> analyses, List<StoredEvent> events) {

        static Recorded of(Path journal, String... analyses) {
            Storage storage = Storage.at(journal.toString());
            List<StoredEvent> events = new ArrayList<>();
            try (JournalTail tail = JournalTail.open(storage)) {
                ExperimentFold fold = ExperimentFold.of(tail, "tiny", List.of(analyses));
                tail.read(fold.filter(), 0, Long.MAX_VALUE, Integer.MAX_VALUE, events::add);
            }
            return new Recorded(storage, List.of(analyses), events);
        }

        ExperimentFold fold(JournalTail tail) {
            return ExperimentFold.of(tail, "tiny", analyses);
        }

        ExperimentFold upTo(JournalTail tail, long offset) {
            ExperimentFold fold = fold(tail);
            events.stream().filter(event -> event.ordering() <= offset).forEach(fold::add);
            return fold;
        }

        /** Random orderings, from that on at which every analysis is planned. */
        Set<Long> splits(RandomGenerator random) {
            long first = events.stream()
                    .filter(event -> event.event() instanceof Experiment.AnalysisPlanned planned
                            && analyses.contains(planned.analysis()))
                    .mapToLong(StoredEvent::ordering)
                    .max()
                    .orElseThrow();
            long last = events.get(events.size() - 1).ordering();
            Set<Long> splits = new TreeSet<>();
            random.longs(SPLITS, first, last + 1).forEach(splits::add);
            return splits;
        }

        @Override
        public String toString() {
            return storage + " " + analyses;
        }
    }

    private static List<Recorded> recorded;

    @BeforeAll
    static void record() throws IOException {
        Path old = Files.createDirectory(folder.resolve("old"));
        Files.copy(Path.of("src/test/resources/journals/0.1.0/eigendrift.db"), old.resolve("eigendrift.db"));
        Path now = folder.resolve("now");
        Path file = Files.writeString(folder.resolve("tiny.conf"), Experiments.TINY);
        run("run", file.toString(), "--journal", now.toString());
        run("replay", "tiny", "tracker.lags=[1, 2]", "probe.eigenpairs=2", "--as", "lags", "--journal", now.toString());
        run("extend", "tiny", "seeds+=[7]", "--journal", now.toString());
        recorded = List.of(Recorded.of(now, "first", "lags"), Recorded.of(now, "first"), Recorded.of(old, "first"));
    }

    private static void run(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("--progress", "off"));
        assertThat(Main.run(words.toArray(String[]::new))).isZero();
    }

    static Stream<Recorded> journals() {
        return recorded.stream();
    }

    private static RandomGenerator random() {
        long seed = System.nanoTime();
        System.out.println("ExperimentFoldTest: seed " + seed);
        return new Random(seed);
    }

    /** Every exported table of every analysis, as the bytes of its file. */
    private static Map<String, String> bytes(Recorded journal, ExperimentFold fold) {
        Map<String, String> files = new LinkedHashMap<>();
        for (String analysis : journal.analyses()) {
            Tables tables = fold.tables(fold.history(), analysis);
            ExportTables.names().forEach(name -> files.put(analysis + "/" + name, csv(name, tables)));
        }
        return files;
    }

    private static String csv(String name, Tables tables) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            CsvExport.write(out, ExportTables.named(name, tables).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("journals")
    void goesOnFromWhereItStopped(Recorded journal) {
        var random = random();
        try (JournalTail tail = JournalTail.open(journal.storage())) {
            Map<String, String> whole = bytes(journal, journal.upTo(tail, Long.MAX_VALUE));
            for (long split : journal.splits(random)) {
                ExperimentFold fold = journal.upTo(tail, split);
                Set<Long> seen = new LinkedHashSet<>();
                tail.read(
                        fold.filter(),
                        fold.offset(),
                        Long.MAX_VALUE,
                        Integer.MAX_VALUE,
                        event -> seen.add(event.ordering()));
                assertThat(seen)
                        .as("behind %d", split)
                        .containsExactlyElementsOf(journal.events().stream()
                                .map(StoredEvent::ordering)
                                .filter(ordering -> ordering > split)
                                .toList());
                while (!fold.advance(tail, 1 + random.nextInt(50))) {
                    assertThat(fold.offset()).isGreaterThanOrEqualTo(split);
                }
                assertThat(bytes(journal, fold)).as("stopped at %d", split).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("journals")
    void askedWhileItGrowsItSaysWhatTheJournalHeld(Recorded journal) {
        try (JournalTail tail = JournalTail.open(journal.storage())) {
            ExperimentFold live = journal.fold(tail);
            int next = 0;
            List<Tables> earlier = new ArrayList<>();
            List<String> said = new ArrayList<>();
            for (long split : journal.splits(random())) {
                while (next < journal.events().size()
                        && journal.events().get(next).ordering() <= split) {
                    live.add(journal.events().get(next));
                    next++;
                }
                assertThat(bytes(journal, live))
                        .as("at %d", split)
                        .isEqualTo(bytes(journal, journal.upTo(tail, split)));
                Tables tables = live.tables(live.history(), "first");
                earlier.add(tables);
                said.add(csv("displacement", tables) + csv("training", tables) + csv("localization", tables));
            }
            for (int i = 0; i < said.size(); i++) {
                Tables tables = earlier.get(i);
                assertThat(csv("displacement", tables) + csv("training", tables) + csv("localization", tables))
                        .as("later events do not change it")
                        .isEqualTo(said.get(i));
            }
        }
    }

    /** Who keeps, of all rows that were sent, the last of each key, has the whole table. */
    @ParameterizedTest
    @MethodSource("journals")
    void newRowsAddUpToTheWhole(Recorded journal) {
        try (JournalTail tail = JournalTail.open(journal.storage())) {
            ExperimentFold live = journal.fold(tail);
            Map<String, Map<List<Object>, List<Object>>> sent = new LinkedHashMap<>();
            long before = 0;
            int next = 0;
            Set<Long> splits = journal.splits(random());
            splits.add(Long.MAX_VALUE);
            for (long split : splits) {
                while (next < journal.events().size()
                        && journal.events().get(next).ordering() <= split) {
                    live.add(journal.events().get(next));
                    next++;
                }
                Tables fresh = live.since(live.history(), "first", before);
                before = live.offset();
                KEYS.forEach((name, key) -> rows(name, fresh)
                        .forEach(row -> sent.computeIfAbsent(name, table -> new LinkedHashMap<>())
                                .put(row.subList(0, key), row)));
            }
            Tables whole = live.tables(live.history(), "first");
            KEYS.keySet().stream().filter(name -> !name.equals("runs")).forEach(name -> assertThat(
                            sent.getOrDefault(name, Map.of()).values())
                    .as(name)
                    .containsExactlyInAnyOrderElementsOf(rows(name, whole)));
        }
    }

    private static List<List<Object>> rows(String name, Tables tables) {
        Table table = ExportTables.named(name, tables).orElseThrow();
        return table.rows().stream().map(List::of).toList();
    }

    @ParameterizedTest
    @MethodSource("journals")
    void aMapHasEveryDisplacementOfItsVector(Recorded journal) {
        try (JournalTail tail = JournalTail.open(journal.storage())) {
            ExperimentFold fold = journal.upTo(tail, Long.MAX_VALUE);
            Tables tables = fold.tables(fold.history(), "first");
            for (Tables.Run run : tables.runs()) {
                TwoTimeMap map = fold.twoTimes("first", run.run(), 1, Label.RANK);
                List<Tables.Displacement> rows = tables.displacement().stream()
                        .filter(row -> row.run().equals(run.run()) && row.index() == 1 && row.label() == Label.RANK)
                        .toList();
                int t = map.steps().length;
                int compared = 0;
                for (int cell = 0; cell < t * t; cell++) {
                    compared += Float.isNaN(map.displacement()[cell]) ? 0 : 1;
                }
                assertThat(compared).isEqualTo(rows.size()).isPositive();
                for (Tables.Displacement row : rows) {
                    int from = Arrays.binarySearch(map.steps(), row.stepFrom());
                    int to = Arrays.binarySearch(map.steps(), row.stepTo());
                    assertThat(map.displacement()[from * t + to]).isEqualTo((float) row.displacement());
                    assertThat(map.chordal()[from * t + to]).isEqualTo((float) row.chordal());
                    assertThat(map.bound()[from * t + to]).isEqualTo((float) row.bound());
                }
            }
            assertThat(fold.twoTimes("first", "none", 1, Label.RANK).steps()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("journals")
    void anEventIsNotAddedTwice(Recorded journal) {
        try (JournalTail tail = JournalTail.open(journal.storage())) {
            ExperimentFold fold = journal.upTo(tail, Long.MAX_VALUE);
            assertThatThrownBy(() -> fold.add(journal.events().get(0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("behind ordering " + fold.offset());
        }
    }
}
