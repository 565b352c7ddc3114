package eigendrift.report.figure;

import java.util.List;

/**
 * The layout of one {@link Figure.HeatMap}: the first row at the bottom, as in a plot; cells as wide as the ticks lie
 * apart.
 */
final class HeatMapDrawing extends Drawing {
    private static final double LEFT = 54;
    private static final double MOST = 380;
    private static final double BAR = 16;
    private static final double BAR_WIDTH = 12;
    private static final double BAR_LABELS = 34;
    private static final double SWATCH = 22;
    private static final double HATCHING = 5;
    private static final int LEVELS = 64;

    private final Figure.HeatMap map;
    private final double side;
    private final double left;
    private final double top;

    /** Where each cell begins, and the last one ends: from 0 to 1. */
    private final double[] edges;

    HeatMapDrawing(Figure.HeatMap map, FigureSize size) {
        super(map, size);
        this.map = map;
        this.side = Math.min(MOST, width - LEFT - BAR - BAR_WIDTH - BAR_LABELS - 8);
        this.left = LEFT + (width - LEFT - side - BAR - BAR_WIDTH - BAR_LABELS - 8) / 2;
        this.top = subtitle() + 12;
        this.edges = map.edges();
    }

    @Override
    double height() {
        return top + side + 42;
    }

    @Override
    void drawBody(Pen pen) {
        subtitle(pen, map.valueLabel());
        pen.rectangle(left, top, side, side, SeriesColor.of(SeriesColor.Tone.GRID));
        Cells cells = new Cells(LEVELS);
        Outline hatching = new Outline();
        for (int r = 0; r < map.values().length; r++) {
            for (int c = 0; c < map.values()[r].length; c++) {
                double x = left + side * edges[c];
                double y = top + side * (1 - edges[r + 1]);
                double cellWidth = side * (edges[c + 1] - edges[c]);
                double cellHeight = side * (edges[r + 1] - edges[r]);
                cells.add(map.values()[r][c], x, y, cellWidth, cellHeight);
                if (map.hatched()[r][c]) {
                    hatch(hatching, x, y, cellWidth, cellHeight);
                }
            }
        }
        cells.draw(pen, ColorMap.RISING::colour);
        draw(pen, hatching);
        drawTicks(pen);
        drawBar(pen);
        if (!hatching.isEmpty()) {
            drawKey(pen);
        }
    }

    /**
     * Adds the diagonals x + y = 0, {@link #HATCHING}, ... as far as they lie in a cell, so that they go on from cell
     * to cell; one through the middle where none does.
     */
    private static void hatch(Outline hatching, double x, double y, double width, double height) {
        double from = Math.ceil((x + y) / HATCHING) * HATCHING;
        double to = x + y + width + height;
        if (from >= to) {
            from = (x + y + to) / 2;
        }
        for (double sum = from; sum < to; sum += HATCHING) {
            double start = Math.max(x, sum - y - height);
            double end = Math.min(x + width, sum - y);
            hatching.polyline(false, start, sum - start, end, sum - end);
        }
    }

    /** White on a dark edge, to be seen on every colour. */
    private static void draw(Pen pen, Outline hatching) {
        if (!hatching.isEmpty()) {
            pen.stroke(hatching, new Pen.Paint("#000000", 0.45), 2, List.of());
            pen.stroke(hatching, new Pen.Paint("#ffffff", 1), 0.8, List.of());
        }
    }

    private void drawTicks(Pen pen) {
        SeriesColor ink = SeriesColor.of(SeriesColor.Tone.MUTED);
        double bottom = top + side;
        for (Ticks.Tick tick : map.axis().ticks(ticks(side))) {
            if (tick.value() == Math.rint(tick.value())) {
                double along = side * map.axis().fraction(tick.value());
                pen.line(left + along, bottom, left + along, bottom + 4, ink);
                pen.label(left + along, bottom + 17, tick.label(), Pen.Anchor.MIDDLE);
                pen.line(left - 4, bottom - along, left, bottom - along, ink);
                pen.label(left - 7, bottom - along + 4, tick.label(), Pen.Anchor.END);
            }
        }
        pen.label(left + side / 2, height() - 8, map.axis().label(), Pen.Anchor.MIDDLE);
    }

    private void drawBar(Pen pen) {
        double bar = left + side + BAR;
        Cells.scale(LEVELS, bar, top, BAR_WIDTH, side).draw(pen, ColorMap.RISING::colour);
        for (Ticks.Tick tick : new Axis("", Axis.Scale.LINEAR, 0, 1).ticks(5)) {
            double y = top + side * (1 - tick.value());
            pen.label(bar + BAR_WIDTH + 5, y + 4, tick.label(), Pen.Anchor.START);
        }
    }

    /** What hatching means, at the right of the line below the title. */
    private void drawKey(Pen pen) {
        double x = width - 8 - Pen.widthOf(map.hatching(), Pen.TEXT) - SWATCH - 5;
        double y = subtitle() - 10;
        pen.fill(Outline.rectangle(x, y, SWATCH, 12), new Pen.Paint(ColorMap.RISING.colour(0.15), 1));
        Outline hatching = new Outline();
        hatch(hatching, x, y, SWATCH, 12);
        draw(pen, hatching);
        pen.label(x + SWATCH + 5, subtitle(), map.hatching(), Pen.Anchor.START);
    }
}
