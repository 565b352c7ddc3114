package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.Lags;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.journal.EventLog;
import eigendrift.journal.Storage;
import eigendrift.readmodel.ExperimentFold;
import eigendrift.readmodel.History;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.study.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two analyses of the same checkpoints, at each of steps 0 to 20: of all pairs, and of some of them. */
@Timeout(300)
class LogarithmicLagsTest {

    private static final String EXPERIMENT = """
            experiment {
              name = lags
              seeds = [0, 1]
              data { source = gaussian-mixture, inputs = 3, classes = 2, count = 32, test-count = 0 }
              network.hidden = [2]
              training { steps = 20, batch-size = 8 }
              optimizers = [adam]
              checkpoints.every = 1 step
              probe.eigenpairs = 2
              null-models = []
            }
            """;

    @TempDir
    private Path folder;

    private Tables all;
    private Tables some;
    private Tables latest;

    private void runAndRead() throws IOException {
        Path file = Files.writeString(folder.resolve("lags.conf"), EXPERIMENT);
        String journal = folder.toString();
        assertThat(Main.run("run", file.toString(), "--journal", journal, "--progress", "off"))
                .isZero();
        assertThat(Main.run(
                        "replay",
                        "lags",
                        "tracker.lags=logarithmic",
                        "--as",
                        "some",
                        "--journal",
                        journal,
                        "--progress",
                        "off"))
                .isZero();
        try (EventLog log = EventLog.open(Storage.at(journal))) {
            History history = History.read(log.tail(), "lags");
            all = ExperimentFold.read(log.tail(), history.id(), List.of(PersistenceIds.FIRST_ANALYSIS))
                    .tables(history, PersistenceIds.FIRST_ANALYSIS, log.tail());
            some = ExperimentFold.read(log.tail(), history.id(), List.of("some"))
                    .tables(history, "some", log.tail());
            latest = ExperimentFold.latest(log.tail(), history, PersistenceIds.FIRST_ANALYSIS);
        }
    }

    @Test
    void sayTheSameOfThePairsThatBothCompare() throws IOException {
        runAndRead();
        assertThat(List.copyOf(all.weights())).hasSize(2 * 20 * 21 / 2);
        assertThat(List.copyOf(some.weights())).hasSize(2 * (int) new Lags.Logarithmic().pairs(21));
        assertSame(some.weights(), all.weights(), Tables.Weights::stepFrom, Tables.Weights::stepTo);
        assertSame(some.subspace(), all.subspace(), Tables.Subspace::stepFrom, Tables.Subspace::stepTo);
        assertSame(ranks(some), ranks(all), Tables.Displacement::stepFrom, Tables.Displacement::stepTo);
        assertThat(RunSummary.of(latest)).isEqualTo(RunSummary.of(all));
        assertThat(latest.displacement()).as("of two runs and vectors").hasSize(4);
    }

    private static List<Tables.Displacement> ranks(Tables tables) {
        return tables.displacement().stream()
                .filter(row -> row.label() == Label.RANK)
                .toList();
    }

    private static <R> void assertSame(
            Collection<R> some, Collection<R> all, ToLongFunction<R> from, ToLongFunction<R> to) {
        Lags lags = new Lags.Logarithmic();
        assertThat(List.copyOf(some))
                .isNotEmpty()
                .isEqualTo(all.stream()
                        .filter(row -> lags.compares((int) from.applyAsLong(row), (int) to.applyAsLong(row)))
                        .toList());
    }
}
