package eigendrift.report.figure;

import eigendrift.report.figure.Mark.Stroke;
import eigendrift.report.figure.Mark.Symbol;
import eigendrift.report.figure.SeriesColor.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Draws the shapes of figures. Units are those of the layout: x to the right, y downwards, text 12 high. */
abstract class Pen {
    /** Size of all text but titles. */
    static final double TEXT = 12;

    private static final double HAIRLINE = 0.8;
    private static final String NARROW = " .,:;'!|()[]fijlrtI";
    private static final String WIDE = "mwMW@";

    private final FigureSize size;
    private final Function<Tone, String> colours;

    Pen(FigureSize size, Function<Tone, String> colours) {
        this.size = size;
        this.colours = colours;
    }

    /** Of a file that stands alone: on light paper, and where that is printed with black text. */
    static Function<Tone, String> colours(FigureSize size) {
        return tone -> size.paper() && tone == Tone.TEXT ? "#000000" : tone.light();
    }

    FigureSize size() {
        return size;
    }

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A colour as the medium names it, and how much of it. */
    record Paint(String colour, double opacity) {}

    /** Where a text stands: its baseline's point, which is its start, middle or end. */
    record Place(double x, double y, Anchor anchor, boolean upwards) {}

    abstract void fill(Outline outline, Paint paint);

    abstract void stroke(Outline outline, Paint paint, double width, List<Double> dashes);

    /** Fills, then strokes; a hint, where the medium has such, is shown under the pointer. */
    abstract void symbol(Outline outline, Paint fill, Paint stroke, double width, String hint);

    abstract void write(String text, Place place, double size, boolean bold, Paint paint);

    /** What follows belongs to this mark, until {@link #end}; for media that can say so. */
    void begin(Mark mark) {}

    void end() {}

    /** Where the panel of a plot lies, and what its abscissa is; for media that can say so. */
    void frame(double left, double top, double right, double bottom, Axis x) {}

    final Paint paint(SeriesColor ink) {
        return new Paint(colours.apply(ink.tone()), ink.opacity());
    }

    static SeriesColor ink(Tone tone) {
        return SeriesColor.of(tone);
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

    /** The text in two lines at most, broken between words; the end of a longer one is left out. */
    static List<String> wrap(String text, double size, double width) {
        if (widthOf(text, size) <= width) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        int end = text.lastIndexOf(' ');
        while (end > 0 && widthOf(text.substring(0, end), size) > width) {
            end = text.lastIndexOf(' ', end - 1);
        }
        if (end > 0) {
            lines.add(text.substring(0, end));
        }
        lines.add(fit(text.substring(end + 1), size, width));
        return lines;
    }

    /** A text of the axes: grey on screen, black on paper. */
    void label(double x, double y, String text, Anchor anchor) {
        write(text, new Place(x, y, anchor, false), TEXT, false, paint(ink(size.paper() ? Tone.TEXT : Tone.MUTED)));
    }

    /** A name, in the tone of what it names where colours may be on text. */
    void name(double x, double y, String text, Anchor anchor, Tone tone) {
        write(text, new Place(x, y, anchor, false), TEXT, false, paint(ink(size.paper() ? Tone.TEXT : tone)));
    }

    /** A text that reads upwards, in the middle of {@code y}. */
    void upwards(double x, double y, String text) {
        write(text, new Place(x, y, Anchor.MIDDLE, true), TEXT, false, paint(ink(Tone.TEXT)));
    }

    void rectangle(double x, double y, double width, double height, SeriesColor ink) {
        fill(Outline.rectangle(x, y, width, height), paint(ink));
    }

    void line(double x1, double y1, double x2, double y2, SeriesColor ink) {
        stroke(Outline.line(x1, y1, x2, y2), paint(ink), 1, List.of());
    }

    void path(Outline outline, SeriesColor ink, Stroke stroke) {
        // Some renderers draw a line of width 0 as a hairline, so none is written.
        if (stroke != Stroke.NONE && !outline.isEmpty()) {
            stroke(outline, paint(ink), stroke.width(), stroke.dashes());
        }
    }

    /**
     * Cells of a heat map, in a colour for every paper; a hairline closes the seams that smoothing leaves between them.
     */
    void cells(Outline cells, String colour) {
        Paint paint = new Paint(colour, 1);
        symbol(cells, paint, paint, HAIRLINE, "");
    }

    /** A point; {@code hint} appears under the pointer, unless it is empty. */
    void point(double x, double y, Symbol symbol, SeriesColor ink, boolean hollow, String hint) {
        Paint colour = paint(ink);
        Paint inside = hollow ? paint(ink(Tone.PAPER)) : colour;
        symbol(outline(symbol, x, y), inside, colour, hollow ? 1.5 : 1, hint);
    }

    /**
     * An upright range: a broad bar with a line across its middle, or without one a thin stem.
     *
     * @param part of the usual breadth
     */
    void interval(double x, double low, double middle, double high, double part, SeriesColor ink) {
        if (Double.isFinite(middle)) {
            rectangle(x - 2.5 * part, high, 5 * part, Math.max(1, low - high), ink.faded(0.5));
            stroke(Outline.line(x - 4.5 * part, middle, x + 4.5 * part, middle), paint(ink), 2, List.of());
        } else {
            line(x, low, x, high, ink);
        }
    }

    private static Outline outline(Symbol symbol, double x, double y) {
        return switch (symbol) {
            case NONE -> new Outline();
            case CIRCLE -> new Outline().circle(x, y, 3);
            case SQUARE -> Outline.rectangle(x - 2.7, y - 2.7, 5.4, 5.4);
            case TRIANGLE -> Outline.polygon(x, y - 3.6, x + 3.4, y + 2.4, x - 3.4, y + 2.4);
            case TRIANGLE_DOWN -> Outline.polygon(x, y + 3.6, x + 3.4, y - 2.4, x - 3.4, y - 2.4);
            case DIAMOND -> Outline.polygon(x, y - 3.8, x + 3.8, y, x, y + 3.8, x - 3.8, y);
            case CROSS ->
                Outline.polygon(
                        x - 1, y - 3.5, x + 1, y - 3.5, x + 1, y - 1, x + 3.5, y - 1, x + 3.5, y + 1, x + 1, y + 1,
                        x + 1, y + 3.5, x - 1, y + 3.5, x - 1, y + 1, x - 3.5, y + 1, x - 3.5, y - 1, x - 1, y - 1);
        };
    }
}
