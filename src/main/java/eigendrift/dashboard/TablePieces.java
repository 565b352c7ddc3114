package eigendrift.dashboard;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import eigendrift.report.export.CsvLines;
import eigendrift.report.export.JsonExport;
import eigendrift.report.export.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Tables as bodies. */
final class TablePieces {

    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    private TablePieces() {}

    static Pieces csv(Table table) {
        CsvLines lines = new CsvLines(table);
        StringBuilder line = new StringBuilder();
        return out -> {
            if (!lines.hasNext()) {
                return false;
            }
            line.setLength(0);
            lines.next(line);
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            return true;
        };
    }

    /** {@code {"offset": ..., "columns": {"step": [...], ...}}}; walks the rows once for each column. */
    static Pieces json(Table table, long offset) {
        return new Columns(table, offset);
    }

    private static final class Columns implements Pieces {
        private final Table table;
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        private final JsonGenerator json;
        private Iterator<Object[]> rows;
        private int column = -1;
        private boolean ended;

        Columns(Table table, long offset) {
            this.table = table;
            try {
                json = JSON.createGenerator(buffer, JsonEncoding.UTF8);
                json.writeStartObject();
                json.writeNumberField("offset", offset);
                json.writeObjectFieldStart("columns");
                nextColumn();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void nextColumn() throws IOException {
            column++;
            if (column < table.columns().size()) {
                json.writeArrayFieldStart(table.columns().get(column));
                rows = table.rows().iterator();
            }
        }

        @Override
        public boolean next(OutputStream out) throws IOException {
            if (ended) {
                return false;
            }
            if (column == table.columns().size()) {
                json.writeEndObject();
                json.writeEndObject();
                json.close();
                ended = true;
            } else if (rows.hasNext()) {
                JsonExport.write(json, rows.next()[column]);
            } else {
                json.writeEndArray();
                nextColumn();
            }
            if (ended || json.getOutputBuffered() > CHUNK / 16) {
                json.flush();
            }
            buffer.writeTo(out);
            buffer.reset();
            return true;
        }
    }
}
