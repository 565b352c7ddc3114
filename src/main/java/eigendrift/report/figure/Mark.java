package eigendrift.report.figure;

import java.util.stream.DoubleStream;

/** Something drawn in a plot. Coordinates are read only; a point with a coordinate that is not finite is a gap. */
public sealed interface Mark {

    /** Name in the legend; empty for none. Marks of one name share one entry. */
    String name();

    SeriesColor ink();

    double[] x();

    /** Every ordinate that the axis must reach. */
    DoubleStream ordinates();

    /** How a line is stroked. */
    enum Stroke {
        SOLID,
        DASHED,
        DOTTED,
        THIN,
        /** For error bars. */
        FINE,
        /** Symbols alone, all of them however many. */
        NONE
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
     * @param hollow points drawn as a ring, as long as {@code x}; may be empty for none
     */
    record Line(String name, SeriesColor ink, Stroke stroke, Symbol symbol, double[] x, double[] y, boolean[] hollow)
            implements Mark {
        public Line(String name, SeriesColor ink, Stroke stroke, Symbol symbol, double[] x, double[] y) {
            this(name, ink, stroke, symbol, x, y, new boolean[x.length]);
        }

        @Override
        public DoubleStream ordinates() {
            return DoubleStream.of(y);
        }
    }

    /** The region between two curves; at a single abscissa, a column. */
    record Band(String name, SeriesColor ink, double[] x, double[] low, double[] high) implements Mark {
        @Override
        public DoubleStream ordinates() {
            return DoubleStream.concat(DoubleStream.of(low), DoubleStream.of(high));
        }
    }

    /**
     * Error bars, drawn a little to the left of their abscissas so that they do not hide the curves.
     *
     * @param place 0, 1, …: how far to the left, so that bars do not hide each other
     */
    record Bars(String name, SeriesColor ink, int place, double[] x, double[] low, double[] middle, double[] high)
            implements Mark {
        @Override
        public DoubleStream ordinates() {
            return DoubleStream.concat(DoubleStream.of(low), DoubleStream.of(high));
        }
    }
}
