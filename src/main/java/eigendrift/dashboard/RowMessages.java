package eigendrift.dashboard;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import eigendrift.readmodel.Tables;
import eigendrift.report.export.ExportTables;
import eigendrift.report.export.JsonExport;
import eigendrift.report.export.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;

/**
 * New rows as JSON: {@code {"offset": ..., "written": ..., "training": {columns}, ...}}, in as many messages as keep
 * each of them small.
 */
final class RowMessages implements Iterator<byte[]> {

    /** The tables whose rows come from single events; the others are computed of these. */
    static final List<String> STREAMED = List.of(
            "runs",
            "training",
            "spectrum",
            "localization",
            "displacement",
            "subspace",
            "alignment",
            "nulls",
            "null-draws",
            "neurons",
            "carriers",
            "density",
            "trace",
            "stability",
            "identities",
            "changes",
            "weights",
            "checks",
            "missing-spectra");

    /** Rows a message; a thousand pairs of checkpoints with ten rows each are one message. */
    private static final int ROWS = 20_000;

    private final long offset;
    private final long written;
    private final Queue<Part> left = new ArrayDeque<>();

    /** The rows of one table that are not yet sent. */
    private record Part(Table table, Iterator<Object[]> rows) {}

    /**
     * @param offset up to which all is contained
     * @param written when the last of the events was written, in milliseconds
     * @param names of the tables that are wanted
     */
    RowMessages(Tables tables, List<String> names, long offset, long written) {
        this.offset = offset;
        this.written = written;
        for (String name : names) {
            Table table = ExportTables.named(name, tables).orElseThrow();
            Iterator<Object[]> rows = table.rows().iterator();
            if (rows.hasNext()) {
                left.add(new Part(table, rows));
            }
        }
    }

    @Override
    public boolean hasNext() {
        return !left.isEmpty();
    }

    @Override
    public byte[] next() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = TablePieces.JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberField("offset", offset);
            json.writeNumberField("written", written);
            for (int room = ROWS; room > 0 && !left.isEmpty(); ) {
                Part part = left.peek();
                List<Object[]> rows = taken(part.rows(), room);
                json.writeFieldName(part.table().name());
                JsonExport.writeColumns(
                        json, new Table(part.table().name(), part.table().columns(), rows));
                room -= rows.size();
                if (!part.rows().hasNext()) {
                    left.remove();
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Object[]> taken(Iterator<Object[]> rows, int most) {
        List<Object[]> taken = new ArrayList<>();
        while (taken.size() < most && rows.hasNext()) {
            taken.add(rows.next());
        }
        return taken;
    }
}
