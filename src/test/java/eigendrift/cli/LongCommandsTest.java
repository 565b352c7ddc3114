package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.cli.progress.StageProgress;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.plan.Run;
import eigendrift.journal.EventLog;
import eigendrift.journal.Storage;
import eigendrift.readmodel.History;
import eigendrift.readmodel.Tables;
import eigendrift.report.export.CsvExport;
import eigendrift.report.page.FigureFiles;
import eigendrift.report.page.Figures;
import eigendrift.study.Baseline;
import eigendrift.verify.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What commands that may take long say of how far they are: it grows, and ends at the whole. */
@Timeout(120)
class LongCommandsTest {

    private static final Path JOURNAL = Path.of("src/test/resources/journals/0.1.0/eigendrift.db");

    @TempDir
    private Path folder;

    /** Keeps what is said. */
    private static final class Heard implements StageProgress {
        private final List<String> stages = new ArrayList<>();
        private final List<Long> done = new ArrayList<>();
        private long total;

        @Override
        public void begin(String what, long ofTotal) {
            stages.add(what);
            done.clear();
            total = ofTotal;
        }

        @Override
        public void done(long now, String note) {
            done.add(now);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void copy() throws IOException {
        Files.copy(JOURNAL, folder.resolve("eigendrift.db"));
    }

    private EventLog open() {
        return EventLog.open(Storage.at(folder.toString()));
    }

    @Test
    void readingEndsAtTheLastEvent() {
        Heard heard = new Heard();
        try (EventLog log = open()) {
            Reading.of(log, "tiny", List.of(PersistenceIds.FIRST_ANALYSIS), heard);
        }
        assertThat(heard.stages).containsExactly("events");
        assertThat(heard.done).isSorted().last().isEqualTo(heard.total);
        assertThat(heard.total).isPositive();
    }

    @Test
    void everyRecordIsCountedOnce() {
        List<Long> read = new ArrayList<>();
        try (EventLog log = open()) {
            Verification verification = Verification.ofRecords(log, "tiny", read::add);
            assertThat(read)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, verification.records())
                            .boxed()
                            .toList());
            assertThat(log.tail().count("tiny", 0, Long.MAX_VALUE)).isEqualTo(verification.records());
        }
    }

    @Test
    void everyRunIsTrainedToItsEnd() {
        Map<String, Long> steps = new TreeMap<>();
        try (EventLog log = open()) {
            History history = History.read(log.tail(), "tiny");
            Plan plan = Plan.of("tiny", history.loaded(PersistenceIds.FIRST_ANALYSIS));
            Verification.byRetraining(log, plan, (run, step) -> {
                assertThat(step).isGreaterThanOrEqualTo(steps.getOrDefault(run.name(), 0L));
                steps.put(run.name(), step);
            });
            assertThat(steps.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            plan.runs().stream().map(Run::name).toList());
            assertThat(steps.values()).containsOnly(plan.totalSteps());
        }
    }

    @Test
    void everyRowAndFigureIsCounted() throws IOException {
        List<Long> rows = new ArrayList<>();
        List<Integer> files = new ArrayList<>();
        long[] totals = new long[2];
        try (EventLog log = open()) {
            History history = History.read(log.tail(), "tiny");
            Tables tables = Reading.of(log, "tiny", List.of(PersistenceIds.FIRST_ANALYSIS), StageProgress.NONE)
                    .tables(history, PersistenceIds.FIRST_ANALYSIS);
            CsvExport.write(folder.resolve("out"), tables, Baseline.first(tables), List.of(), (table, row, total) -> {
                rows.add(row);
                totals[0] = total;
            });
            FigureFiles svg = FigureFiles.all().with((figure, file, total) -> {
                files.add(file);
                totals[1] = total;
            });
            List<Path> written = Figures.write(
                    folder.resolve("figures"), tables, Baseline.first(tables), new FigureOptions().choices(), svg);
            assertThat(files).hasSameSizeAs(written).last().isEqualTo((int) totals[1]);
        }
        assertThat(rows)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, totals[0]).boxed().toList());
        assertThat(totals[0]).isGreaterThan(100);
    }
}
