package eigendrift.report.figure;

import java.util.List;
import java.util.stream.DoubleStream;

/** Something drawn in a plot. Coordinates are read only; a point with a coordinate that is not finite is a gap. */
public sealed interface Mark {

    /** What it belongs to: a name in the legend, unless empty. Marks of one series share one entry. */
    String series();

    /** Which part of its series it is, such as one seed or the band; empty for the series itself. */
    String part();

    SeriesColor ink();

    double[] x();

    /** Every ordinate that the axis must reach. */
    DoubleStream ordinates();

    /** Whether the legend names it: not the parts. */
    default boolean isListed() {
        return !series().isEmpty() && part().isEmpty();
    }

    /** How a line is stroked, with the lengths of dashes and gaps. */
    enum Stroke {
        SOLID(1.8),
        DASHED(1.8, 7, 4),
        DOTTED(1.8, 2, 3),
        DASH_DOT(1.8, 8, 3, 2, 3),
        THIN(0.9),
        /** Symbols alone, all of them however many. */
        NONE(0);

        private final double width;
        private final List<Double> dashes;

        Stroke(double width, Double... dashes) {
            this.width = width;
            this.dashes = List.of(dashes);
        }

        Stroke(double width, int a, int b) {
            this(width, (double) a, (double) b);
        }

        Stroke(double width, int a, int b, int c, int d) {
            this(width, (double) a, (double) b, (double) c, (double) d);
        }

        /** In units of which text has twelve. */
        public double width() {
            return width;
        }

        /** Dash, gap, dash, ...; empty for an unbroken line. */
        public List<Double> dashes() {
            return dashes;
        }
    }

    /** A point's symbol; a second sign beside colour. */
    enum Symbol {
        NONE,
        CIRCLE,
        SQUARE,
        TRIANGLE,
        TRIANGLE_DOWN,
        DIAMOND,
        CROSS
    }

    /**
     * A polyline.
     *
     * @param hollow points drawn as a ring, as long as {@code x}
     */
    record Line(
            String series,
            String part,
            SeriesColor ink,
            Stroke stroke,
            Symbol symbol,
            double[] x,
            double[] y,
            boolean[] hollow)
            implements Mark {
        /** A series itself, without rings. */
        public Line(String series, SeriesColor ink, Stroke stroke, Symbol symbol, double[] x, double[] y) {
            this(series, "", ink, stroke, symbol, x, y, new boolean[x.length]);
        }

        /** A part of a series, without symbols. */
        public Line(String series, String part, SeriesColor ink, Stroke stroke, double[] x, double[] y) {
            this(series, part, ink, stroke, Symbol.NONE, x, y, new boolean[x.length]);
        }

        @Override
        public DoubleStream ordinates() {
            return DoubleStream.of(y);
        }
    }

    /** The region between two curves; at a single abscissa, a column. */
    record Band(String series, String part, SeriesColor ink, double[] x, double[] low, double[] high) implements Mark {
        @Override
        public DoubleStream ordinates() {
            return DoubleStream.concat(DoubleStream.of(low), DoubleStream.of(high));
        }
    }

    /**
     * Intervals, each at its abscissa; those of several marks that share abscissas stand beside each other.
     *
     * @param middle marked by a line across a broad bar; NaN for a thin stem without one
     */
    record Intervals(
            String series, String part, SeriesColor ink, double[] x, double[] low, double[] middle, double[] high)
            implements Mark {
        @Override
        public DoubleStream ordinates() {
            return DoubleStream.concat(DoubleStream.of(low), DoubleStream.of(high));
        }
    }
}
