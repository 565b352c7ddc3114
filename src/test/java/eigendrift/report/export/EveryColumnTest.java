package eigendrift.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.ClosedSets;
import eigendrift.report.SmallTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each table and each column of the export is described. */
class EveryColumnTest {

    private static final List<List<String>> ROWS = ClosedSets.rows(ClosedSets.section("commands.md", "Exported files"));

    private static final String NUMBERS = ClosedSets.text("src/docs/reading-the-numbers.md");

    static Stream<Table> tables() {
        return Stream.concat(
                ExportTables.of(SmallTables.TABLES).stream(),
                Stream.of(ExportTables.actors(List.of()), ExportTables.inputs(List.of())));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void commandsListsTheColumnsInTheirOrder(Table table) {
        assertThat(described(table.name())).contains(table.columns());
    }

    @Test
    void commandsListsNoOtherTable() {
        assertThat(ROWS.stream().map(row -> row.get(0)).filter(file -> file.endsWith(".csv`")))
                .containsExactlyInAnyOrderElementsOf(
                        tables().map(table -> "`" + table.name() + ".csv`").toList());
    }

    /** Those of actors and inputs are explained in commands.md. */
    @ParameterizedTest
    @MethodSource("tables")
    void readingTheNumbersExplainsTheColumns(Table table) {
        if (!List.of("actors", "inputs").contains(table.name())) {
            assertThat(unexplained(table)).isEmpty();
        }
    }

    /** A column that nobody has described is found. */
    @Test
    void aNewColumnIsMissed() {
        Table table = new Table.Builder<>("runs", List.of(1))
                .column("run", row -> "sgd-seed0")
                .column("colour", row -> "red")
                .build();
        assertThat(table.rows().iterator().next()).containsExactly("sgd-seed0", "red");
        assertThat(described("runs")).isPresent().isNotEqualTo(Optional.of(table.columns()));
        assertThat(unexplained(table)).containsExactly("colour");
        assertThat(described("colours")).isEmpty();
    }

    /** What commands.md says of a table: its columns, without remarks in parentheses or behind them. */
    private static Optional<List<String>> described(String table) {
        return ROWS.stream()
                .filter(row -> row.get(0).equals("`" + table + ".csv`"))
                .map(row -> row.get(1).replaceAll("\\[[^]]*]\\([^)]*\\)", "").replaceAll("\\([^)]*\\)", ""))
                .map(text -> Arrays.stream(text.split("[;:]")[0].split(","))
                        .map(String::strip)
                        .filter(column -> !column.isEmpty() && !column.equals("..."))
                        .toList())
                .findFirst();
    }

    private static List<String> unexplained(Table table) {
        List<String> missing = new ArrayList<>(table.columns());
        missing.removeIf(
                column -> Pattern.compile("`[^`\n]*\\b" + column.replaceFirst("^layer\\d+_", "layerN_") + "\\b[^`\n]*`")
                        .matcher(NUMBERS)
                        .find());
        return missing;
    }
}
