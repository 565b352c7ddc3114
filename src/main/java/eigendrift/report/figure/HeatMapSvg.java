package eigendrift.report.figure;

import java.util.List;

/** Lays out and draws one {@link Figure.HeatMap}: the first row at the bottom, as in a plot. */
final class HeatMapSvg {
    static final double HEIGHT = 400;
    private static final double LEFT = 54;
    private static final double TOP = 46;
    private static final double SIDE = 312;
    private static final double BAR = LEFT + SIDE + 16;
    private static final double BAR_WIDTH = 12;
    private static final int LEVELS = 64;

    private final Figure.HeatMap map;
    private final Pen pen;
    private final double cell;

    HeatMapSvg(Figure.HeatMap map, Pen pen) {
        this.map = map;
        this.pen = pen;
        this.cell = SIDE / Math.max(1, map.ticks().size());
    }

    void draw() {
        pen.label(4, 34, map.valueLabel(), Pen.Anchor.START);
        pen.rectangle(LEFT, TOP, SIDE, SIDE, SeriesColor.of(SeriesColor.Tone.GRID));
        drawCells();
        drawMarked();
        drawTicks();
        drawBar();
    }

    private double left(int column) {
        return LEFT + column * cell;
    }

    private double topOf(int row) {
        return TOP + SIDE - (row + 1) * cell;
    }

    private void drawCells() {
        Cells cells = new Cells(LEVELS);
        for (int r = 0; r < map.values().length; r++) {
            for (int c = 0; c < map.values()[r].length; c++) {
                cells.add(map.values()[r][c], left(c), topOf(r), cell, cell);
            }
        }
        cells.draw(pen, ColorMap.RISING::colour);
    }

    private void drawMarked() {
        double radius = Math.min(2.5, cell / 5);
        StringBuilder dots = new StringBuilder();
        for (int r = 0; r < map.marked().length; r++) {
            for (int c = 0; c < map.marked()[r].length; c++) {
                if (map.marked()[r][c]) {
                    double x = left(c) + cell / 2 - radius;
                    double y = topOf(r) + cell / 2 - radius;
                    dots.append(Cells.rectangle(x, y, 2 * radius, 2 * radius));
                }
            }
        }
        if (dots.length() > 0) {
            pen.cells(dots.toString(), "#ffffff");
        }
    }

    /** Labels as many rows and columns as have room. */
    private void drawTicks() {
        List<String> ticks = map.ticks();
        double widest = ticks.stream()
                .mapToDouble(t -> Pen.widthOf(t, Svg.TICK_SIZE))
                .max()
                .orElse(0);
        int stride = (int) Math.max(1, Math.ceil((widest + 10) / cell));
        for (int i = 0; i < ticks.size(); i += stride) {
            pen.label(left(i) + cell / 2, TOP + SIDE + 17, ticks.get(i), Pen.Anchor.MIDDLE);
            pen.label(LEFT - 7, topOf(i) + cell / 2 + 4, ticks.get(i), Pen.Anchor.END);
        }
        pen.label(LEFT + SIDE / 2, HEIGHT - 8, map.axisLabel(), Pen.Anchor.MIDDLE);
    }

    private void drawBar() {
        Cells.scale(LEVELS, BAR, TOP, BAR_WIDTH, SIDE).draw(pen, ColorMap.RISING::colour);
        for (Ticks.Tick tick : new Axis("", Axis.Scale.LINEAR, 0, 1).ticks(5)) {
            double y = TOP + SIDE * (1 - tick.value());
            pen.label(BAR + BAR_WIDTH + 5, y + 4, tick.label(), Pen.Anchor.START);
        }
    }
}
