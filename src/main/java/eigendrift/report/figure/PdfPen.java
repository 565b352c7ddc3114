package eigendrift.report.figure;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/**
 * Writes the operators of a PDF page, whose y goes upwards. An {@link IOException} comes as {@link
 * UncheckedIOException}.
 */
final class PdfPen extends Pen {
    /** Control points of the curve that is nearest to a quarter of a circle. */
    private static final double QUARTER = 4 * (Math.sqrt(2) - 1) / 3;

    private static final int ROUND = 1;

    private final PDPageContentStream page;
    private final PDFont font;
    private final double scale;
    private final double height;
    private final Map<Opacities, PDExtendedGraphicsState> opacities = new HashMap<>();

    /** @param height of the page in points */
    PdfPen(PDPageContentStream page, PDFont font, FigureSize size, double height) {
        super(size, colours(size));
        this.page = page;
        this.font = font;
        this.scale = size.scale();
        this.height = height;
    }

    private record Opacities(float fill, float stroke) {}

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    /** Between saving and restoring the state of the page. */
    private void apart(Write write) {
        try {
            page.saveGraphicsState();
            write.run();
            page.restoreGraphicsState();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private float x(double x) {
        return (float) (x * scale);
    }

    private float y(double y) {
        return (float) (height - y * scale);
    }

    @Override
    void fill(Outline outline, Paint paint) {
        if (!outline.isEmpty()) {
            apart(() -> {
                fillWith(paint);
                trace(outline);
                page.fill();
            });
        }
    }

    @Override
    void stroke(Outline outline, Paint paint, double width, List<Double> dashes) {
        if (!outline.isEmpty()) {
            apart(() -> {
                strokeWith(paint, width);
                float[] pattern = new float[dashes.size()];
                for (int i = 0; i < pattern.length; i++) {
                    pattern[i] = (float) (dashes.get(i) * scale);
                }
                page.setLineDashPattern(pattern, 0);
                trace(outline);
                page.stroke();
            });
        }
    }

    @Override
    void symbol(Outline outline, Paint fill, Paint stroke, double width, String hint) {
        if (!outline.isEmpty()) {
            apart(() -> {
                fillWith(fill);
                strokeWith(stroke, width);
                opacities(fill.opacity(), stroke.opacity());
                trace(outline);
                page.fillAndStroke();
            });
        }
    }

    @Override
    void write(String text, Place place, double size, boolean bold, Paint paint) {
        apart(() -> {
            String known = known(text);
            float points = (float) (size * scale);
            double length = font.getStringWidth(known) / 1000 * points;
            double back =
                    switch (place.anchor()) {
                        case START -> 0;
                        case MIDDLE -> length / 2;
                        case END -> length;
                    };
            float x = x(place.x());
            float y = y(place.y());
            fillWith(paint);
            page.beginText();
            page.setFont(font, points);
            page.setTextMatrix(
                    place.upwards()
                            ? new Matrix(0, 1, -1, 0, x, (float) (y - back))
                            : new Matrix(1, 0, 0, 1, (float) (x - back), y));
            page.showText(known);
            page.endText();
        });
    }

    /** The text with a replacement for each character that the font has not. */
    private String known(String text) {
        StringBuilder known = new StringBuilder();
        text.codePoints().mapToObj(Character::toString).forEach(character -> {
            try {
                font.encode(character);
                known.append(character);
            } catch (IllegalArgumentException missing) {
                known.append('\ufffd');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return known.toString();
    }

    private void fillWith(Paint paint) throws IOException {
        page.setNonStrokingColor(Color.decode(paint.colour()));
        opacities(paint.opacity(), 1);
    }

    private void strokeWith(Paint paint, double width) throws IOException {
        page.setStrokingColor(Color.decode(paint.colour()));
        page.setLineWidth((float) (width * scale));
        page.setLineJoinStyle(ROUND);
        opacities(1, paint.opacity());
    }

    private void opacities(double fill, double stroke) throws IOException {
        Opacities both = new Opacities((float) fill, (float) stroke);
        page.setGraphicsStateParameters(opacities.computeIfAbsent(both, value -> {
            PDExtendedGraphicsState state = new PDExtendedGraphicsState();
            state.setNonStrokingAlphaConstant(value.fill());
            state.setStrokingAlphaConstant(value.stroke());
            return state;
        }));
    }

    private void trace(Outline outline) throws IOException {
        for (Outline.Piece piece : outline.pieces()) {
            if (piece instanceof Outline.Polyline line) {
                trace(line);
            } else if (piece instanceof Outline.Rectangle r) {
                page.addRect(x(r.left()), y(r.top() + r.height()), (float) (r.width() * scale), (float)
                        (r.height() * scale));
            } else if (piece instanceof Outline.Circle circle) {
                trace(circle);
            }
        }
    }

    private void trace(Outline.Polyline line) throws IOException {
        double[] p = line.points();
        for (int i = 0; i < p.length; i += 2) {
            if (i == 0) {
                page.moveTo(x(p[i]), y(p[i + 1]));
            } else {
                page.lineTo(x(p[i]), y(p[i + 1]));
            }
        }
        if (line.closed()) {
            page.closePath();
        }
    }

    private void trace(Outline.Circle circle) throws IOException {
        double r = circle.radius();
        double k = QUARTER * r;
        double cx = circle.x();
        double cy = circle.y();
        page.moveTo(x(cx + r), y(cy));
        page.curveTo(x(cx + r), y(cy + k), x(cx + k), y(cy + r), x(cx), y(cy + r));
        page.curveTo(x(cx - k), y(cy + r), x(cx - r), y(cy + k), x(cx - r), y(cy));
        page.curveTo(x(cx - r), y(cy - k), x(cx - k), y(cy - r), x(cx), y(cy - r));
        page.curveTo(x(cx + k), y(cy - r), x(cx + r), y(cy - k), x(cx + r), y(cy));
        page.closePath();
    }
}
