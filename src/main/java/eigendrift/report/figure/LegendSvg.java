package eigendrift.report.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A legend in rows: first the lines with symbols, then the rest. Marks of one name share an entry, which is grey where
 * their colours differ.
 */
final class LegendSvg {
    private static final double LEFT = 4;
    private static final double LINE = 17;
    private static final double SWATCH = 22;
    private static final double SPACE = 5;
    private static final double BETWEEN = 12;

    private final Pen pen;
    private final List<List<Entry>> lines = new ArrayList<>();

    LegendSvg(List<Mark> marks, Pen pen) {
        this.pen = pen;
        double x = Svg.WIDTH;
        for (Entry entry : entries(marks)) {
            if (x + entry.width() > Svg.WIDTH) {
                lines.add(new ArrayList<>());
                x = LEFT;
            }
            lines.get(lines.size() - 1).add(entry);
            x += entry.width();
        }
    }

    private record Entry(Mark mark, SeriesColor ink) {
        String name() {
            return Pen.fit(mark.name(), Svg.TICK_SIZE, Svg.WIDTH - LEFT - SWATCH - SPACE - BETWEEN);
        }

        double width() {
            return SWATCH + SPACE + Pen.widthOf(name(), Svg.TICK_SIZE) + BETWEEN;
        }

        boolean hasSymbols() {
            return mark instanceof Mark.Line line && line.symbol() != Mark.Symbol.NONE;
        }

        Entry with(Entry other) {
            return ink.tone() == other.ink.tone() ? this : new Entry(mark, SeriesColor.of(SeriesColor.Tone.MUTED));
        }
    }

    private static List<Entry> entries(List<Mark> marks) {
        Map<String, Entry> byName = new LinkedHashMap<>();
        for (Mark mark : marks) {
            if (!mark.name().isEmpty()) {
                byName.merge(mark.name(), new Entry(mark, mark.ink()), Entry::with);
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
    void draw(double top) {
        double y = top + LINE;
        for (List<Entry> line : lines) {
            double x = LEFT;
            for (Entry entry : line) {
                swatch(entry, x, y - 4);
                pen.text(
                        x + SWATCH + SPACE,
                        y,
                        entry.name(),
                        Svg.TICK_SIZE,
                        Pen.Anchor.START,
                        SeriesColor.of(SeriesColor.Tone.TEXT),
                        false);
                x += entry.width();
            }
            y += LINE;
        }
    }

    private void swatch(Entry entry, double x, double y) {
        if (entry.mark() instanceof Mark.Line line) {
            pen.path("M" + Pen.at(x, y) + "L" + Pen.at(x + SWATCH, y), entry.ink(), line.stroke());
            if (line.symbol() != Mark.Symbol.NONE) {
                pen.symbol(x + SWATCH / 2, y, line.symbol(), entry.ink(), false, "");
            }
        } else if (entry.mark() instanceof Mark.Bars) {
            pen.bar(x + SWATCH / 2, y + 6, y, y - 6, entry.ink());
        } else {
            pen.rectangle(x, y - 5, SWATCH, 10, entry.ink());
        }
    }
}
