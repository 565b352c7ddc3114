package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.probing.HessianProbe;
import eigendrift.journal.EventCodecs;
import eigendrift.journal.EventLog;
import eigendrift.journal.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A journal in which one run's last spectrum is missing and another's has not converged, as every command reports it.
 */
@Timeout(120)
class MissingSpectraTest {

    private static final String REASON = "ArithmeticException: operator should be symmetric";
    private static final String MISSING =
            "1 spectrum could not be measured: sgd-seed0 at step 32. Reason: " + REASON + ".";
    private static final String UNCONVERGED = "1 spectrum not converged: adam-seed0 at step 32. Reason: ";

    @TempDir
    private Path folder;

    @BeforeEach
    void runAndSpoil() throws Exception {
        Path file = Files.writeString(folder.resolve("tiny.conf"), Experiments.TINY);
        assertThat(run("run", file.toString()).code()).isZero();
        spoil("sgd-seed0", spectrum -> new HessianProbe.ProbeFailed(spectrum.step(), spectrum.checkpoint(), REASON));
        spoil(
                "adam-seed0",
                spectrum -> new HessianProbe.SpectrumMeasured(
                        spectrum.step(),
                        spectrum.checkpoint(),
                        spectrum.pairs(),
                        spectrum.products(),
                        false,
                        spectrum.loss(),
                        spectrum.gradientNorm()));
    }

    private interface Change {
        JournalEvent of(HessianProbe.SpectrumMeasured spectrum);
    }

    /** Replaces a run's last spectrum by another event. */
    private void spoil(String run, Change change) throws SQLException {
        String id = "probe|tiny|" + run + "|first";
        HessianProbe.SpectrumMeasured[] last = new HessianProbe.SpectrumMeasured[1];
        long[] place = new long[1];
        try (EventLog log = EventLog.open(Storage.at(folder.toString()))) {
            log.read(id, HessianProbe.SpectrumMeasured.class, (event, number) -> {
                last[0] = event;
                place[0] = number;
            });
        }
        JournalEvent event = change.of(last[0]);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("eigendrift.db"));
                PreparedStatement update =
                        connection.prepareStatement("UPDATE event_journal SET event_ser_manifest = ?,"
                                + " event_payload = ? WHERE persistence_id = ? AND sequence_number = ?")) {
            update.setString(1, EventCodecs.manifest(event));
            update.setBytes(2, EventCodecs.write(event));
            update.setString(3, id);
            update.setLong(4, place[0]);
            assertThat(update.executeUpdate()).isOne();
        }
    }

    @Test
    void showNeverTakesAnOlderEigenvalueForTheLast() {
        Said show = run("show", "tiny");
        assertThat(show.out())
                .contains(MISSING, UNCONVERGED)
                .containsPattern("sgd-seed0 +completed +32 +[0-9.]+ +[0-9.]+ +[0-9.]+ +– ")
                .containsPattern("adam-seed0 +completed +32( +[0-9.]+){6}\n");
    }

    @Test
    void aCommandThatSummarizesEndsWithTheMessage() {
        Said resumed = run("resume", "tiny");
        assertThat(resumed.code()).isZero();
        assertThat(resumed.err())
                .contains(MISSING, UNCONVERGED)
                .endsWith("Maybe eigendrift replay tiny with other settings of the probe measures them.\n");
    }

    @Test
    void tablesAndPagesSayWhichAndWhy() throws IOException {
        assertThat(run("export", "tiny", "--out", folder.resolve("out").toString())
                        .code())
                .isZero();
        assertThat(Files.readString(folder.resolve("out/missing-spectra.csv")))
                .isEqualTo("run,step,reason\nsgd-seed0,32," + REASON + "\n");
        assertThat(Files.readAllLines(folder.resolve("out/spectrum.csv")))
                .filteredOn(line -> line.endsWith(",0"))
                .hasSize(3)
                .allMatch(line -> line.startsWith("adam-seed0,32,"));
        assertThat(run("report", "tiny", "--out", folder.resolve("r.html").toString())
                        .code())
                .isZero();
        assertThat(Files.readString(folder.resolve("r.html")))
                .contains("Spectra are missing or have not converged: ", MISSING, UNCONVERGED);
    }

    @Test
    void theWholeConfigurationStandsInShowExportAndReport() throws IOException {
        Said show = run("show", "tiny");
        assertThat(show.out())
                .containsPattern("optimizers.adam +beta1 = 0.9, beta2 = 0.999, .*learning-rate = 0.01, name = adam")
                .containsPattern("training +batch-size = 8, epochs = 4, log-every = 1 epoch, precision = float64")
                .containsPattern("network +activation = tanh, hidden = \\[4\\]");
        run("export", "tiny", "--out", folder.resolve("out").toString());
        assertThat(Files.readAllLines(folder.resolve("out/configuration.csv")))
                .startsWith("key,value", "concurrency,auto", "loss,cross-entropy", "name,tiny")
                .contains(
                        "optimizers.sgd.learning-rate,0.05",
                        "optimizers.adam.schedule.type,constant",
                        "training.batch-size,8",
                        "training.epochs,4",
                        "network.activation,tanh",
                        "data.source,gaussian-mixture",
                        "null-models.initialization.draws,3",
                        "tracker.lags,all")
                .doesNotHaveDuplicates();
        run("report", "tiny", "--out", folder.resolve("r.html").toString());
        assertThat(Files.readString(folder.resolve("r.html")))
                .contains(
                        "<h2>Configuration</h2>",
                        "<td class=\"wrap\">training.batch-size</td><td class=\"wrap\">8</td>");
    }

    private Said run(String... arguments) {
        return Said.by(folder, arguments);
    }
}
