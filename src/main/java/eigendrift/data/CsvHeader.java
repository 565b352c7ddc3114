package eigendrift.data;

import eigendrift.files.DataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The first row of a CSV file, which must name the columns: every name once, and not a row of numbers.
 *
 * @param target place of the target column
 */
record CsvHeader(List<String> names, int target) {

    /** How many column names an error message lists, and how much of a text it shows. */
    private static final int LISTED = 20, SHOWN = 80;

    /** A row of fewer columns than this may be 0, 1, 2 by chance. */
    private static final int COUNTED = 4;

    private static final Map<Character, String> SEPARATORS = Map.of(';', "semicolons", '\t', "tabs", '|', "bars");

    /** @throws DataException if the names cannot be those of columns, or {@code target} is not among them */
    static CsvHeader of(String file, List<String> names, String target) {
        int column = names.indexOf(target);
        requireNoData(file, names, target);
        if (column < 0) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected the target column %s, found the %d columns %s%s",
                    file,
                    shown(target),
                    names.size(),
                    listed(names),
                    advice(names)));
        }
        requireNames(file, names);
        if (names.size() < 2) {
            throw new DataException(String.format(
                    Locale.ROOT, "%s: expected input columns beside the target %s, found none", file, target));
        }
        return new CsvHeader(List.copyOf(names), column);
    }

    /** Names of the inputs. */
    List<String> inputs() {
        List<String> inputs = new ArrayList<>(names);
        inputs.remove(target);
        return inputs;
    }

    /**
     * Refuses a file of another dialect, which as CSV would have one column of nonsense.
     *
     * @param start the first lines of the file
     */
    static void requireCommas(String file, String start) {
        List<String> raw =
                start.lines().filter(line -> !line.isBlank()).limit(2).toList();
        List<String> lines = raw.stream().map(CsvHeader::unquoted).toList();
        if (lines.isEmpty()) {
            return;
        }
        String first = lines.get(0);
        if (first.toLowerCase(Locale.ROOT).startsWith("sep=")) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected a header, found the line %s of a spreadsheet\nMaybe remove it, and save with commas.",
                    file,
                    shown(first)));
        }
        SEPARATORS.forEach((separator, words) -> {
            if (first.indexOf(separator) >= 0 && first.indexOf(',') < 0) {
                boolean decimal = lines.stream().anyMatch(line -> line.matches(".*\\d,\\d.*"));
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected columns separated by commas, found %s%s in the first lines: %s"
                                + "\nMaybe pandas.read_csv(FILE, sep='%s'%s).to_csv(COPY, index=False) in Python.",
                        file,
                        words,
                        decimal ? " and decimal commas" : "",
                        shown(raw.get(0).replace("\t", "\\t")),
                        separator == '\t' ? "\\t" : separator,
                        decimal ? ", decimal=','" : ""));
            }
        });
    }

    /** The line without its quoted parts. */
    private static String unquoted(String line) {
        return line.replaceAll("\"[^\"]*\"", "\"\"");
    }

    private static void requireNoData(String file, List<String> names, String target) {
        List<String> numbers = names.stream().filter(CsvHeader::isNumber).toList();
        long others = names.stream().filter(name -> !name.equals(target)).count();
        boolean allButTheTarget = others > 0
                && names.stream().filter(name -> !name.equals(target)).allMatch(CsvHeader::isNumber);
        if (allButTheTarget && !counts(numbers)) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: expected names of columns in the first row, found numbers, a sample by the look of it: %s"
                            + "\nMaybe the file has no header; put a row of names above it: %s."
                            + " If these are names, add a letter.",
                    file,
                    listed(names),
                    suggested(names.size())));
        }
    }

    private static boolean isNumber(String name) {
        return !Double.isNaN(CsvTable.number(name));
    }

    /** Whether these are 0, 1, 2, ... or 1, 2, 3, ..., as pandas names columns. */
    private static boolean counts(List<String> numbers) {
        return numbers.size() >= COUNTED
                && Stream.of(0, 1).anyMatch(first -> IntStream.range(0, numbers.size())
                        .allMatch(i -> numbers.get(i).equals(Integer.toString(first + i))));
    }

    private static String suggested(int columns) {
        return columns <= 3
                ? IntStream.rangeClosed(1, columns).mapToObj(i -> "x" + i).collect(Collectors.joining(","))
                : "x1,x2,...,x" + columns;
    }

    private static void requireNames(String file, List<String> names) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected a name for every column, found none for column %d of %d"
                                + "\nMaybe pandas wrote its index there: to_csv(FILE, index=False).",
                        file,
                        i + 1,
                        names.size()));
            }
            Integer before = places.put(names.get(i), i);
            if (before != null) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: expected names that differ, found the duplicate %s in columns %d and %d",
                        file,
                        shown(names.get(i)),
                        before + 1,
                        i + 1));
            }
        }
    }

    private static String advice(List<String> names) {
        if (names.get(0).startsWith("#")) {
            return "\nMaybe take the # off the header; numpy.savetxt(..., comments='') writes none.";
        }
        return names.size() == 1 && names.get(0).contains(" ")
                ? "\nMaybe the columns are separated by spaces; commas are expected."
                : "";
    }

    private static String listed(List<String> names) {
        String all = String.join(", ", names.subList(0, Math.min(names.size(), LISTED)));
        return names.size() > LISTED ? shown(all + ", ...") : shown(all);
    }

    /** The beginning of a text. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
