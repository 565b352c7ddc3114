package eigendrift.report.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * The outline of shapes, in units of the layout: polylines, rectangles and circles, in the order in which they came.
 */
final class Outline {

    sealed interface Piece {}

    /** x, y, x, y, ... */
    record Polyline(double[] points, boolean closed) implements Piece {}

    record Rectangle(double left, double top, double width, double height) implements Piece {}

    record Circle(double x, double y, double radius) implements Piece {}

    private final List<Piece> pieces = new ArrayList<>();

    static Outline line(double... points) {
        return new Outline().polyline(false, points);
    }

    static Outline polygon(double... points) {
        return new Outline().polyline(true, points);
    }

    static Outline rectangle(double left, double top, double width, double height) {
        return new Outline().add(left, top, width, height);
    }

    Outline polyline(boolean closed, double... points) {
        pieces.add(new Polyline(points, closed));
        return this;
    }

    /** Adds a rectangle of this upper left corner. */
    Outline add(double left, double top, double width, double height) {
        pieces.add(new Rectangle(left, top, width, height));
        return this;
    }

    Outline circle(double x, double y, double radius) {
        pieces.add(new Circle(x, y, radius));
        return this;
    }

    boolean isEmpty() {
        return pieces.isEmpty();
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** As SVG path data, every number times {@code scale}. */
    String path(double scale) {
        StringBuilder d = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Polyline line) {
                for (int i = 0; i < line.points().length; i += 2) {
                    d.append(i == 0 ? 'M' : 'L').append(number(line.points()[i] * scale));
                    d.append(' ').append(number(line.points()[i + 1] * scale));
                }
                d.append(line.closed() ? "z" : "");
            } else if (piece instanceof Rectangle r) {
                d.append('M').append(number(r.left() * scale)).append(' ').append(number(r.top() * scale));
                d.append('h').append(number(r.width() * scale)).append('v').append(number(r.height() * scale));
                d.append('h').append(number(-r.width() * scale)).append('z');
            } else if (piece instanceof Circle c) {
                String r = number(c.radius() * scale);
                String across = number(2 * c.radius() * scale);
                d.append('M')
                        .append(number((c.x() - c.radius()) * scale))
                        .append(' ')
                        .append(number(c.y() * scale));
                d.append("a")
                        .append(r)
                        .append(' ')
                        .append(r)
                        .append(" 0 1 0 ")
                        .append(across)
                        .append(" 0");
                d.append("a")
                        .append(r)
                        .append(' ')
                        .append(r)
                        .append(" 0 1 0 -")
                        .append(across)
                        .append(" 0z");
            }
        }
        return d.toString();
    }

    private static String number(double value) {
        return XmlWriter.number(value);
    }
}
