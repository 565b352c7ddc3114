package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors that are found after reading name the line where the cause was written. */
class LoadedExperimentTest {

    @TempDir
    private Path folder;

    private LoadedExperiment loaded;

    @BeforeEach
    void load() throws IOException {
        Path file = folder.resolve("x.conf");
        Files.writeString(file, """
                experiment {
                  data = digits
                  probe {
                    eigenpairs = 2000
                  }
                  optimizers = [
                    { type = adam
                      learning-rate = 1 }
                  ]
                }
                """);
        loaded = ExperimentReader.read(file, List.of("tracker.buffer=7"));
    }

    @Test
    void error() {
        ConfigException error =
                loaded.error("probe.eigenpairs", "at most 1290 eigenpairs", 2000, "Maybe probe.eigenpairs = 1290.");
        assertThat(error)
                .hasMessage("Expected at most 1290 eigenpairs, found probe.eigenpairs = 2000 (" + folder
                        + "/x.conf:4).\n" + "Maybe probe.eigenpairs = 1290.");
    }

    @Test
    void places() {
        assertThat(place("probe.eigenpairs")).isEqualTo("x.conf:4");
        assertThat(place("probe.tolerance")).isEqualTo("default");
        assertThat(place("probe")).isEqualTo("x.conf:3");
        assertThat(place("optimizers.0.learning-rate")).isEqualTo("x.conf:8");
        assertThat(place("optimizers.0.beta1")).isEqualTo("default");
        assertThat(place("optimizers.0")).isEqualTo("x.conf:7");
        assertThat(place("optimizers")).isEqualTo("x.conf:6");
        assertThat(place("tracker.buffer")).isEqualTo("override tracker.buffer=7");
        assertThat(place("seeds")).isEqualTo("default");
        assertThat(place("data.source")).isEqualTo("x.conf:2");
        assertThat(place("data.samples")).isEqualTo("default");
    }

    /** Elements of plain lists have no place of their own. */
    @Test
    void placeOfWhatHoldsIt() {
        assertThat(place("optimizers.0.learning-rate.much.deeper")).isEqualTo("x.conf:8");
        assertThat(place("seeds.0")).isEqualTo("default");
    }

    @Test
    void placesOfARecordedConfiguration() {
        LoadedExperiment again = ExperimentReader.parse(loaded.json(), List.of("probe.eigenpairs=3"));
        assertThat(again.origins())
                .containsEntry("probe.eigenpairs", "override probe.eigenpairs=3")
                .containsEntry("probe.tolerance", "recorded configuration");
    }

    private String place(String path) {
        String message = loaded.error(path, "x", 0, "").getMessage();
        return message.substring(message.indexOf('(') + 1, message.lastIndexOf(')'))
                .replace(folder + "/", "");
    }
}
