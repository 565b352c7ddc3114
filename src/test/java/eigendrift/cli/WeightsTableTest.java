package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.tensors.Npz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The displacement of the weights, as the tracker journaled it, against the weights of the exported checkpoints. */
@Timeout(120)
class WeightsTableTest {

    private static final double ROUNDING = 1e-12;

    @TempDir
    private Path folder;

    @Test
    void isThatOfTheExportedCheckpoints() throws IOException {
        Path journal = Path.of("src/test/resources/journals/0.1.0/eigendrift.db");
        Files.copy(journal, folder.resolve("eigendrift.db"));
        Path out = folder.resolve("out");
        assertThat(Main.run(
                        "export",
                        "tiny",
                        "--journal",
                        folder.toString(),
                        "--out",
                        out.toString(),
                        "--format",
                        "csv,npz"))
                .isZero();
        List<CSVRecord> rows = CSVParser.parse(
                        Files.readString(out.resolve("weights.csv")),
                        CSVFormat.DEFAULT
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get())
                .getRecords();
        assertThat(rows).as("pairs of five checkpoints of two runs").hasSize(20);
        for (CSVRecord row : rows) {
            double[] then = parameters(out, row.get("run"), row.get("step_from"));
            double[] now = parameters(out, row.get("run"), row.get("step_to"));
            double squares = 0;
            for (int j = 0; j < now.length; j++) {
                squares += Math.pow(now[j] - then[j], 2);
            }
            assertThat(Double.parseDouble(row.get("mean_square_displacement")))
                    .as("%s", row)
                    .isCloseTo(squares / now.length, within(ROUNDING));
            assertThat(Double.parseDouble(row.get("distance"))).isCloseTo(Math.sqrt(squares), within(ROUNDING));
        }
    }

    private static double[] parameters(Path out, String run, String step) {
        return Npz.read(out.resolve("checkpoints").resolve(run).resolve(step + ".npz"))
                .get("parameters")
                .data();
    }
}
