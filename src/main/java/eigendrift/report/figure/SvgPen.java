package eigendrift.report.figure;

import eigendrift.report.figure.SeriesColor.Tone;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes SVG elements. */
final class SvgPen extends Pen {
    private final XmlWriter svg;
    private final double scale;

    /** @param scale of the document's units to those of the layout */
    SvgPen(XmlWriter svg, FigureSize size, double scale, Function<Tone, String> colours) {
        super(size, colours);
        this.svg = svg;
        this.scale = scale;
    }

    @Override
    void begin(Mark mark) {
        svg.open("g", "data-series", mark.series(), "data-part", mark.part());
    }

    @Override
    void end() {
        svg.close();
    }

    @Override
    void frame(double left, double top, double right, double bottom, Axis x) {
        Object[] attributes = {
            "class",
            "frame",
            "x",
            left * scale,
            "y",
            top * scale,
            "width",
            (right - left) * scale,
            "height",
            (bottom - top) * scale,
            "fill",
            "none",
            "data-label",
            x.label(),
            "data-scale",
            x.scale(),
            "data-min",
            Double.toString(x.min()),
            "data-max",
            Double.toString(x.max())
        };
        svg.empty("rect", attributes);
    }

    @Override
    void fill(Outline outline, Paint paint) {
        svg.empty("path", "d", outline.path(scale), "fill", paint.colour(), "fill-opacity", paint.opacity());
    }

    @Override
    void stroke(Outline outline, Paint paint, double width, List<Double> dashes) {
        Object[] attributes = {
            "d",
            outline.path(scale),
            "fill",
            "none",
            "stroke",
            paint.colour(),
            "stroke-opacity",
            paint.opacity(),
            "stroke-width",
            width * scale,
            "stroke-linejoin",
            "round",
            "stroke-dasharray",
            dashes.isEmpty()
                    ? "none"
                    : dashes.stream().map(d -> XmlWriter.number(d * scale)).collect(Collectors.joining(" "))
        };
        svg.empty("path", attributes);
    }

    @Override
    void symbol(Outline outline, Paint fill, Paint stroke, double width, String hint) {
        svg.open(
                "path",
                "d",
                outline.path(scale),
                "fill",
                fill.colour(),
                "stroke",
                stroke.colour(),
                "stroke-opacity",
                stroke.opacity(),
                "fill-opacity",
                fill.opacity(),
                "stroke-width",
                width * scale);
        if (!hint.isEmpty()) {
            svg.element("title", hint);
        }
        svg.close();
    }

    @Override
    void write(String text, Place place, double size, boolean bold, Paint paint) {
        double x = place.x() * scale;
        double y = place.y() * scale;
        svg.open(
                "text",
                "x",
                x,
                "y",
                y,
                "font-size",
                size * scale,
                "fill",
                paint.colour(),
                "text-anchor",
                place.anchor().name().toLowerCase(Locale.ROOT),
                "font-weight",
                bold ? "bold" : "normal");
        if (place.upwards()) {
            svg.attribute("transform", "rotate(-90 " + XmlWriter.number(x) + " " + XmlWriter.number(y) + ")");
        }
        svg.text(text).close();
    }
}
