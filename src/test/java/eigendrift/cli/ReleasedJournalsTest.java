package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Map<String, String> now = tables(out);
        tables(JOURNALS.resolve(version)).forEach((table, then) -> assertHolds(now.get(table), then, table));
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
    }

    /** Later versions may export further tables, and further columns at the end of a row. */
    private static void assertHolds(String now, String then, String table) {
        List<String> rows = now.lines().toList();
        List<String> expected = then.lines().toList();
        assertThat(rows).as(table).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i) + ",").as("%s, line %d", table, i + 1).startsWith(expected.get(i) + ",");
        }
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
