package eigendrift.report.export;

import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.readmodel.InputRow;
import eigendrift.readmodel.Tables;
import eigendrift.study.Baseline;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One CSV file a table: UTF-8, a header, {@code \n} line ends, quotes only where needed, the shortest decimals that
 * read back exactly, empty where not measured. The same tables give the same bytes.
 */
public final class CsvExport {
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
    public static List<Path> write(
            Path directory, Tables tables, Baseline baseline, List<ActorStatistics> actors, RowProgress progress)
            throws IOException {
        List<Path> files = new ArrayList<>();
        for (Table table : progress.counting(ExportTables.of(tables, baseline))) {
            files.add(write(directory, table));
        }
        files.add(write(directory, ExportTables.actors(actors)));
        return files;
    }

    /** The same against the first optimizer. */
    public static List<Path> write(Path directory, Tables tables, List<ActorStatistics> actors) throws IOException {
        return write(directory, tables, Baseline.first(tables), actors, RowProgress.NONE);
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
        CsvLines lines = new CsvLines(table);
        while (lines.hasNext()) {
            lines.next(writer);
        }
        writer.flush();
    }
}
