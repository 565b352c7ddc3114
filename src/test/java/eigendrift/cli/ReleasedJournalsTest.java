package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Journals that earlier versions wrote, with the tables that those versions exported from them. */
@Timeout(120)
class ReleasedJournalsTest {

    private static final Path JOURNALS = Path.of("src/test/resources/journals");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0"})
    void isReadAsItWasWrittenAndCanBeReplayed(String version) throws IOException {
        Files.copy(JOURNALS.resolve(version).resolve("eigendrift.db"), folder.resolve("eigendrift.db"));
        String journal = folder.toString();
        assertThat(Main.run("verify", "tiny", "--journal", journal)).isZero();
        Path out = folder.resolve("out");
        assertThat(Main.run("export", "tiny", "--journal", journal, "--out", out.toString()))
                .isZero();
        // Later versions may export further tables.
        assertThat(tables(out)).containsAllEntriesOf(tables(JOURNALS.resolve(version)));
        assertThat(Main.run(
                        "replay",
                        "tiny",
                        "tracker.lags=[1]",
                        "--as",
                        "again",
                        "--journal",
                        journal,
                        "--progress",
                        "off"))
                .isZero();
        Path again = folder.resolve("again");
        assertThat(Main.run("export", "tiny", "--analysis", "again", "--journal", journal, "--out", again.toString()))
                .isZero();
        assertThat(tables(out).get("neurons.csv").lines())
                .as("not tracked then")
                .hasSize(1);
        assertThat(tables(again).get("neurons.csv").lines()).as("tracked now").hasSizeGreaterThan(1);
        assertThat(Main.run("resume", "tiny", "--journal", journal, "--progress", "off"))
                .isZero();
    }

    private static Map<String, String> tables(Path folder) throws IOException {
        Map<String, String> tables = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".csv")).toList()) {
                tables.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertThat(tables).containsKeys("training.csv", "nulls.csv");
        return tables;
    }
}
