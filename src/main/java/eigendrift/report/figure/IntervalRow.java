package eigendrift.report.figure;

import eigendrift.report.figure.Mark.Symbol;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Intervals under one name.
 *
 * @param guided whether their middles are carried on as faint lines through the rows that follow
 */
public record IntervalRow(String name, boolean guided, List<Interval> intervals) {
    public IntervalRow {
        intervals = List.copyOf(intervals);
    }

    /**
     * A range about a middle.
     *
     * @param of what it speaks of, such as an optimizer; may be empty
     * @param at the abscissa that it speaks of; NaN for none
     * @param symbol of its middle; with none it is a broad bar with a line across
     */
    public record Interval(
            String of, double at, SeriesColor ink, Symbol symbol, double low, double middle, double high) {}

    DoubleStream values() {
        return intervals.stream().flatMapToDouble(i -> DoubleStream.of(i.low(), i.middle(), i.high()));
    }
}
