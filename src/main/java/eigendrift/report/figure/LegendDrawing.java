package eigendrift.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A legend in rows: first the lines with symbols, then the rest. Marks of one name share an entry, which is grey where
 * their colours differ.
 */
final class LegendDrawing {
    private static final double LEFT = 4;
    private static final double LINE = 17;
    private static final double SWATCH = 28;
    private static final double SPACE = 5;
    private static final double BETWEEN = 12;

    private final List<List<Entry>> lines = new ArrayList<>();

    LegendDrawing(List<Mark> marks, double width) {
        double x = width;
        for (Entry entry : entries(marks, width)) {
            if (x + entry.width() > width) {
                lines.add(new ArrayList<>());
                x = LEFT;
            }
            lines.get(lines.size() - 1).add(entry);
            x += entry.width();
        }
    }

    private record Entry(String name, Mark mark, SeriesColor ink) {
        double width() {
            return SWATCH + SPACE + Pen.widthOf(name, Pen.TEXT) + BETWEEN;
        }

        boolean hasSymbols() {
            return mark instanceof Mark.Line line && line.symbol() != Mark.Symbol.NONE;
        }

        Entry with(Entry other) {
            return ink.tone() == other.ink.tone()
                    ? this
                    : new Entry(name, mark, SeriesColor.of(SeriesColor.Tone.MUTED));
        }
    }

    private static List<Entry> entries(List<Mark> marks, double width) {
        Map<String, Entry> byName = new LinkedHashMap<>();
        for (Mark mark : marks) {
            if (mark.isListed()) {
                String name = Pen.fit(mark.series(), Pen.TEXT, width - LEFT - SWATCH - SPACE - BETWEEN);
                byName.merge(mark.series(), new Entry(name, mark, mark.ink()), Entry::with);
            }
        }
        List<Entry> entries = new ArrayList<>(byName.values());
        entries.sort((a, b) -> Boolean.compare(b.hasSymbols(), a.hasSymbols()));
        return entries;
    }

    double height() {
        return lines.size() * LINE;
    }

    /** Draws the rows below the base line {@code top}. */
    void draw(Pen pen, double top) {
        double y = top + LINE;
        for (List<Entry> line : lines) {
            double x = LEFT;
            for (Entry entry : line) {
                swatch(pen, entry, x, y - 4);
                pen.name(x + SWATCH + SPACE, y, entry.name(), Pen.Anchor.START, SeriesColor.Tone.TEXT);
                x += entry.width();
            }
            y += LINE;
        }
    }

    private static void swatch(Pen pen, Entry entry, double x, double y) {
        if (entry.mark() instanceof Mark.Line line) {
            pen.path(Outline.line(x, y, x + SWATCH, y), entry.ink(), line.stroke());
            if (line.symbol() != Mark.Symbol.NONE) {
                pen.point(x + SWATCH / 2, y, line.symbol(), entry.ink(), false, "");
            }
        } else if (entry.mark() instanceof Mark.Intervals) {
            pen.interval(x + SWATCH / 2, y + 6, y, y - 6, 1, entry.ink());
        } else {
            pen.rectangle(x, y - 5, SWATCH, 10, entry.ink());
        }
    }
}
