package eigendrift.report.figure;

import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Figure.Plot;
import eigendrift.report.figure.PathData.Point;
import eigendrift.report.figure.SeriesColor.Tone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The layout of one {@link Plot}. */
final class PlotDrawing extends Drawing {
    private static final double LEFT = 54;
    private static final double BELOW = 42;
    private static final double INSET = 8;
    private static final double COLUMN = 14;
    private static final double LABEL_LINE = 13;

    /** Most symbols of one line; of more points every so-manieth has one. */
    private static final int MOST_SYMBOLS = 45;

    private static final double STRIDE = 7;
    private static final double FRACTION = 0.5;

    private final Plot plot;
    private final LegendDrawing legend;
    private final BesideDrawing beside;
    private final double top;
    private final double bottom;
    private final double right;

    PlotDrawing(Plot plot, FigureSize size) {
        super(plot, size);
        this.plot = plot;
        this.legend = new LegendDrawing(plot.legend() == Legend.TOP ? plot.marks() : List.of(), width);
        this.beside = new BesideDrawing(plot.beside());
        this.top = subtitle() + 12 + legend.height();
        this.bottom = top + Math.max(150, Math.min(260, 0.44 * width));
        double names = plot.legend() == Legend.ENDS ? 10 + widestName() : 14;
        this.right = width - names - beside.width();
    }

    @Override
    double height() {
        return bottom + BELOW;
    }

    @Override
    void drawBody(Pen pen) {
        subtitle(pen, plot.y().label());
        legend.draw(pen, subtitle());
        drawAxes(pen);
        pen.frame(LEFT + INSET, top, right - INSET, bottom, plot.x());
        for (Mark mark : plot.marks()) {
            pen.begin(mark);
            if (mark instanceof Mark.Band band) {
                draw(pen, band);
            } else if (mark instanceof Mark.Line line) {
                draw(pen, line);
            } else if (mark instanceof Mark.Intervals intervals) {
                draw(pen, intervals);
            }
            pen.end();
        }
        if (plot.legend() == Legend.ENDS) {
            drawEnds(pen);
        }
        beside.draw(pen, plot.y(), width - 8 - beside.width(), top, bottom);
    }

    private double x(double value) {
        return Double.isFinite(value)
                ? LEFT + INSET + plot.x().fraction(value) * (right - LEFT - 2 * INSET)
                : Double.NaN;
    }

    private double y(double value) {
        return Double.isFinite(value) ? bottom - plot.y().fraction(value) * (bottom - top) : Double.NaN;
    }

    private List<Point> points(double[] xs, double[] ys) {
        List<Point> points = new ArrayList<>(xs.length);
        for (int i = 0; i < xs.length; i++) {
            points.add(new Point(x(xs[i]), y(ys[i])));
        }
        return points;
    }

    private void drawAxes(Pen pen) {
        boolean paper = pen.size().paper();
        SeriesColor line = SeriesColor.of(paper ? Tone.TEXT : Tone.MUTED);
        for (Ticks.Tick tick : plot.y().ticks(ticks(1.5 * (bottom - top)))) {
            double y = y(tick.value());
            if (paper) {
                pen.line(LEFT - 4, y, LEFT, y, line);
            } else {
                pen.line(LEFT, y, right, y, SeriesColor.of(Tone.GRID));
            }
            pen.label(LEFT - 7, y + 4, tick.label(), Pen.Anchor.END);
        }
        if (paper) {
            pen.line(LEFT, top, LEFT, bottom, line);
        }
        pen.line(LEFT, bottom, right, bottom, line);
        List<Ticks.Tick> ticks = plot.x().ticks(ticks(right - LEFT));
        // Steps and lags are whole numbers from 1; a logarithmic axis far below 1 shows another quantity, such as a
        // loss.
        boolean fractions =
                plot.x().scale() == Axis.Scale.LOGARITHMIC && plot.x().min() < FRACTION;
        boolean counting =
                !fractions && ticks.stream().filter(PlotDrawing::isWhole).count() > 1;
        for (Ticks.Tick tick : ticks) {
            if (!counting || isWhole(tick)) {
                pen.line(x(tick.value()), bottom, x(tick.value()), bottom + 4, line);
                pen.label(x(tick.value()), bottom + 17, tick.label(), Pen.Anchor.MIDDLE);
            }
        }
        pen.label((LEFT + right) / 2, height() - 8, plot.x().label(), Pen.Anchor.MIDDLE);
    }

    private static boolean isWhole(Ticks.Tick tick) {
        return tick.value() == Math.rint(tick.value());
    }

    private void draw(Pen pen, Mark.Band band) {
        if (band.x().length == 1) {
            double low = y(band.low()[0]);
            double height = low - y(band.high()[0]);
            pen.rectangle(x(band.x()[0]) - COLUMN / 2, low - height, COLUMN, height, band.ink());
            return;
        }
        pen.fill(PathData.area(points(band.x(), band.low()), points(band.x(), band.high())), pen.paint(band.ink()));
    }

    private void draw(Pen pen, Mark.Line line) {
        List<Point> points = points(line.x(), line.y());
        pen.path(PathData.line(points), line.ink(), line.stroke());
        if (line.symbol() == Mark.Symbol.NONE) {
            return;
        }
        int every = line.stroke() == Mark.Stroke.NONE ? 1 : (points.size() + MOST_SYMBOLS - 1) / MOST_SYMBOLS;
        for (int i = 0; i < points.size(); i++) {
            Point p = points.get(i);
            if (p.finite() && (i % every == 0 || line.hollow()[i])) {
                pen.point(p.x(), p.y(), line.symbol(), line.ink(), line.hollow()[i], hint(line, i));
            }
        }
    }

    private void draw(Pen pen, Mark.Intervals intervals) {
        double aside = aside(intervals);
        for (int i = 0; i < intervals.x().length; i++) {
            double x = x(intervals.x()[i]) + aside;
            if (Double.isFinite(x + intervals.low()[i] + intervals.high()[i])) {
                pen.interval(
                        x,
                        y(intervals.low()[i]),
                        y(intervals.middle()[i]),
                        y(intervals.high()[i]),
                        1,
                        intervals.ink());
            }
        }
    }

    /** How far from their abscissas: those that share one with others are drawn beside each other. */
    private double aside(Mark.Intervals intervals) {
        List<Mark> together = plot.marks().stream()
                .filter(Mark.Intervals.class::isInstance)
                .filter(mark -> Arrays.stream(mark.x())
                        .anyMatch(x -> Arrays.stream(intervals.x()).anyMatch(own -> own == x)))
                .toList();
        return STRIDE * (together.indexOf(intervals) - (together.size() - 1) / 2.);
    }

    private String hint(Mark.Line line, int i) {
        String number = String.format(Locale.ROOT, "%.4g", line.y()[i]);
        String step = Ticks.plain(line.x()[i]);
        return line.series() + ", " + plot.x().label() + " " + step + ": " + number;
    }

    private double widestName() {
        return plot.marks().stream()
                .filter(Mark::isListed)
                .mapToDouble(mark -> Pen.widthOf(mark.series(), Pen.TEXT))
                .max()
                .orElse(0);
    }

    /** A name and the height it wants. */
    private record End(String name, SeriesColor ink, double y) {}

    /** Writes each name beside the last point of its mark, pushed down where two would overlap. */
    private void drawEnds(Pen pen) {
        List<End> ends = new ArrayList<>();
        for (Mark mark : plot.marks()) {
            double y = endOf(mark);
            if (mark.isListed() && Double.isFinite(y)) {
                ends.add(new End(mark.series(), mark.ink(), y));
            }
        }
        ends.sort(Comparator.comparingDouble(End::y));
        double room = bottom + LABEL_LINE - LABEL_LINE * ends.size();
        double free = top;
        for (End end : ends) {
            double y = Math.max(free, Math.min(end.y(), room));
            pen.name(right + 6, y + 4, end.name(), Pen.Anchor.START, end.ink().tone());
            free = y + LABEL_LINE;
            room += LABEL_LINE;
        }
    }

    private double endOf(Mark mark) {
        for (int i = mark.x().length - 1; i >= 0; i--) {
            double y = Double.NaN;
            if (mark instanceof Mark.Line line) {
                y = y(line.y()[i]);
            } else if (mark instanceof Mark.Band band) {
                y = (y(band.low()[i]) + y(band.high()[i])) / 2;
            }
            if (Double.isFinite(y)) {
                return y;
            }
        }
        return Double.NaN;
    }
}
