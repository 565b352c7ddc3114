package eigendrift.report.figure;

import java.util.function.DoubleFunction;

/** Rectangles coloured by value, one shape a level of colour. */
final class Cells {

    private final Outline[] levels;

    Cells(int levels) {
        this.levels = new Outline[levels];
    }

    /** A scale from bottom to top. */
    static Cells scale(int levels, double left, double top, double width, double height) {
        Cells cells = new Cells(levels);
        double step = height / levels;
        for (int level = 0; level < levels; level++) {
            cells.add((level + 0.5) / levels, left, top + height - (level + 1) * step, width, step);
        }
        return cells;
    }

    /** A rectangle of this upper left corner; {@code fraction} is clamped to [0, 1], and left out where not finite. */
    void add(double fraction, double left, double top, double width, double height) {
        if (Double.isFinite(fraction)) {
            int level = (int) Math.min(levels.length - 1, Math.max(0, Math.floor(fraction * levels.length)));
            levels[level] = levels[level] == null ? new Outline() : levels[level];
            levels[level].add(left, top, width, height);
        }
    }

    /** @param colour of a fraction */
    void draw(Pen pen, DoubleFunction<String> colour) {
        for (int level = 0; level < levels.length; level++) {
            if (levels[level] != null) {
                pen.cells(levels[level], colour.apply((level + 0.5) / levels.length));
            }
        }
    }
}
