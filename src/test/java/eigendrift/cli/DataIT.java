package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A table of measurements on scales of their own, from the file to the report, on real processes. */
@Timeout(300)
class DataIT {

    private static final String CONF = """
            experiment {
              name = tumours
              data { source = csv, path = table.csv, target = malignant, test-fraction = .25 }
              network { hidden = [8] }
              training { epochs = 8, batch-size = 16 }
              optimizers = [{ type = sgd, learning-rate = .1 }]
              checkpoints.every = 4 epochs
              probe.eigenpairs = 6
            }
            """;

    @TempDir
    private Path folder;

    private Program program;

    /** 160 rows of two features, one in thousands, one in thousandths; 100 of the larger class. */
    @BeforeEach
    void write() throws IOException {
        Random random = new Random(0);
        StringBuilder rows = new StringBuilder("area,smoothness,malignant\n");
        for (int i = 0; i < 160; i++) {
            int label = i % 8 < 3 ? 1 : 0;
            rows.append(20_000 + 3_000 * (random.nextGaussian() + 2 * label)).append(',');
            rows.append((1 + random.nextGaussian() / 5 + label) / 1000).append(',');
            rows.append(label).append('\n');
        }
        Files.writeString(folder.resolve("table.csv"), rows);
        program = new Program(folder);
        program.configure("t.conf", CONF);
    }

    @Test
    void rawFeaturesAreLearnedFromInVainAndItSaysSo() throws Exception {
        Program.Result run = program.run("run", "t.conf", "--progress", "off");
        String warning = "sgd-seed0 ended no better than without a look at the inputs (accuracy";
        assertThat(run.err()).contains("Data table.csv: 120 training and 40 test samples of 2 inputs", warning);
        assertThat(program.run("show", "tumours").out()).contains(warning, "table.csv: 120 training");
        program.run("report", "tumours", "--out", "r.html");
        assertThat(Files.readString(folder.resolve("r.html"))).contains(warning);
    }

    @Test
    void standardizedFeaturesAreLearnedAndNamed() throws Exception {
        Program.Result run = program.run("run", "t.conf", "data.standardize=true", "--progress", "off");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("inputs standardized.").doesNotContain("no better");
        assertThat(program.run("verify", "tumours", "--retrain").out()).contains(" 0 problems");
        Program.Result replay = program.run("replay", "tumours", "probe.eigenpairs=1", "--progress", "off");
        assertThat(replay.code()).as(replay.err()).isZero();
        program.run("export", "tumours", "--out", "out", "--format", "csv");
        assertThat(Files.readString(folder.resolve("out/carriers.csv"))).contains(",area\n", ",smoothness\n", ",\n");
        assertThat(Files.readAllLines(folder.resolve("out/inputs.csv")))
                .hasSize(3)
                .startsWith("input,feature,divisor,shift,scale")
                .element(1)
                .asString()
                .startsWith("0,area,1.0,2");
        program.run("report", "tumours", "--out", "r.html");
        assertThat(Files.readString(folder.resolve("r.html")))
                .contains("Largest entries on named inputs, sgd-seed0: v");
    }

    @Test
    void whatIsRefusedTakesNoId() throws Exception {
        Files.write(folder.resolve("w.npz"), new byte[] {1, 2, 3});
        Program.Result run = program.run("run", "t.conf", "network.initial-weights=w.npz", "--progress", "off");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("w.npz: expected .npz, .npy, .safetensors", "found the bytes 01 02 03");
        assertThat(program.run("run", "t.conf", "network.hidden=[90000,90000]").code())
                .isEqualTo(2);
        assertThat(program.run("run", "t.conf", "data.standardize=true", "--id", "tumours", "--progress", "off")
                        .code())
                .isZero();
    }
}
