package eigendrift.report.figure;

import java.util.List;

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
     */
    record Plot(String id, String title, String caption, Axis x, Axis y, Legend legend, List<Mark> marks)
            implements Figure {
        public Plot {
            marks = List.copyOf(marks);
        }

        public Plot withY(Axis axis) {
            return new Plot(id, title, caption, x, axis, legend, marks);
        }
    }

    /**
     * A square matrix of values in [0, 1], one cell a pair of ticks.
     *
     * @param valueLabel what the colour says
     * @param axisLabel what both axes count
     * @param ticks label of each row and column
     * @param values row, column; NaN is left empty
     * @param marked cells that get a dot
     */
    record HeatMap(
            String id,
            String title,
            String caption,
            String valueLabel,
            String axisLabel,
            List<String> ticks,
            double[][] values,
            boolean[][] marked)
            implements Figure {
        public HeatMap {
            ticks = List.copyOf(ticks);
        }
    }

    /**
     * An image of values of both signs, in colours that diverge about 0.
     *
     * @param valueLabel what the colour says
     * @param values row from the top, column; NaN is left empty
     */
    record Image(String id, String title, String caption, String valueLabel, double[][] values) implements Figure {}

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
}
