package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
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
        assertThat(Main.run("metrics", "tiny", "--all", "--journal", journal)).isZero();
        Path out = folder.resolve("out");
        assertThat(Main.run("export", "tiny", "--journal", journal, "--out", out.toString()))
                .isZero();
        Map<String, List<String>> exported = tables(out);
        tables(JOURNALS.resolve(version)).forEach((name, lines) -> {
            assertThat(exported).containsKey(name);
            assertThat(exported.get(name)).as(name).hasSameSizeAs(lines);
            // Later versions may export further tables, and further columns behind the old ones.
            for (int i = 0; i < lines.size(); i++) {
                assertThat(exported.get(name).get(i) + ",").as(name).startsWith(lines.get(i) + ",");
            }
        });
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
        assertThat(Main.run("resume", "tiny", "--journal", journal, "--progress", "off"))
                .isZero();
        assertThat(Main.run("extend", "tiny", "seeds+=7", "--journal", journal, "--progress", "off"))
                .isZero();
        assertThat(Main.run("verify", "tiny", "--journal", journal)).isZero();
        assertThat(Main.run("export", "tiny", "--journal", journal, "--out", out.toString()))
                .isZero();
        assertThat(tables(out).get("runs.csv")).hasSize(1 + 2 * 2);
    }

    /**
     * Written under the locale ar-EG: the L-BFGS vectors are named displacement-٠٠٠٠ and so on, and a smaller last
     * batch has the weight of a full one.
     */
    @Test
    void ofAnotherLanguageIsReadAndReplayed() throws IOException {
        Files.copy(JOURNALS.resolve("0.1.0-ar-EG/eigendrift.db"), folder.resolve("eigendrift.db"));
        String journal = folder.toString();
        for (String id : List.of("l", "u")) {
            assertThat(Main.run("verify", id, "--journal", journal)).isZero();
            assertThat(Main.run(
                            "replay",
                            id,
                            "probe.eigenpairs=1",
                            "--as",
                            "k1",
                            "--journal",
                            journal,
                            "--progress",
                            "off"))
                    .isZero();
        }
        Path out = folder.resolve("out");
        assertThat(Main.run("export", "l", "--analysis", "k1", "--journal", journal, "--out", out.toString()))
                .isZero();
        List<String> aligned = Files.readAllLines(out.resolve("alignment.csv"));
        // The checkpoint at step 20 has pairs of L-BFGS, without which there is no next update.
        int column = List.of(aligned.get(0).split(",")).indexOf("next_update_fraction");
        assertThat(aligned.get(2)).startsWith("lbfgs-seed0,20,");
        assertThat(Double.parseDouble(aligned.get(2).split(",")[column])).isBetween(0., 1.);
    }

    private static Map<String, List<String>> tables(Path folder) throws IOException {
        Map<String, List<String>> tables = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".csv")).toList()) {
                tables.put(file.getFileName().toString(), Files.readAllLines(file));
            }
        }
        assertThat(tables).containsKeys("training.csv", "nulls.csv");
        return tables;
    }
}
