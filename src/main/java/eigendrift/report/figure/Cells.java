package eigendrift.report.figure;

import java.util.function.DoubleFunction;

/** Rectangles coloured by value, one SVG path a level of colour. */
final class Cells {

    private final StringBuilder[] paths;

    Cells(int levels) {
        paths = new StringBuilder[levels];
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
            int level = (int) Math.min(paths.length - 1, Math.max(0, Math.floor(fraction * paths.length)));
            paths[level] = paths[level] == null ? new StringBuilder() : paths[level];
            paths[level].append(rectangle(left, top, width, height));
        }
    }

    static String rectangle(double left, double top, double width, double height) {
        return "M" + Pen.at(left, top) + "h" + XmlWriter.number(width) + "v" + XmlWriter.number(height) + "h"
                + XmlWriter.number(-width) + "z";
    }

    /** @param colour of a fraction */
    void draw(Pen pen, DoubleFunction<String> colour) {
        for (int level = 0; level < paths.length; level++) {
            if (paths[level] != null) {
                pen.cells(paths[level].toString(), colour.apply((level + 0.5) / paths.length));
            }
        }
    }
}
