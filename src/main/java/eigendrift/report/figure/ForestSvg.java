package eigendrift.report.figure;

/** Lays out and draws one {@link Figure.Forest}: labels to the left, numbers to the right. */
final class ForestSvg {
    private static final double TOP = 30;
    private static final double ROW = 20;
    private static final double BELOW = 42;
    private static final double LABELS = 130;
    private static final double INSET = 6;
    private static final int TICKS = 3;

    private final Figure.Forest forest;
    private final Pen pen;
    private final double left;
    private final double right = Svg.WIDTH - 14;

    ForestSvg(Figure.Forest forest, Pen pen) {
        this.forest = forest;
        this.pen = pen;
        this.left = 14
                + forest.rows().stream()
                        .mapToDouble(row -> Math.min(LABELS, Pen.widthOf(row.name(), Svg.TICK_SIZE)))
                        .max()
                        .orElse(0);
    }

    static double height(Figure.Forest forest) {
        return TOP + ROW * forest.rows().size() + BELOW;
    }

    void draw() {
        double bottom = TOP + ROW * forest.rows().size();
        SeriesColor grey = SeriesColor.of(SeriesColor.Tone.MUTED);
        for (Ticks.Tick tick : forest.x().ticks(TICKS)) {
            pen.line(x(tick.value()), TOP, x(tick.value()), bottom, SeriesColor.of(SeriesColor.Tone.GRID));
            pen.line(x(tick.value()), bottom, x(tick.value()), bottom + 4, grey);
            pen.label(x(tick.value()), bottom + 17, tick.label(), Pen.Anchor.MIDDLE);
        }
        pen.line(left, bottom, right, bottom, grey);
        pen.line(x(forest.reference()), TOP, x(forest.reference()), bottom, grey);
        pen.label((left + right) / 2, bottom + BELOW - 8, forest.x().label(), Pen.Anchor.MIDDLE);
        double y = TOP + ROW / 2;
        for (IntervalRow row : forest.rows()) {
            draw(row, y);
            y += ROW;
        }
    }

    private void draw(IntervalRow row, double y) {
        SeriesColor ink = SeriesColor.of(SeriesColor.Tone.TEXT);
        String label = Pen.fit(row.name(), Svg.TICK_SIZE, LABELS);
        pen.text(4, y + 4, label, Svg.TICK_SIZE, Pen.Anchor.START, ink, false);
        for (IntervalRow.Interval i : row.intervals()) {
            pen.path("M" + Pen.at(x(i.low()), y) + "L" + Pen.at(x(i.high()), y), i.ink(), Mark.Stroke.SOLID);
            pen.symbol(x(i.middle()), y, i.symbol(), i.ink(), false, row.name());
        }
    }

    private double x(double value) {
        return left + INSET + forest.x().fraction(value) * (right - left - 2 * INSET);
    }
}
