package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.config.ConfigException;
import eigendrift.config.reading.ExperimentReader;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.experiment.training.Trainer;
import eigendrift.journal.EventCodecs;
import eigendrift.journal.Storage;
import eigendrift.optimizer.OptimizerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network 4-4-3 has 4·4 + 4 + 4·3 + 3 = 35 parameters: a vector has 280 bytes. */
class EventLimitTest {

    private static final int PARAMETERS = 35;
    private static final String LBFGS = "optimizers=[{type=lbfgs, history=50, max-iterations=4}]";

    @TempDir
    private Path folder;

    @Test
    void aStateThatIsTooLargeIsRefusedWithNumbers() throws IOException {
        // 2 · 50 + 3 vectors, each with 64 bytes beside it, and 2048 beside all.
        long needed = 103 * (280 + 64) + 2048;
        Plan plan = plan(LBFGS, "training.batch-size=full", "training.epochs=20");
        assertThatCode(() -> EventLimit.check(plan, limit(needed))).doesNotThrowAnyException();
        assertThatThrownBy(() -> EventLimit.check(plan, limit(needed - 1)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("at most 37,479 bytes")
                .hasMessageContaining(
                        "optimizers.lbfgs: its checkpoints keep 103 vectors of 35 parameters, 37,480 bytes")
                .hasMessageContaining("Maybe optimizers.lbfgs.history = 49");
        assertThat(folder.resolve("x.db")).doesNotExist();
        assertThatCode(() -> EventLimit.check(
                        plan(LBFGS.replace("50", "49"), "training.batch-size=full", "training.epochs=20"),
                        limit(needed - 1)))
                .doesNotThrowAnyException();
    }

    /** Two updates of four iterations make eight pairs at most. */
    @Test
    void aShortTrainingFillsNoHistory() throws IOException {
        Plan plan = plan(LBFGS, "training.batch-size=full", "training.epochs=2");
        assertThatCode(() -> EventLimit.check(plan, limit(19 * (280 + 64) + 2048)))
                .doesNotThrowAnyException();
    }

    @Test
    void otherRulesAreToldTheLargestNetwork() throws IOException {
        // Adam: parameters and two moments.
        assertThatThrownBy(() -> EventLimit.check(plan(), limit(3000)))
                .hasMessageContaining("optimizers.adam: its checkpoints keep 3 vectors")
                .hasMessageContaining("Maybe a network of at most 31 parameters");
    }

    /** The count is not below what is written. */
    @Test
    void whatIsCountedIsWhatIsWritten() {
        TreeMap<String, double[]> arrays = new TreeMap<>();
        for (int i = 0; i < 102; i++) {
            arrays.put("gradient-difference-%04d".formatted(i), new double[PARAMETERS]);
        }
        Checkpoint checkpoint = new Checkpoint(8, true, new double[PARAMETERS], new OptimizerState(8, arrays), 1, 2);
        assertThat(EventCodecs.write(new Trainer.CheckpointTaken(checkpoint)).length)
                .isBetween(103 * 280, 103 * (280 + 64));
    }

    private Storage limit(long bytes) {
        return Storage.at("jdbc:sqlite:" + folder.resolve("x.db") + "?limit_length=" + bytes);
    }

    private Plan plan(String... overrides) throws IOException {
        Path file = Files.writeString(folder.resolve("tiny.conf"), Experiments.TINY);
        return Plan.of("tiny", ExperimentReader.read(file, List.of(overrides)));
    }
}
