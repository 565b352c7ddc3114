package eigendrift.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A CSV file (RFC 4180, UTF-8, comma) with a header; all columns but the target hold finite decimal numbers.
 *
 * @param header names of all columns
 * @param inputs one array a row, the columns in the order of the file without the target
 * @param targets one text a row
 * @param lines where each row ends, counted from 1
 */
record CsvTable(String file, List<String> header, List<double[]> inputs, List<String> targets, List<Long> lines) {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .setIgnoreSurroundingSpaces(true)
            .get();

    /** How many column names an error message lists. */
    private static final int LISTED = 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static CsvTable of(Content content, String target) {
        String file = content.file();
        String text = text(content);
        if (text.isBlank()) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s: expected a header and rows, found an empty file", file));
        }
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            List<String> header = parser.getHeaderNames();
            int column = header.indexOf(target);
            if (column < 0) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected the target column %s, found the %d columns %s%s",
                        file,
                        target,
                        header.size(),
                        String.join(", ", header.subList(0, Math.min(header.size(), LISTED))),
                        header.size() > LISTED ? ", ..." : ""));
            }
            if (header.size() < 2) {
                throw new DataException(String.format(
                        Locale.ROOT, "%s: expected input columns beside the target %s, found none", file, target));
            }
            CsvTable table = new CsvTable(file, header, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (CSVRecord row : parser) {
                table.add(row, column, parser.getCurrentLineNumber());
            }
            if (table.count() == 0) {
                throw new DataException(
                        String.format(Locale.ROOT, "%s: expected rows after the header, found none", file));
            }
            return table;
        } catch (IllegalArgumentException | IOException | UncheckedIOException e) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s: cannot be read as CSV (%s)", file, e.getMessage()), e);
        }
    }

    private static String text(Content content) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.bytes()))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new DataException(
                    String.format(Locale.ROOT, "%s: expected UTF-8 text, found bytes that are not", content.file()), e);
        }
    }

    int count() {
        return inputs.size();
    }

    int inputSize() {
        return header.size() - 1;
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

    private void add(CSVRecord row, int target, long line) {
        if (!row.isConsistent()) {
            throw new DataException(String.format(
                    Locale.ROOT, "%s, line %d: expected %d columns, found %d", file, line, header.size(), row.size()));
        }
        double[] numbers = new double[inputSize()];
        for (int i = 0; i < row.size(); i++) {
            if (row.get(i).isEmpty()) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s, line %d, column %s: expected a value, found none",
                        file,
                        line,
                        header.get(i)));
            }
            if (i != target) {
                numbers[i < target ? i : i - 1] = finite(row.get(i), line, header.get(i));
            }
        }
        inputs.add(numbers);
        targets.add(row.get(target));
        lines.add(line);
    }

    /** The number in a cell, or an error that says where the cell is. */
    double finite(String text, long line, String column) {
        double value = number(text);
        if (Double.isNaN(value)) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s, line %d, column %s: expected a finite number, found %s",
                    file,
                    line,
                    column,
                    text));
        }
        return value;
    }
}
