package eigendrift.report.figure;

import eigendrift.report.figure.IntervalRow.Interval;
import eigendrift.report.figure.Mark.Symbol;
import eigendrift.report.figure.SeriesColor.Tone;
import java.util.List;

/** The layout of one {@link Figure.Forest}: names at the left, intervals beside them. */
final class ForestDrawing extends Drawing {
    private static final double WIDEST_NAMES = 0.45;
    private static final double BAR = 12;
    private static final double GAP = 8;
    private static final double INSET = 10;
    private static final double GUIDE = 0.5;
    private static final double LABEL = 17;

    private final Figure.Forest forest;
    private final List<String> label;
    private final LegendDrawing legend;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;

    ForestDrawing(Figure.Forest forest, FigureSize size) {
        super(forest, size);
        this.forest = forest;
        double names = forest.rows().stream()
                .mapToDouble(row -> Pen.widthOf(row.name(), Pen.TEXT))
                .max()
                .orElse(0);
        this.left = Math.min(WIDEST_NAMES * width, names + 12);
        this.right = width - 14;
        this.legend = new LegendDrawing(legend(forest), width);
        this.label = Pen.wrap(forest.x().label(), Pen.TEXT, width - 8);
        this.top = subtitle() - 12 + legend.height();
        this.bottom =
                top + forest.rows().stream().mapToDouble(ForestDrawing::height).sum();
    }

    /** What intervals speak of, by their symbols; the rows' names say it where each has one. */
    private static List<Mark> legend(Figure.Forest forest) {
        if (forest.rows().stream().allMatch(row -> row.intervals().size() <= 1)) {
            return List.of();
        }
        return forest.rows().stream()
                .flatMap(row -> row.intervals().stream())
                .filter(in -> in.symbol() != Symbol.NONE)
                .<Mark>map(in ->
                        new Mark.Line(in.of(), in.ink(), Mark.Stroke.THIN, in.symbol(), new double[0], new double[0]))
                .toList();
    }

    private static double height(IntervalRow row) {
        return GAP + BAR * Math.max(1, row.intervals().size());
    }

    @Override
    double height() {
        return bottom + LABEL * (label.size() + 1) + 8;
    }

    /** Below the axis, or as far to the left as a long label needs. */
    private double middle(String text) {
        return Math.min((left + right) / 2, width - 4 - Pen.widthOf(text, Pen.TEXT) / 2);
    }

    private double x(double value) {
        return left + INSET + forest.x().fraction(value) * (right - left - 2 * INSET);
    }

    @Override
    void drawBody(Pen pen) {
        legend.draw(pen, subtitle() - 17);
        drawAxis(pen);
        double y = top;
        for (IntervalRow row : forest.rows()) {
            double height = height(row);
            pen.name(4, y + height / 2 + 4, Pen.fit(row.name(), Pen.TEXT, left - 8), Pen.Anchor.START, Tone.TEXT);
            double at = y + (GAP + BAR) / 2;
            for (Interval in : row.intervals()) {
                if (row.guided() && Double.isFinite(in.middle())) {
                    pen.stroke(
                            Outline.line(x(in.middle()), at, x(in.middle()), bottom),
                            pen.paint(in.ink().faded(GUIDE)),
                            1,
                            List.of(2.0, 3.0));
                }
                draw(pen, in, at);
                at += BAR;
            }
            y += height;
        }
    }

    private void draw(Pen pen, Interval in, double y) {
        boolean range = Double.isFinite(in.low() + in.high());
        if (in.symbol() == Symbol.NONE && range) {
            pen.rectangle(
                    x(in.low()),
                    y - 2.5,
                    Math.max(1, x(in.high()) - x(in.low())),
                    5,
                    in.ink().faded(0.5));
        } else if (range) {
            pen.stroke(Outline.line(x(in.low()), y, x(in.high()), y), pen.paint(in.ink()), 1.5, List.of());
        }
        if (Double.isFinite(in.middle())) {
            if (in.symbol() == Symbol.NONE) {
                pen.stroke(
                        Outline.line(x(in.middle()), y - 4.5, x(in.middle()), y + 4.5),
                        pen.paint(in.ink()),
                        2,
                        List.of());
            } else {
                pen.point(x(in.middle()), y, in.symbol(), in.ink(), false, in.of());
            }
        }
    }

    private void drawAxis(Pen pen) {
        boolean paper = pen.size().paper();
        SeriesColor line = SeriesColor.of(paper ? Tone.TEXT : Tone.MUTED);
        for (Ticks.Tick tick : forest.x().ticks(ticks(right - left))) {
            double x = x(tick.value());
            if (!paper) {
                pen.line(x, top, x, bottom, SeriesColor.of(Tone.GRID));
            }
            pen.line(x, bottom, x, bottom + 4, line);
            pen.label(x, bottom + 17, tick.label(), Pen.Anchor.MIDDLE);
        }
        if (paper) {
            pen.line(left, top, left, bottom, line);
        }
        pen.line(left, bottom, right, bottom, line);
        if (Double.isFinite(forest.reference())) {
            pen.line(x(forest.reference()), top, x(forest.reference()), bottom, line);
        }
        for (int i = 0; i < label.size(); i++) {
            pen.label(middle(label.get(i)), bottom + LABEL * (i + 2), label.get(i), Pen.Anchor.MIDDLE);
        }
    }
}
