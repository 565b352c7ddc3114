package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.dynamics.Observable;
import eigendrift.dynamics.PrincipalAngles;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.journal.EventLog;
import eigendrift.journal.Storage;
import eigendrift.network.ParameterLayout;
import eigendrift.readmodel.CheckpointArrays;
import eigendrift.readmodel.CheckpointsReader;
import eigendrift.readmodel.ExperimentFold;
import eigendrift.readmodel.History;
import eigendrift.readmodel.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compares the tables with the eigenvectors in the journal. */
@Timeout(120)
class TrackedTablesTest {

    private static final double ROUNDING = 1e-12;

    private static final int INPUTS = 64;
    private static final int UNITS = 6;

    private static final String EXPERIMENT = """
            experiment {
              name = digits
              seeds = [3, 4]
              data { source = digits, samples = 100, test-samples = 0 }
              network { hidden = [%d], activation = tanh }
              training { steps = 20, batch-size = 25 }
              optimizers = [ { type = sgd, momentum = .9, learning-rate = .05 }, { type = adam, learning-rate = .01 } ]
              checkpoints { every = 10 steps }
              probe { eigenpairs = 2 }
              null-models = []
            }
            """.formatted(UNITS);

    @TempDir
    private Path folder;

    private Tables tables;
    private final Map<String, CheckpointArrays> arrays = new HashMap<>();

    @BeforeEach
    void runAndRead() throws IOException {
        Path file = Files.writeString(folder.resolve("digits.conf"), EXPERIMENT);
        assertThat(Main.run("run", file.toString(), "--journal", folder.toString(), "--progress", "off"))
                .isZero();
        try (EventLog log = EventLog.open(Storage.at(folder.toString()))) {
            History history = History.read(log.tail(), "digits");
            tables = ExperimentFold.read(log.tail(), history.id(), List.of(PersistenceIds.FIRST_ANALYSIS))
                    .tables(history, PersistenceIds.FIRST_ANALYSIS, log.tail());
            ParameterLayout layout = Plan.of("digits", history.loaded(PersistenceIds.FIRST_ANALYSIS))
                    .architecture()
                    .layout();
            CheckpointsReader.read(
                    log,
                    history,
                    PersistenceIds.FIRST_ANALYSIS,
                    layout,
                    read -> arrays.put(read.run() + read.step(), read));
        }
    }

    private double[] vector(String run, long step, int index) {
        return arrays.get(run + step).eigenvectors()[index - 1];
    }

    @Test
    void agreeWithTheVectorsOfTheJournal() throws IOException {
        localization();
        neuronsAndCarriers();
        images();
        subspaces();
        files();
    }

    private void localization() {
        assertThat(tables.localization()).hasSize(4 * 3 * 2);
        for (Tables.Localization row : tables.localization()) {
            double[] v = vector(row.run(), row.step(), row.index());
            double absolute = Arrays.stream(v).map(Math::abs).sum();
            double largest = Arrays.stream(v).map(x -> x * x).max().getAsDouble();
            assertThat(row.values().of(Observable.RENYI_HALF)).isCloseTo(2 * Math.log(absolute), within(ROUNDING));
            assertThat(row.values().of(Observable.RENYI_INFINITY)).isCloseTo(-Math.log(largest), within(ROUNDING));
            double ipr = 0;
            for (int layer = 0; layer < 2; layer++) {
                double mass = row.layerMasses().get(layer);
                ipr += mass * mass * row.layerIprs().get(layer);
            }
            assertThat(ipr).isCloseTo(row.ipr(), within(ROUNDING));
        }
    }

    private void neuronsAndCarriers() {
        assertThat(tables.carriers().neurons()).hasSize(4 * 3 * 2 * (UNITS + 10));
        for (Tables.Neuron row : tables.carriers().neurons()) {
            double[] v = vector(row.run(), row.step(), row.index());
            int in = row.layer() == 1 ? INPUTS : UNITS;
            int out = row.layer() == 1 ? UNITS : 10;
            int start = row.layer() == 1 ? 0 : UNITS * (INPUTS + 1);
            double mass = Math.pow(v[start + in * out + row.neuron()], 2);
            for (int j = 0; j < in; j++) {
                mass += Math.pow(v[start + row.neuron() * in + j], 2);
            }
            assertThat(row.mass()).as(row.toString()).isCloseTo(mass, within(ROUNDING));
        }
        assertThat(tables.carriers().parameters()).hasSize(4 * 3 * 2 * 10);
        Tables.Carrier first = tables.carriers().parameters().get(0);
        double[] v = vector(first.run(), first.step(), first.index());
        assertThat(Math.abs(first.value()))
                .isEqualTo(Arrays.stream(v).map(Math::abs).max().getAsDouble());
    }

    /** Of the first seed of either optimizer, at the last checkpoint. */
    private void images() {
        List<Tables.UnitImage> images = tables.carriers().images();
        assertThat(images).extracting(Tables.UnitImage::run).containsExactly("sgd-seed3", "adam-seed3");
        for (Tables.UnitImage image : images) {
            assertThat(image.step()).isEqualTo(20);
            int start = image.unit() * INPUTS;
            assertThat(image.weights())
                    .isEqualTo(Arrays.copyOfRange(vector(image.run(), 20, 1), start, start + INPUTS));
            assertThat(tables.carriers().neurons().stream()
                            .filter(row -> row.run().equals(image.run())
                                    && row.step() == 20
                                    && row.index() == 1
                                    && row.layer() == 1)
                            .mapToDouble(Tables.Neuron::mass)
                            .max())
                    .hasValue(image.mass());
        }
    }

    private void subspaces() {
        assertThat(tables.subspace()).hasSize(4 * 3);
        for (Tables.Subspace row : tables.subspace()) {
            PrincipalAngles angles = PrincipalAngles.between(
                    arrays.get(row.run() + row.stepFrom()).eigenvectors(),
                    arrays.get(row.run() + row.stepTo()).eigenvectors());
            assertThat(row.geodesic()).isEqualTo(angles.geodesic());
            assertThat(row.largestAngle()).isEqualTo(angles.angles()[1]);
            // Σ cos²θ = k · overlap
            assertThat(row.chordal()).isCloseTo(Math.sqrt(2 - 2 * row.overlap()), within(ROUNDING));
        }
    }

    private void files() throws IOException {
        String report = folder.resolve("r.html").toString();
        Path figures = folder.resolve("figures");
        assertThat(Main.run(
                        "report",
                        "digits",
                        "--journal",
                        folder.toString(),
                        "--out",
                        report,
                        "--figures",
                        figures.toString()))
                .isZero();
        assertThat(figures.resolve("unit-sgd.png")).isNotEmptyFile();
        assertThat(Files.readString(folder.resolve("r.html"))).contains("Which parameters carry it", "unit ");
    }
}
