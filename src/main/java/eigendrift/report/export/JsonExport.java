package eigendrift.report.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.readmodel.Tables;
import eigendrift.study.Baseline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The tables of {@link CsvExport} as JSON: each table an array of objects, one a line, with the same names; null where
 * not measured. An infinite number, for which JSON has no form, is the string {@code "Infinity"} or
 * {@code "-Infinity"}.
 */
public final class JsonExport {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private JsonExport() {}

    /**
     * Writes {@code experiment.json}, which holds every table but the actors', and {@code actors.json}, so that the
     * first can be compared byte for byte between two executions.
     *
     * @param baseline of the claims
     * @param directory made if absent; files of these names in it are replaced
     * @return the files
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(
            Path directory, Tables tables, Baseline baseline, List<ActorStatistics> actors, RowProgress progress)
            throws IOException {
        Path all = directory.resolve("experiment.json");
        Path costs = directory.resolve("actors.json");
        AtomicFile.write(all, out -> write(out, progress.counting(ExportTables.of(tables, baseline))));
        AtomicFile.write(costs, out -> write(out, List.of(ExportTables.actors(actors))));
        return List.of(all, costs);
    }

    /** The same against the first optimizer. */
    public static List<Path> write(Path directory, Tables tables, List<ActorStatistics> actors) throws IOException {
        return write(directory, tables, Baseline.first(tables), actors, RowProgress.NONE);
    }

    private static void write(OutputStream out, List<Table> tables) throws IOException {
        DefaultPrettyPrinter oneRowALine = new DefaultPrettyPrinter()
                .withObjectIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance)
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8);
        json.setPrettyPrinter(oneRowALine);
        json.writeStartObject();
        for (Table table : tables) {
            json.writeArrayFieldStart(table.name());
            for (Object[] row : table.rows()) {
                json.writeStartObject();
                for (int i = 0; i < row.length; i++) {
                    json.writeFieldName(table.columns().get(i));
                    write(json, row[i]);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    /**
     * Writes one table column by column: an object with an array for each column, entries as in the export. Keeps all
     * of it in memory while it writes.
     */
    public static void writeColumns(JsonGenerator json, Table table) throws IOException {
        List<Object[]> rows = List.copyOf(table.rows());
        json.writeStartObject();
        for (int i = 0; i < table.columns().size(); i++) {
            json.writeArrayFieldStart(table.columns().get(i));
            for (Object[] row : rows) {
                write(json, row[i]);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** Writes an entry of a table. */
    public static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Double number) {
            if (Double.isNaN(number)) {
                json.writeNull();
            } else {
                json.writeNumber(number);
            }
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString((String) value);
        }
    }
}
