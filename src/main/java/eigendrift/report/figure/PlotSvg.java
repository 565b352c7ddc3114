package eigendrift.report.figure;

import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Figure.Plot;
import eigendrift.report.figure.PathData.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Lays out and draws one {@link Plot}. */
final class PlotSvg {
    static final double HEIGHT = 300;
    private static final double LEFT = 54;
    private static final double BOTTOM = HEIGHT - 42;
    private static final double SUBTITLE = 34;
    private static final double INSET = 8;
    private static final double COLUMN = 14;
    private static final double BAR_STRIDE = 9;
    private static final double MOST_FOR_BARS = 60;
    private static final double LABEL_LINE = 13;
    private static final int MOST_SYMBOLS = 45;
    private static final int TICKS = 5;
    private static final double FRACTION = 0.5;

    private final Plot plot;
    private final Pen pen;
    private final LegendSvg legend;
    private final double top;
    private final double right;

    PlotSvg(Plot plot, Pen pen) {
        this.plot = plot;
        this.pen = pen;
        this.legend = new LegendSvg(plot.legend() == Legend.TOP ? plot.marks() : List.of(), pen);
        this.top = SUBTITLE + 12 + legend.height();
        this.right = Svg.WIDTH - (plot.legend() == Legend.ENDS ? 10 + widestName() : 14);
    }

    void draw() {
        pen.label(4, SUBTITLE, plot.y().label(), Pen.Anchor.START);
        legend.draw(SUBTITLE);
        drawAxes();
        for (Mark mark : plot.marks()) {
            if (mark instanceof Mark.Band band) {
                draw(band);
            } else if (mark instanceof Mark.Line line) {
                draw(line);
            } else if (mark instanceof Mark.Bars bars) {
                draw(bars);
            }
        }
        if (plot.legend() == Legend.ENDS) {
            drawEnds();
        }
    }

    private double x(double value) {
        return Double.isFinite(value)
                ? LEFT + INSET + plot.x().fraction(value) * (right - LEFT - 2 * INSET)
                : Double.NaN;
    }

    private double y(double value) {
        return Double.isFinite(value) ? BOTTOM - plot.y().fraction(value) * (BOTTOM - top) : Double.NaN;
    }

    private List<Point> points(double[] xs, double[] ys) {
        List<Point> points = new ArrayList<>(xs.length);
        for (int i = 0; i < xs.length; i++) {
            points.add(new Point(x(xs[i]), y(ys[i])));
        }
        return points;
    }

    private void drawAxes() {
        SeriesColor grid = SeriesColor.of(SeriesColor.Tone.GRID);
        for (Ticks.Tick tick : plot.y().ticks(TICKS)) {
            pen.line(LEFT, y(tick.value()), right, y(tick.value()), grid);
            pen.label(LEFT - 7, y(tick.value()) + 4, tick.label(), Pen.Anchor.END);
        }
        pen.line(LEFT, BOTTOM, right, BOTTOM, SeriesColor.of(SeriesColor.Tone.MUTED));
        List<Ticks.Tick> ticks = plot.x().ticks(TICKS);
        // Steps and lags are whole numbers from 1; a logarithmic axis far below 1 shows another quantity, such as a
        // loss.
        boolean fractions =
                plot.x().scale() == Axis.Scale.LOGARITHMIC && plot.x().min() < FRACTION;
        boolean counting = !fractions && ticks.stream().filter(PlotSvg::isWhole).count() > 1;
        for (Ticks.Tick tick : ticks) {
            if (!counting || isWhole(tick)) {
                pen.line(x(tick.value()), BOTTOM, x(tick.value()), BOTTOM + 4, SeriesColor.of(SeriesColor.Tone.MUTED));
                pen.label(x(tick.value()), BOTTOM + 17, tick.label(), Pen.Anchor.MIDDLE);
            }
        }
        pen.label((LEFT + right) / 2, HEIGHT - 8, plot.x().label(), Pen.Anchor.MIDDLE);
    }

    private static boolean isWhole(Ticks.Tick tick) {
        return tick.value() == Math.rint(tick.value());
    }

    private void draw(Mark.Band band) {
        if (band.x().length == 1) {
            double bottom = y(band.low()[0]);
            double height = bottom - y(band.high()[0]);
            pen.rectangle(x(band.x()[0]) - COLUMN / 2, bottom - height, COLUMN, height, band.ink());
            return;
        }
        pen.area(PathData.area(points(band.x(), band.low()), points(band.x(), band.high())), band.ink());
    }

    private void draw(Mark.Line line) {
        List<Point> points = points(line.x(), line.y());
        pen.path(PathData.line(points), line.ink(), line.stroke());
        if (line.symbol() == Mark.Symbol.NONE) {
            return;
        }
        boolean all = points.size() <= MOST_SYMBOLS || line.stroke() == Mark.Stroke.NONE;
        for (int i = 0; i < points.size(); i++) {
            Point p = points.get(i);
            if (p.finite() && (all || line.hollow()[i])) {
                pen.symbol(p.x(), p.y(), line.symbol(), line.ink(), line.hollow()[i], hint(line, i));
            }
        }
    }

    private void draw(Mark.Bars bars) {
        double stride = barStride();
        for (int i = 0; i < bars.x().length; i++) {
            pen.bar(
                    x(bars.x()[i]) - stride * (bars.place() + 1),
                    y(bars.low()[i]),
                    y(bars.middle()[i]),
                    y(bars.high()[i]),
                    bars.ink());
        }
    }

    /**
     * Distance between error bars of one abscissa: small enough that they stay near it and clear of those of the
     * abscissa before.
     */
    private double barStride() {
        List<Mark.Bars> all = plot.marks().stream()
                .filter(Mark.Bars.class::isInstance)
                .map(Mark.Bars.class::cast)
                .toList();
        double[] at = all.stream()
                .flatMapToDouble(bars -> Arrays.stream(bars.x()))
                .filter(Double::isFinite)
                .distinct()
                .sorted()
                .map(this::x)
                .toArray();
        double room = MOST_FOR_BARS;
        for (int i = 1; i < at.length; i++) {
            room = Math.min(room, at[i] - at[i - 1]);
        }
        return Math.min(BAR_STRIDE, room / (all.size() + 1));
    }

    private String hint(Mark.Line line, int i) {
        String number = String.format(Locale.ROOT, "%.4g", line.y()[i]);
        String step = Ticks.plain(line.x()[i]);
        return line.name() + ", " + plot.x().label() + " " + step + ": " + number;
    }

    private double widestName() {
        return plot.marks().stream()
                .mapToDouble(mark -> Pen.widthOf(mark.name(), Svg.TICK_SIZE))
                .max()
                .orElse(0);
    }

    /** A name and the height it wants. */
    private record End(String name, SeriesColor ink, double y) {}

    /** Writes each name beside the last point of its mark, pushed down where two would overlap. */
    private void drawEnds() {
        List<End> ends = new ArrayList<>();
        for (Mark mark : plot.marks()) {
            double y = endOf(mark);
            if (!mark.name().isEmpty() && Double.isFinite(y)) {
                ends.add(new End(mark.name(), mark.ink(), y));
            }
        }
        ends.sort(Comparator.comparingDouble(End::y));
        double room = BOTTOM + LABEL_LINE - LABEL_LINE * ends.size();
        double free = top;
        for (End end : ends) {
            double y = Math.max(free, Math.min(end.y(), room));
            pen.text(
                    right + 6,
                    y + 4,
                    end.name(),
                    Svg.TICK_SIZE,
                    Pen.Anchor.START,
                    SeriesColor.of(end.ink().tone()),
                    false);
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
