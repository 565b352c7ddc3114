package eigendrift.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table for the terminal: columns aligned, numbers to the right and to four significant digits, two spaces between
 * columns, a rule under the head, no trailing space.
 *
 * <p>Widths are counted in code points, so a combining or double-width character in a name shifts its line.
 */
public final class TextTable {
    private final List<String> head;
    private final List<Object[]> rows = new ArrayList<>();

    public TextTable(String... head) {
        this.head = List.of(head);
    }

    /**
     * Adds a row.
     *
     * @param values one a column: a {@link Number} is aligned right and, if a double, shortened; NaN and null show as a
     *     dash
     * @throws IllegalArgumentException if there are more or fewer values than columns
     */
    public TextTable row(Object... values) {
        if (values.length != head.size()) {
            throw new IllegalArgumentException("expected " + head.size() + " values, found " + values.length);
        }
        rows.add(values.clone());
        return this;
    }

    /** The whole table, its lines parted by {@code \n}; without a head line if all names in the head are empty. */
    @Override
    public String toString() {
        int columns = head.size();
        boolean[] right = new boolean[columns];
        int[] width = new int[columns];
        for (int c = 0; c < columns; c++) {
            width[c] = width(head.get(c));
            for (Object[] row : rows) {
                right[c] |= row[c] instanceof Number;
                width[c] = Math.max(width[c], width(text(row[c])));
            }
        }
        List<String> lines = new ArrayList<>();
        if (!String.join("", head).isEmpty()) {
            lines.add(line(head, width, right));
            lines.add(line(Arrays.stream(width).mapToObj("─"::repeat).toList(), width, right));
        }
        for (Object[] row : rows) {
            List<String> cells = new ArrayList<>();
            for (Object value : row) {
                cells.add(text(value));
            }
            lines.add(line(cells, width, right));
        }
        return String.join("\n", lines);
    }

    private static String line(List<String> cells, int[] width, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < width.length; c++) {
            String pad = " ".repeat(width[c] - width(cells.get(c)));
            line.append(c == 0 ? "" : "  ").append(right[c] ? pad + cells.get(c) : cells.get(c) + pad);
        }
        return line.toString().stripTrailing();
    }

    private static String text(Object value) {
        if (value == null) {
            return Numbers.brief(Double.NaN);
        }
        return value instanceof Double number ? Numbers.brief(number) : value.toString();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
