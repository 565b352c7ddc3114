package eigendrift.report.figure;

import java.util.List;

/** The layout of one figure: how high it is, and how it is drawn. */
abstract class Drawing {
    static final double TITLE_SIZE = 14.5;
    /** How much wider bold text is. */
    private static final double BOLD = 1.12;

    private static final double LEFT = 4;
    private static final double LINE = 17;

    private final List<String> title;
    private final boolean paper;
    final double width;

    Drawing(Figure figure, FigureSize size) {
        this.paper = size.paper();
        this.width = size.units();
        this.title = Pen.wrap(figure.title(), titleSize() * (paper ? 1 : BOLD), width - 2 * LEFT);
    }

    /** The one for this figure. */
    static Drawing of(Figure figure, FigureSize size) {
        if (figure instanceof Figure.Plot plot) {
            return new PlotDrawing(plot, size);
        } else if (figure instanceof Figure.Forest forest) {
            return new ForestDrawing(forest, size);
        } else if (figure instanceof Figure.HeatMap map) {
            return new HeatMapDrawing(map, size);
        }
        return new ImageDrawing((Figure.Image) figure, size);
    }

    private double titleSize() {
        return paper ? Pen.TEXT : TITLE_SIZE;
    }

    /** Of the whole figure. */
    abstract double height();

    /** Base line of what stands below the title. */
    final double subtitle() {
        return LINE * (title.size() + 1);
    }

    /** All but the title. */
    abstract void drawBody(Pen pen);

    final void draw(Pen pen) {
        for (int i = 0; i < title.size(); i++) {
            Pen.Place place = new Pen.Place(LEFT, LINE * (i + 1), Pen.Anchor.START, false);
            pen.write(title.get(i), place, titleSize(), !paper, pen.paint(Pen.ink(SeriesColor.Tone.TEXT)));
        }
        drawBody(pen);
    }

    final void subtitle(Pen pen, String text) {
        pen.label(LEFT, subtitle(), text, Pen.Anchor.START);
    }

    /** How many ticks have room on an axis of this length. */
    static int ticks(double length) {
        return (int) Math.max(3, Math.min(10, Math.round(length / 75)));
    }
}
