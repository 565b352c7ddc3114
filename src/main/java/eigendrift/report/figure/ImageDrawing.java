package eigendrift.report.figure;

import java.util.Arrays;

/** The layout of one {@link Figure.Image}: the first row on top, colours of both signs on one scale about 0. */
final class ImageDrawing extends Drawing {
    private static final double MOST = 324;
    private static final double BAR = 14;
    private static final double BAR_WIDTH = 12;
    private static final double BAR_LABELS = 58;

    /** Number of colours; odd, so that 0 has its own. */
    private static final int LEVELS = 65;

    private final Figure.Image image;
    private final double largest;
    private final double side;
    private final double left;
    private final double top;

    ImageDrawing(Figure.Image image, FigureSize size) {
        super(image, size);
        this.image = image;
        this.side = Math.min(MOST, width - BAR - BAR_WIDTH - BAR_LABELS - 8);
        this.left = (width - side - BAR - BAR_WIDTH - BAR_LABELS) / 2;
        this.top = subtitle() + 12;
        double most = Arrays.stream(image.values())
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        this.largest = most > 0 ? most : 1;
    }

    @Override
    double height() {
        return top + side + 14;
    }

    @Override
    void drawBody(Pen pen) {
        subtitle(pen, image.valueLabel());
        pen.rectangle(left, top, side, side, SeriesColor.of(SeriesColor.Tone.GRID));
        Cells cells = new Cells(LEVELS);
        double height = side / image.values().length;
        for (int row = 0; row < image.values().length; row++) {
            double[] values = image.values()[row];
            double cell = side / values.length;
            for (int column = 0; column < values.length; column++) {
                double fraction = (1 + values[column] / largest) / 2;
                cells.add(fraction, left + column * cell, top + row * height, cell, height);
            }
        }
        cells.draw(pen, ColorMap.DIVERGING::colour);
        double bar = left + side + BAR;
        Cells.scale(LEVELS, bar, top, BAR_WIDTH, side).draw(pen, ColorMap.DIVERGING::colour);
        Axis scale = new Axis("", Axis.Scale.LINEAR, -largest, largest);
        for (Ticks.Tick tick : scale.ticks(5)) {
            double y = top + side * (1 - scale.fraction(tick.value()));
            pen.label(bar + BAR_WIDTH + 5, y + 4, tick.label(), Pen.Anchor.START);
        }
    }
}
