package eigendrift.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** One picture with one pair of axes. */
public sealed interface Figure {

    /** File name without suffix; unique within a report. */
    String id();

    String title();

    /** What is plotted, with unit, bands and number of seeds: goes into the file, so that it explains itself. */
    String caption();

    /** Where the names of series are placed. */
    enum Legend {
        /** In rows above the panel. */
        TOP,
        /** At the right end of each line or band. */
        ENDS
    }

    /**
     * Lines and bands over a common abscissa, of which only whole ticks are labelled, where there are two, unless it is
     * logarithmic and goes below one half. Marks are drawn in order, the last on top.
     *
     * @param beside intervals of the ordinate in a column of their own, right of the axis
     */
    record Plot(
            String id,
            String title,
            String caption,
            Axis x,
            Axis y,
            Legend legend,
            List<Mark> marks,
            List<IntervalRow> beside)
            implements Figure {
        public Plot {
            marks = List.copyOf(marks);
            beside = List.copyOf(beside);
        }

        public Plot(String id, String title, String caption, Axis x, Axis y, Legend legend, List<Mark> marks) {
            this(id, title, caption, x, y, legend, marks, List.of());
        }

        public Plot withY(Axis axis) {
            return new Plot(id, title, caption, x, axis, legend, marks, beside);
        }

        /** Every value that the ordinate must reach. */
        public DoubleStream ordinates() {
            return DoubleStream.concat(
                    marks.stream().flatMapToDouble(Mark::ordinates),
                    beside.stream().flatMapToDouble(IntervalRow::values));
        }
    }

    /**
     * Intervals in rows, one under the other, over a common abscissa.
     *
     * @param reference value of a line through all rows; NaN for none
     */
    record Forest(String id, String title, String caption, Axis x, double reference, List<IntervalRow> rows)
            implements Figure {
        public Forest {
            rows = List.copyOf(rows);
        }
    }

    /**
     * A matrix of values in [0, 1] over two equal axes, a cell for each pair of ticks. Each cell reaches half of the
     * way to the next tick, on the axis's scale.
     *
     * @param valueLabel what the colour says
     * @param axis of both directions, from the first tick to the last
     * @param at the ticks, ascending
     * @param values row, column; NaN is left empty
     * @param hatched cells that get a hatching
     * @param hatching what that means
     */
    record HeatMap(
            String id,
            String title,
            String caption,
            String valueLabel,
            Axis axis,
            double[] at,
            double[][] values,
            boolean[][] hatched,
            String hatching)
            implements Figure {

        /** Where each cell begins, and the last one ends, in ticks' units. */
        double[] edgeValues() {
            return Arrays.stream(edges()).map(axis::value).toArray();
        }

        /** The same as fractions of the axis. */
        double[] edges() {
            double[] edges = new double[at.length + 1];
            for (int i = 1; i < at.length; i++) {
                edges[i] = (axis.fraction(at[i - 1]) + axis.fraction(at[i])) / 2;
            }
            edges[at.length] = 1;
            return edges;
        }
    }

    /**
     * An image of values of both signs, in colours that diverge about 0.
     *
     * @param valueLabel what the colour says
     * @param values row from the top, column; NaN is left empty
     */
    record Image(String id, String title, String caption, String valueLabel, double[][] values) implements Figure {}
}
