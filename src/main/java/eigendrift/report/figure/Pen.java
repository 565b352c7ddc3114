package eigendrift.report.figure;

import java.util.Locale;
import java.util.function.Function;

/** Draws the SVG shapes of figures. Coordinates are SVG's: x to the right, y downwards. */
final class Pen {
    private static final double HAIRLINE = 0.8;
    private static final String NARROW = " .,:;'!|()[]fijlrtI";
    private static final String WIDE = "mwMW@";

    private final XmlWriter svg;
    private final Function<SeriesColor.Tone, String> colours;

    Pen(XmlWriter svg, Function<SeriesColor.Tone, String> colours) {
        this.svg = svg;
        this.colours = colours;
    }

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** Room that a text takes: an estimate, since the reader's font is not known. */
    static double widthOf(String text, double size) {
        return size
                * text.codePoints()
                        .mapToDouble(c -> NARROW.indexOf(c) >= 0 ? 0.38 : WIDE.indexOf(c) >= 0 ? 0.95 : 0.63)
                        .sum();
    }

    /** The text, or as much of its beginning as fits into {@code width}. */
    static String fit(String text, double size, double width) {
        String fitting = text;
        while (widthOf(fitting, size) > width) {
            fitting =
                    fitting.substring(0, fitting.offsetByCodePoints(fitting.length(), fitting.endsWith("…") ? -2 : -1))
                            + "…";
        }
        return fitting;
    }

    void text(double x, double y, String text, double size, Anchor anchor, SeriesColor ink, boolean bold) {
        Object[] attributes = {
            "x",
            x,
            "y",
            y,
            "font-size",
            size,
            "fill",
            colours.apply(ink.tone()),
            "text-anchor",
            anchor.name().toLowerCase(Locale.ROOT),
            "font-weight",
            bold ? "bold" : "normal"
        };
        svg.element("text", text, attributes);
    }

    void label(double x, double y, String text, Anchor anchor) {
        text(x, y, text, Svg.TICK_SIZE, anchor, SeriesColor.of(SeriesColor.Tone.MUTED), false);
    }

    void rectangle(double x, double y, double width, double height, SeriesColor ink) {
        svg.empty(
                "rect",
                "x",
                x,
                "y",
                y,
                "width",
                width,
                "height",
                height,
                "fill",
                colours.apply(ink.tone()),
                "fill-opacity",
                ink.opacity());
    }

    void line(double x1, double y1, double x2, double y2, SeriesColor ink) {
        svg.empty("path", "d", "M" + at(x1, y1) + "L" + at(x2, y2), "stroke", colours.apply(ink.tone()));
    }

    void path(String d, SeriesColor ink, Mark.Stroke stroke) {
        // Some renderers draw a line of width 0 as a hairline, so none is written.
        if (stroke == Mark.Stroke.NONE) {
            return;
        }
        double width =
                switch (stroke) {
                    case SOLID, NONE -> 2;
                    case DASHED, DOTTED, FINE -> 1.5;
                    case THIN -> 0.9;
                };
        String dashes =
                switch (stroke) {
                    case SOLID, THIN, FINE, NONE -> "none";
                    case DASHED -> "6 4";
                    case DOTTED -> "2 3";
                };
        svg.empty(
                "path",
                "d",
                d,
                "fill",
                "none",
                "stroke",
                colours.apply(ink.tone()),
                "stroke-opacity",
                ink.opacity(),
                "stroke-width",
                width,
                "stroke-linejoin",
                "round",
                "stroke-dasharray",
                dashes);
    }

    void area(String d, SeriesColor ink) {
        svg.empty("path", "d", d, "fill", colours.apply(ink.tone()), "fill-opacity", ink.opacity());
    }

    /**
     * Cells of a heat map, in a colour for every paper; a hairline closes the seams that smoothing leaves between them.
     */
    void cells(String d, String colour) {
        svg.empty("path", "d", d, "fill", colour, "stroke", colour, "stroke-width", HAIRLINE);
    }

    /** A point; {@code hint} appears under the pointer, unless it is empty. */
    void symbol(double x, double y, Mark.Symbol symbol, SeriesColor ink, boolean hollow, String hint) {
        String colour = colours.apply(ink.tone());
        svg.open(
                "path",
                "d",
                outline(symbol, x, y),
                "fill",
                hollow ? colours.apply(SeriesColor.Tone.PAPER) : colour,
                "stroke",
                colour,
                "stroke-opacity",
                ink.opacity(),
                "fill-opacity",
                hollow ? 1.0 : ink.opacity(),
                "stroke-width",
                hollow ? 1.5 : 1.0);
        if (!hint.isEmpty()) {
            svg.element("title", hint);
        }
        svg.close();
    }

    /** An error bar: a stem with caps, and a ring at its middle. */
    void bar(double x, double low, double middle, double high, SeriesColor ink) {
        String stem = "M" + at(x, low) + "L" + at(x, high);
        String caps = "M" + at(x - 3, low) + "h6M" + at(x - 3, high) + "h6";
        path(stem + caps, ink, Mark.Stroke.FINE);
        symbol(x, middle, Mark.Symbol.DIAMOND, ink, true, "");
    }

    private static String outline(Mark.Symbol symbol, double x, double y) {
        return switch (symbol) {
            case NONE -> "";
            case CIRCLE -> "M" + at(x - 3, y) + "a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z";
            case SQUARE -> "M" + at(x - 2.7, y - 2.7) + "h5.4v5.4h-5.4z";
            case TRIANGLE -> "M" + at(x, y - 3.6) + "l3.4 6h-6.8z";
            case TRIANGLE_DOWN -> "M" + at(x, y + 3.6) + "l3.4 -6h-6.8z";
            case DIAMOND -> "M" + at(x, y - 3.8) + "l3.8 3.8l-3.8 3.8l-3.8 -3.8z";
            case CROSS -> "M" + at(x - 1, y - 3.5) + "h2v2.5h2.5v2h-2.5v2.5h-2v-2.5h-2.5v-2h2.5z";
        };
    }

    static String at(double x, double y) {
        return XmlWriter.number(x) + " " + XmlWriter.number(y);
    }
}
