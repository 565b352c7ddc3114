package eigendrift.report.export;

import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.readmodel.InputRow;
import eigendrift.readmodel.Tables;
import eigendrift.study.Baseline;
import eigendrift.text.Numbers;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * One CSV file a table: UTF-8, a header, {@code \n} line ends, quotes only where needed, the shortest decimals that
 * read back exactly, empty where not measured. The same tables give the same bytes.
 */
public final class CsvExport {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private static final int BUFFER = 1 << 16;

    private CsvExport() {}

    /**
     * Writes each table of {@link ExportTables}, and {@code actors.csv}.
     *
     * @param baseline of the claims
     * @param directory made if absent; files of these names in it are replaced
     * @return the files
     * @throws IOException if a file cannot be written
     */
    public static List<Path> write(Path directory, Tables tables, Baseline baseline, List<ActorStatistics> actors)
            throws IOException {
        List<Path> files = new ArrayList<>();
        for (Table table : ExportTables.of(tables, baseline)) {
            files.add(write(directory, table));
        }
        files.add(write(directory, ExportTables.actors(actors)));
        return files;
    }

    /** The same against the first optimizer. */
    public static List<Path> write(Path directory, Tables tables, List<ActorStatistics> actors) throws IOException {
        return write(directory, tables, Baseline.first(tables), actors);
    }

    /** Writes {@code inputs.csv}. */
    public static Path writeInputs(Path directory, List<InputRow> inputs) throws IOException {
        return write(directory, ExportTables.inputs(inputs));
    }

    private static Path write(Path directory, Table table) throws IOException {
        Path file = directory.resolve(table.name() + ".csv");
        AtomicFile.write(file, out -> write(out, table));
        return file;
    }

    /** Writes one table, and leaves {@code out} open. */
    public static void write(OutputStream out, Table table) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        FORMAT.printRecord(writer, table.columns().toArray());
        String[] texts = new String[table.columns().size()];
        String[] fields = new String[texts.length];
        for (Object[] row : table.rows()) {
            for (int i = 0; i < row.length; i++) {
                if (row[i] instanceof String text) {
                    // Names repeat, and checking whether they need quotes is slow, so results are kept.
                    if (!text.equals(texts[i])) {
                        texts[i] = text;
                        fields[i] = field(text, i == 0);
                    }
                    writer.write(fields[i]);
                } else {
                    writer.write(i == 0 ? "" : ",");
                    writer.write(row[i] instanceof Double number ? Numbers.exact(number) : row[i].toString());
                }
            }
            writer.write('\n');
        }
        writer.flush();
    }

    /** The field as written, with a comma before it unless it is the first. */
    private static String field(String text, boolean first) throws IOException {
        StringBuilder out = new StringBuilder();
        FORMAT.print(text, out, first);
        return out.toString();
    }
}
