package eigendrift.report.figure;

import java.util.Locale;

/** Draws figures as SVG: for files, for the page and (through {@link Png}) for bitmaps. */
public final class Svg {
    private static final String FONTS = "DejaVu Sans, Verdana, sans-serif";

    private Svg() {}

    /** A document of its own, on light paper, of the size of the page. */
    public static String document(Figure figure) {
        return document(figure, FigureSize.SCREEN);
    }

    /** A document of its own, on light paper; its units are pixels for a screen, and points for paper. */
    public static String document(Figure figure, FigureSize size) {
        double scale = size.paper() ? size.scale() : 1;
        Drawing drawing = Drawing.of(figure, size);
        String unit = size.paper() ? "pt" : "";
        double width = size.units() * scale;
        double height = drawing.height() * scale;
        XmlWriter svg = new XmlWriter();
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "viewBox",
                box(width, height),
                "width",
                exact(width) + unit,
                "height",
                exact(height) + unit,
                "font-family",
                FONTS);
        svg.element("title", figure.title()).element("desc", figure.caption());
        Pen pen = new SvgPen(svg, size, scale, Pen.colours(size));
        pen.rectangle(0, 0, size.units(), drawing.height(), SeriesColor.of(SeriesColor.Tone.PAPER));
        drawing.draw(pen);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg.close() + "\n";
    }

    /** An element for a page whose style sheet defines {@link SeriesColor.Tone#variable()} for every tone. */
    public static String inline(Figure figure) {
        Drawing drawing = Drawing.of(figure, FigureSize.SCREEN);
        XmlWriter svg = new XmlWriter();
        String box = box(FigureSize.SCREEN.units(), drawing.height());
        svg.open("svg", "viewBox", box, "role", "img", "aria-label", figure.title() + ". " + figure.caption());
        drawing.draw(new SvgPen(svg, FigureSize.SCREEN, 1, tone -> "var(" + tone.variable() + ")"));
        return svg.close().toString();
    }

    private static String box(double width, double height) {
        return "0 0 " + exact(width) + " " + exact(height);
    }

    /** To a thousandth, which is far below a tenth of a millimetre. */
    private static String exact(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "");
    }
}
