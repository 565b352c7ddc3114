package eigendrift.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.experiment.following.PersistenceIds;
import eigendrift.journal.EventLog;
import eigendrift.journal.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a journal with three eigenvectors and a buffer: against what the tracker wrote by other ways. */
class LeadingSubspacesTest {

    private static final Path JOURNAL = Path.of("src/test/resources/journals/0.1.0/eigendrift.db");
    /** Of sums of nine squares. */
    private static final double ROUNDING = 1e-14;

    @TempDir
    private Path folder;

    private EventLog log;
    private History history;
    private Tables tables;

    @BeforeEach
    void open() throws IOException {
        Files.copy(JOURNAL, folder.resolve(Storage.FILE_NAME));
        log = EventLog.open(Storage.at(folder.toString()));
        history = History.read(log.tail(), "tiny");
        tables = ExperimentFold.read(log.tail(), history.id(), List.of(PersistenceIds.FIRST_ANALYSIS))
                .tables(history, PersistenceIds.FIRST_ANALYSIS, log.tail());
    }

    @AfterEach
    void close() {
        log.close();
    }

    private List<Tables.Subspace> read(int k) {
        return List.copyOf(LeadingSubspaces.read(log, history, PersistenceIds.FIRST_ANALYSIS, k));
    }

    @Test
    void ofAsManyVectorsAsWereMeasuredItIsTheOverlapMeasured() {
        List<Tables.Subspace> all = List.copyOf(tables.subspace());
        List<Tables.Subspace> rows = read(all.get(0).k());
        assertThat(rows).isNotEmpty().hasSameSizeAs(tables.subspace());
        for (int i = 0; i < rows.size(); i++) {
            Tables.Subspace measured = all.get(i);
            Tables.Subspace row = rows.get(i);
            assertThat(List.of(row.run(), row.stepFrom(), row.stepTo(), row.k()))
                    .isEqualTo(List.of(measured.run(), measured.stepFrom(), measured.stepTo(), measured.k()));
            assertThat(row.overlap()).isCloseTo(measured.overlap(), within(ROUNDING));
        }
    }

    @Test
    void ofOneVectorItIsOneLessItsDisplacement() {
        List<Tables.Subspace> rows = read(1);
        assertThat(rows).isNotEmpty();
        for (Tables.Subspace row : rows) {
            double displacement = tables.displacement().stream()
                    .filter(moved -> moved.index() == 1 && moved.label() == Label.RANK)
                    .filter(moved -> moved.run().equals(row.run())
                            && moved.stepFrom() == row.stepFrom()
                            && moved.stepTo() == row.stepTo())
                    .mapToDouble(Tables.Displacement::displacement)
                    .sum();
            assertThat(row.overlap()).as(row.toString()).isCloseTo(1 - displacement, within(ROUNDING));
        }
    }

    @Test
    void ofMoreVectorsThanThereAreItIsNothing() {
        assertThat(read(1_000)).isEmpty();
    }
}
