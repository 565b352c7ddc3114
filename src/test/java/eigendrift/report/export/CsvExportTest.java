package eigendrift.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.dynamics.Observable;
import eigendrift.random.Streams;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.report.SmallTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class CsvExportTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runs",
                "training",
                "spectrum",
                "localization",
                "displacement",
                "subspace",
                "alignment",
                "nulls",
                "neurons",
                "carriers",
                "identities",
                "changes",
                "motion",
                "swaps",
                "null-draws",
                "comparison",
                "sensitivity",
                "claims",
                "null-ratios",
                "density",
                "trace",
                "stability",
                "checks",
                "weights",
                "susceptibility",
                "ageing",
                "missing-spectra",
                "configuration",
                "actors"
            })
    void writesTheGoldenFile(String table) throws IOException {
        CsvExport.write(directory, SmallTables.TABLES, SmallTables.ACTORS);
        assertThat(Files.readString(directory.resolve(table + ".csv"))).isEqualTo(golden(table + ".csv"));
    }

    @Test
    void writesNothingElse() throws IOException {
        CsvExport.write(directory, SmallTables.TABLES, SmallTables.ACTORS);
        assertThat(names(directory))
                .hasSize(ExportTables.of(SmallTables.TABLES).size() + 1)
                .allMatch(name -> name.matches("[a-z-]+\\.csv"));
    }

    @Test
    void tablesWithoutRowsHaveTheirHeader() throws IOException {
        CsvExport.write(directory, ExampleTables.empty(), List.of());
        assertThat(Files.readString(directory.resolve("localization.csv")))
                .isEqualTo("run,step,index,"
                        + Arrays.stream(Observable.values())
                                .map(Observable::column)
                                .collect(Collectors.joining(","))
                        + "\n");
        assertThat(Files.readString(directory.resolve("null-draws.csv")).strip().split(","))
                .contains(Observable.compared().stream().map(Observable::column).toArray(String[]::new));
        assertThat(names(directory)).hasSize(ExportTables.of(SmallTables.TABLES).size() + 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsReadBackEqualsTheRows(long seed) throws IOException {
        List<Tables.Displacement> rows = randomRows(seed);
        Tables tables = Tables.builder().displacement(rows).build();
        CsvExport.write(directory, tables, List.of());
        List<Tables.Displacement> read = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(
                Files.readString(directory.resolve("displacement.csv")),
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            for (CSVRecord row : parser) {
                read.add(new Tables.Displacement(
                        row.get("run"),
                        Integer.parseInt(row.get("index")),
                        Label.valueOf(row.get("label").toUpperCase(Locale.ROOT)),
                        Long.parseLong(row.get("step_from")),
                        Long.parseLong(row.get("step_to")),
                        number(row.get("overlap")),
                        number(row.get("displacement")),
                        number(row.get("angle")),
                        number(row.get("bound"))));
            }
        }
        assertThat(read).isEqualTo(rows);
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    private static List<Tables.Displacement> randomRows(long seed) {
        RandomGenerator random = new Streams(seed).stream("csv-export-test");
        List<Tables.Displacement> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(new Tables.Displacement(
                    randomText(random),
                    random.nextInt(),
                    random.nextBoolean() ? Label.RANK : Label.IDENTITY,
                    random.nextLong(),
                    random.nextLong(),
                    Double.longBitsToDouble(random.nextLong()),
                    random.nextGaussian(),
                    random.nextInt(5) == 0 ? Double.NaN : random.nextInt(),
                    StrictMath.pow(10, random.nextInt(-300, 300))));
        }
        return rows;
    }

    /** Not empty: a table has no empty names, and an empty cell means not measured. */
    private static String randomText(RandomGenerator random) {
        String alphabet = "aZ09 ,\"'\n;\tλ₁😀-";
        int[] symbols = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(symbols[random.nextInt(symbols.length)]);
        }
        return text.append("x").toString();
    }

    @Test
    void theSameTablesGiveTheSameBytes() throws IOException {
        Tables tables = ExampleTables.typical(7);
        CsvExport.write(directory.resolve("a"), tables, List.of());
        CsvExport.write(directory.resolve("b"), ExampleTables.typical(7), List.of());
        for (String name : names(directory.resolve("a"))) {
            assertThat(directory.resolve("b").resolve(name)).hasSameBinaryContentAs(directory.resolve("a/" + name));
        }
    }

    @Test
    void replacesOlderFiles() throws IOException {
        Files.writeString(directory.resolve("runs.csv"), "old and longer than the new one".repeat(100));
        CsvExport.write(directory, SmallTables.TABLES, SmallTables.ACTORS);
        assertThat(Files.readString(directory.resolve("runs.csv"))).isEqualTo(golden("runs.csv"));
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a folder");
        assertThatThrownBy(() -> CsvExport.write(file, SmallTables.TABLES, List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file = " + file.resolve("runs.csv"))
                .hasMessageContaining("Maybe choose another folder");
        assertThat(file).hasContent("not a folder");
    }

    static String golden(String name) throws IOException {
        try (InputStream in = CsvExportTest.class.getResourceAsStream("/golden/export/" + name)) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    public static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
