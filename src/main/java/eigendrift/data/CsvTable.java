package eigendrift.data;

import eigendrift.config.Task;
import eigendrift.files.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The first rows of a CSV file (RFC 4180, UTF-8, comma) with a header; all columns but the target hold finite decimal
 * numbers.
 *
 * @param inputs the columns in the order of the file without the target
 * @param targets for regression, one a row
 * @param labels for classification, one a row: place of its text in {@code texts}
 * @param texts the distinct targets in the order in which they came; for classification
 */
record CsvTable(String file, CsvHeader header, Column inputs, Column targets, Column labels, Map<String, First> texts) {

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).get();

    /** Characters from which the dialect is recognized. */
    private static final int START = 1 << 16;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** For a text that occurs first at {@code line}, how many others occurred before it. */
    record First(int place, long line) {}

    /** Which rows to read: at most {@code rows}, and whether the targets of all further rows too. */
    record Wanted(String target, Task task, OptionalInt rows, boolean allLabels) {}

    /** Reads the wanted rows of a file. */
    static CsvTable of(Content content, Wanted wanted) {
        return content.read(in -> read(content.file(), in, wanted));
    }

    private static CsvTable read(String file, InputStream in, Wanted wanted) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()), 2 * START)) {
            CsvHeader.requireCommas(file, start(reader));
            return read(file, reader, wanted);
        } catch (CharacterCodingException e) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s: expected UTF-8 text, found bytes that are not", file), e);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new DataException(
                        String.format(Locale.ROOT, "%s: expected UTF-8 text, found bytes that are not", file), e);
            }
            throw new DataException(
                    String.format(
                            Locale.ROOT,
                            "%s: cannot be read as CSV (%s)",
                            file,
                            CsvHeader.shown(String.valueOf(e.getCause().getMessage()))),
                    e);
        }
    }

    /** The first characters, which stay to be read; a byte order mark is passed over. */
    private static String start(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK.charAt(0)) {
            reader.reset();
        }
        reader.mark(START);
        char[] start = new char[START];
        int length = 0;
        int read;
        while (length < START && (read = reader.read(start, length, START - length)) > 0) {
            length += read;
        }
        reader.reset();
        return new String(start, 0, length);
    }

    private static CsvTable read(String file, Reader reader, Wanted wanted) throws IOException {
        CSVParser parser = CSVParser.parse(reader, FORMAT);
        Iterator<CSVRecord> rows = parser.iterator();
        if (!rows.hasNext()) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s: expected a header and rows, found an empty file", file));
        }
        CsvHeader header = CsvHeader.of(file, rows.next().toList(), wanted.target());
        CsvTable table = new CsvTable(file, header, new Column(), new Column(), new Column(), new LinkedHashMap<>());
        long read = 0;
        long most = wanted.rows().orElse(Integer.MAX_VALUE);
        try {
            while ((read < most || wanted.allLabels()) && rows.hasNext()) {
                CSVRecord row = rows.next();
                table.add(row, wanted.task(), read < most, parser.getCurrentLineNumber());
                read++;
            }
        } catch (OutOfMemoryError e) {
            int width = header.names().size() - 1;
            String what = String.format(Locale.ROOT, "more than %d rows of %d columns", read, width);
            throw Targets.outOfMemory(file, what, "take", 2L * Double.BYTES * read * width, e);
        }
        if (read == 0 && most > 0) {
            throw new DataException(String.format(Locale.ROOT, "%s: expected rows after the header, found none", file));
        }
        return table;
    }

    /** Rows kept. */
    int count() {
        return (int) (inputs.size() / inputSize());
    }

    int inputSize() {
        return header.names().size() - 1;
    }

    /** A decimal number, or NaN if the text is none or not finite. */
    static double number(String text) {
        boolean decimal = !text.isEmpty() && text.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0);
        try {
            double value = decimal ? Double.parseDouble(text) : Double.NaN;
            return Double.isFinite(value) ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private void add(CSVRecord row, Task task, boolean kept, long line) {
        List<String> names = header.names();
        if (row.size() != names.size()) {
            throw new DataException(String.format(
                    Locale.ROOT, "%s, line %d: expected %d columns, found %d", file, line, names.size(), row.size()));
        }
        for (int i = 0; i < row.size() && kept; i++) {
            if (i != header.target()) {
                inputs.add(finite(row.get(i), line, names.get(i)));
            }
        }
        String target = present(row.get(header.target()), line, names.get(header.target()));
        if (task == Task.REGRESSION) {
            targets.add(finite(target, line, names.get(header.target())));
        } else {
            First first = texts.computeIfAbsent(target, text -> new First(texts.size(), line));
            if (kept) {
                labels.add(first.place());
            }
        }
    }

    private String present(String text, long line, String column) {
        if (text.isEmpty()) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s, line %d, column %s: expected a value, found none",
                    file,
                    line,
                    CsvHeader.shown(column)));
        }
        return text;
    }

    /** The number in a cell, or an error that says where the cell is. */
    private double finite(String text, long line, String column) {
        double value = number(present(text, line, column));
        if (Double.isNaN(value)) {
            String advice =
                    text.matches("[+-]?\\d*,\\d+") ? "\nMaybe this is a decimal comma; points are expected." : "";
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s, line %d, column %s: expected a finite number, found %s%s",
                    file,
                    line,
                    CsvHeader.shown(column),
                    CsvHeader.shown(text),
                    advice));
        }
        return value;
    }
}
