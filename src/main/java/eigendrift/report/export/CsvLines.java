package eigendrift.report.export;

import eigendrift.text.Numbers;
import java.io.IOException;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;

/** A table as CSV in the form of {@link CsvExport}, line by line: the header first. */
public final class CsvLines {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

    private final Table table;
    private final Iterator<Object[]> rows;
    private final String[] texts;
    private final String[] fields;
    private boolean begun;

    public CsvLines(Table table) {
        this.table = table;
        this.rows = table.rows().iterator();
        this.texts = new String[table.columns().size()];
        this.fields = new String[texts.length];
    }

    public boolean hasNext() {
        return !begun || rows.hasNext();
    }

    /** Writes the next line with its end. */
    public void next(Appendable out) throws IOException {
        if (!begun) {
            begun = true;
            FORMAT.printRecord(out, table.columns().toArray());
            return;
        }
        Object[] row = rows.next();
        for (int i = 0; i < row.length; i++) {
            if (row[i] instanceof String text) {
                // Names repeat, and checking whether they need quotes is slow, so results are kept.
                if (!text.equals(texts[i])) {
                    texts[i] = text;
                    fields[i] = field(text, i == 0);
                }
                out.append(fields[i]);
            } else {
                out.append(i == 0 ? "" : ",");
                out.append(row[i] instanceof Double number ? Numbers.exact(number) : row[i].toString());
            }
        }
        out.append('\n');
    }

    /** The field as written, with a comma before it unless it is the first. */
    private static String field(String text, boolean first) throws IOException {
        StringBuilder out = new StringBuilder();
        FORMAT.print(text, out, first);
        return out.toString();
    }
}
