package eigendrift.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.report.SmallTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonExportTest {

    @TempDir
    Path directory;

    @Test
    void holdsWhatTheTablesHold() throws IOException {
        Tables tables = ExampleTables.typical(11);
        JsonExport.write(directory, tables, SmallTables.ACTORS);
        assertThat(CsvExportTest.names(directory)).containsExactly("actors.json", "experiment.json");
        compare("experiment.json", ExportTables.of(tables));
        compare("actors.json", List.of(ExportTables.actors(SmallTables.ACTORS)));
    }

    private void compare(String file, List<Table> tables) throws IOException {
        JsonNode json = new ObjectMapper().readTree(directory.resolve(file).toFile());
        assertThat(fields(json)).isEqualTo(tables.stream().map(Table::name).toList());
        for (Table table : tables) {
            JsonNode rows = json.get(table.name());
            List<Object[]> expected = List.copyOf(table.rows());
            assertThat(rows).as(table.name()).hasSize(expected.size());
            for (int i = 0; i < rows.size(); i++) {
                assertThat(fields(rows.get(i))).isEqualTo(table.columns());
                for (int c = 0; c < table.columns().size(); c++) {
                    String column = table.columns().get(c);
                    assertThat(value(rows.get(i).get(column), expected.get(i)[c]))
                            .as("%s, row %d, %s", table.name(), i, column)
                            .isEqualTo(expected.get(i)[c]);
                }
            }
        }
    }

    /** What a node holds, in the type of {@code expected}. */
    private static Object value(JsonNode node, Object expected) {
        if (expected instanceof Double) {
            return node.isNull() ? Double.NaN : Double.parseDouble(node.asText());
        }
        if (expected instanceof Integer) {
            return node.intValue();
        }
        return expected instanceof Long ? (Object) node.longValue() : node.textValue();
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
