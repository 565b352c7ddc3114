package eigendrift.cli.progress;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Lines at the bottom of a terminal that are rewritten in place, while other text scrolls above them. The cursor rests
 * below them, at the start of a line. Safe for use by several threads.
 */
final class BottomLines {

    private static final String UP = "\033[%dA";
    private static final String ERASE_LINE = "\033[K";
    private static final String ERASE_BELOW = "\033[J";

    private final PrintStream terminal;
    private List<String> lines = List.of();
    private int columns = 1;

    BottomLines(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** Shows {@code now} in place of the former lines; none is as wide as the terminal. */
    synchronized void show(List<String> now, int columnsNow) {
        columns = columnsNow;
        StringBuilder text = toTop();
        lines = List.copyOf(now);
        append(text);
        write(text.append(ERASE_BELOW));
    }

    /** Writes whole lines above. */
    synchronized void above(String wholeLines) {
        StringBuilder text = toTop().append(ERASE_BELOW).append(wholeLines);
        append(text);
        write(text);
    }

    /** Moves to where the first line begins; a terminal made narrower has broken the lines into more rows. */
    private StringBuilder toTop() {
        int rows = 0;
        for (String line : lines) {
            rows += Math.max(1, (line.length() + columns - 1) / columns);
        }
        return new StringBuilder(rows == 0 ? "\r" : "\r" + String.format(Locale.ROOT, UP, rows));
    }

    private void append(StringBuilder text) {
        lines.forEach(line -> text.append(line).append(ERASE_LINE).append('\n'));
    }

    private void write(CharSequence text) {
        terminal.print(text);
        terminal.flush();
    }
}
