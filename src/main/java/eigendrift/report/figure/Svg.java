package eigendrift.report.figure;

import java.util.function.Function;

/** Draws figures as SVG: the one renderer, for files, for the page and (through {@link Png}) for bitmaps. */
public final class Svg {
    static final double WIDTH = 440;
    static final double TICK_SIZE = 12;
    static final double TITLE_SIZE = 14.5;
    private static final String FONTS = "DejaVu Sans, Verdana, sans-serif";

    private Svg() {}

    /** A document of its own, on light paper. */
    public static String document(Figure figure) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + render(figure, SeriesColor.Tone::light, true) + "\n";
    }

    /** An element for a page whose style sheet defines {@link SeriesColor.Tone#variable()} for every tone. */
    public static String inline(Figure figure) {
        return render(figure, tone -> "var(" + tone.variable() + ")", false);
    }

    private static String render(Figure figure, Function<SeriesColor.Tone, String> colours, boolean alone) {
        double height = height(figure);
        XmlWriter svg = new XmlWriter();
        Pen pen = new Pen(svg, colours);
        String box = "0 0 " + XmlWriter.number(WIDTH) + " " + XmlWriter.number(height);
        if (alone) {
            svg.open(
                    "svg",
                    "xmlns",
                    "http://www.w3.org/2000/svg",
                    "viewBox",
                    box,
                    "width",
                    WIDTH,
                    "height",
                    height,
                    "font-family",
                    FONTS);
            svg.element("title", figure.title()).element("desc", figure.caption());
            pen.rectangle(0, 0, WIDTH, height, SeriesColor.of(SeriesColor.Tone.PAPER));
        } else {
            svg.open("svg", "viewBox", box, "role", "img", "aria-label", figure.title() + ". " + figure.caption());
        }
        pen.text(
                4,
                17,
                Pen.fit(figure.title(), TITLE_SIZE, WIDTH - 8),
                TITLE_SIZE,
                Pen.Anchor.START,
                SeriesColor.of(SeriesColor.Tone.TEXT),
                true);
        if (figure instanceof Figure.Plot plot) {
            new PlotSvg(plot, pen).draw();
        } else if (figure instanceof Figure.HeatMap map) {
            new HeatMapSvg(map, pen).draw();
        } else if (figure instanceof Figure.Image image) {
            new ImageSvg(image, pen).draw();
        } else if (figure instanceof Figure.Forest forest) {
            new ForestSvg(forest, pen).draw();
        }
        return svg.close().toString();
    }

    private static double height(Figure figure) {
        if (figure instanceof Figure.Forest forest) {
            return ForestSvg.height(forest);
        }
        return figure instanceof Figure.Plot
                ? PlotSvg.HEIGHT
                : figure instanceof Figure.HeatMap ? HeatMapSvg.HEIGHT : ImageSvg.HEIGHT;
    }
}
