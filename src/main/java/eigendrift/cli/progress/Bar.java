package eigendrift.cli.progress;

import java.time.Duration;
import java.util.Locale;

/** One line: name, bar, share, count, time taken and left, and a note. */
record Bar(String name, long done, long total, Pace pace, String note) {

    private static final int WIDEST = 40;
    private static final int NARROWEST = 4;

    /** The line in {@code columns} at most, its name in {@code nameWidth}; a narrow terminal has no bar. */
    String line(int nameWidth, int columns) {
        String head = String.format(Locale.ROOT, "%-" + nameWidth + "s ", cut(name, nameWidth));
        // Notes and bars are aligned in columns.
        String tail =
                String.format(Locale.ROOT, "%3d %% %13s  %-18s %-15s", percent(), done + "/" + total, times(), note);
        int room = Math.min(WIDEST, columns - head.length() - tail.length() - 3);
        String line = room < NARROWEST ? head + tail : head + drawn(room) + " " + tail;
        return cut(line, columns).stripTrailing();
    }

    /** Rounded down, so that 100 % means all. */
    private long percent() {
        return total == 0 ? 0 : 100 * done / total;
    }

    private String drawn(int width) {
        int full = total == 0 ? 0 : (int) (width * done / total);
        String tip = full < width && done > 0 ? ">" : "";
        return "[" + ("=".repeat(full) + tip + " ".repeat(width)).substring(0, width) + "]";
    }

    private String times() {
        String taken = time(pace.elapsed());
        return pace.left().map(left -> taken + ", " + time(left) + " left").orElse(taken);
    }

    private static String time(Duration duration) {
        return String.format(
                Locale.ROOT, "%d:%02d:%02d", duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, Math.max(0, length));
    }
}
