package eigendrift.report.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Outlines of long curves. Of the points that fall into one column of a quarter unit, only the first, lowest, highest
 * and last are kept, which leaves the picture unchanged (Jugel, Jerzak, Hackenbroich and Markl 2014).
 */
final class PathData {
    private static final double COLUMNS_PER_UNIT = 4;

    private PathData() {}

    /** A point of the panel; a gap where one coordinate is not finite. */
    record Point(double x, double y) {
        boolean finite() {
            return Double.isFinite(x) && Double.isFinite(y);
        }
    }

    /** Polylines through the points, broken at gaps. */
    static Outline line(List<Point> points) {
        Outline outline = new Outline();
        pieces(points).forEach(piece -> outline.polyline(false, coordinates(thin(piece))));
        return outline;
    }

    /** The regions between two curves over the same abscissas, broken where one of them has a gap. */
    static Outline area(List<Point> low, List<Point> high) {
        List<Point> lower = new ArrayList<>(low);
        List<Point> upper = new ArrayList<>(high);
        Point gap = new Point(Double.NaN, Double.NaN);
        for (int i = 0; i < low.size(); i++) {
            if (!low.get(i).finite() || !high.get(i).finite()) {
                lower.set(i, gap);
                upper.set(i, gap);
            }
        }
        List<List<Point>> below = pieces(lower);
        List<List<Point>> above = pieces(upper);
        Outline outline = new Outline();
        for (int i = 0; i < below.size(); i++) {
            List<Point> back = thin(below.get(i));
            Collections.reverse(back);
            List<Point> around = new ArrayList<>(thin(above.get(i)));
            around.addAll(back);
            outline.polyline(true, coordinates(around));
        }
        return outline;
    }

    private static double[] coordinates(List<Point> points) {
        return points.stream()
                .flatMapToDouble(p -> DoubleStream.of(p.x(), p.y()))
                .toArray();
    }

    private static List<List<Point>> pieces(List<Point> points) {
        List<List<Point>> pieces = new ArrayList<>();
        boolean open = false;
        for (Point p : points) {
            if (p.finite()) {
                if (!open) {
                    pieces.add(new ArrayList<>());
                }
                pieces.get(pieces.size() - 1).add(p);
            }
            open = p.finite();
        }
        return pieces;
    }

    private static List<Point> thin(List<Point> points) {
        List<Point> kept = new ArrayList<>();
        int from = 0;
        while (from < points.size()) {
            int to = from + 1;
            while (to < points.size() && column(points.get(to)) == column(points.get(from))) {
                to++;
            }
            addExtremes(kept, points, from, to);
            from = to;
        }
        return kept;
    }

    private static void addExtremes(List<Point> kept, List<Point> points, int from, int to) {
        int lowest = from;
        int highest = from;
        for (int i = from; i < to; i++) {
            lowest = points.get(i).y() > points.get(lowest).y() ? i : lowest;
            highest = points.get(i).y() < points.get(highest).y() ? i : highest;
        }
        for (int i = from; i < to; i++) {
            if (i == from || i == to - 1 || i == lowest || i == highest) {
                kept.add(points.get(i));
            }
        }
    }

    private static long column(Point p) {
        return (long) Math.floor(p.x() * COLUMNS_PER_UNIT);
    }
}
