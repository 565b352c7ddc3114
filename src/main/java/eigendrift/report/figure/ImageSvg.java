package eigendrift.report.figure;

import java.util.Arrays;

/** Draws one {@link Figure.Image}: the first row on top, colours of both signs on one scale about 0. */
final class ImageSvg {
    static final double HEIGHT = 384;
    private static final double LEFT = 34;
    private static final double TOP = 46;
    private static final double SIDE = 324;
    private static final double BAR = LEFT + SIDE + 14;
    private static final double BAR_WIDTH = 12;

    /** Number of colours; odd, so that 0 has its own. */
    private static final int LEVELS = 65;

    private final Figure.Image image;
    private final Pen pen;
    private final double largest;

    ImageSvg(Figure.Image image, Pen pen) {
        this.image = image;
        this.pen = pen;
        double most = Arrays.stream(image.values())
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        this.largest = most > 0 ? most : 1;
    }

    void draw() {
        pen.label(4, 34, image.valueLabel(), Pen.Anchor.START);
        pen.rectangle(LEFT, TOP, SIDE, SIDE, SeriesColor.of(SeriesColor.Tone.GRID));
        Cells cells = new Cells(LEVELS);
        double height = SIDE / image.values().length;
        for (int row = 0; row < image.values().length; row++) {
            double[] values = image.values()[row];
            double width = SIDE / values.length;
            for (int column = 0; column < values.length; column++) {
                double fraction = (1 + values[column] / largest) / 2;
                cells.add(fraction, LEFT + column * width, TOP + row * height, width, height);
            }
        }
        cells.draw(pen, ColorMap.DIVERGING::colour);
        Cells.scale(LEVELS, BAR, TOP, BAR_WIDTH, SIDE).draw(pen, ColorMap.DIVERGING::colour);
        Axis scale = new Axis("", Axis.Scale.LINEAR, -largest, largest);
        for (Ticks.Tick tick : scale.ticks(5)) {
            double y = TOP + SIDE * (1 - scale.fraction(tick.value()));
            pen.label(BAR + BAR_WIDTH + 5, y + 4, tick.label(), Pen.Anchor.START);
        }
    }
}
