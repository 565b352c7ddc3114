package eigendrift.report.figure;

import eigendrift.report.figure.IntervalRow.Interval;
import eigendrift.report.figure.SeriesColor.Tone;
import java.util.List;

/** The column right of a plot's axis: for each row a name that reads upwards, and its intervals. */
final class BesideDrawing {
    private static final double NAME = 16;
    private static final double BAR = 11;

    /** Room for the bars of one row, which stand closer where they are many. */
    private static final double BARS = 56;

    private static final double GAP = 6;

    private final List<IntervalRow> rows;

    BesideDrawing(List<IntervalRow> rows) {
        this.rows = rows;
    }

    /** 0 without rows. */
    double width() {
        return rows.stream().mapToDouble(BesideDrawing::width).sum();
    }

    private static double width(IntervalRow row) {
        return NAME + stride(row) * row.intervals().size() + GAP;
    }

    private static double stride(IntervalRow row) {
        return Math.min(BAR, BARS / Math.max(1, row.intervals().size()));
    }

    void draw(Pen pen, Axis y, double left, double top, double bottom) {
        double x = left;
        for (IntervalRow row : rows) {
            if (!pen.size().paper()) {
                pen.rectangle(
                        x,
                        top,
                        width(row) - 3,
                        bottom - top,
                        SeriesColor.of(Tone.GRID).faded(0.45));
            }
            pen.upwards(x + NAME - 3, (top + bottom) / 2, Pen.fit(row.name(), Pen.TEXT, bottom - top));
            double stride = stride(row);
            double at = x + NAME + stride / 2;
            for (Interval in : row.intervals()) {
                if (Double.isFinite(in.low() + in.high())) {
                    pen.interval(
                            at,
                            bottom - y.fraction(in.low()) * (bottom - top),
                            bottom - y.fraction(in.middle()) * (bottom - top),
                            bottom - y.fraction(in.high()) * (bottom - top),
                            stride / BAR,
                            in.ink());
                }
                at += stride;
            }
            x += width(row);
        }
    }
}
