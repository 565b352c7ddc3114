package eigendrift.report.chart;

import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.Mark.Line;
import eigendrift.report.figure.Mark.Stroke;
import eigendrift.report.figure.Mark.Symbol;
import eigendrift.report.figure.SeriesColor;
import eigendrift.report.figure.SeriesStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;

/**
 * Plots that set the optimizers side by side in one panel: a band and thin lines for the seeds, a line for the median.
 */
final class SeedPlot {
    private static final double SEED = 0.45;
    private static final int MOST_SEED_LINES = 5;

    /** With more curves single seeds are left out, and bands are fainter. */
    private static final int MOST_WITH_SEEDS = 4;

    private static final double CROWDED = 0.5;

    private SeedPlot() {}

    /** The marks of all curves: bands below, then seeds, then medians. */
    static List<Mark> marks(PlotContext runs, List<Curve> curves) {
        return marks(runs, curves, List.of());
    }

    /**
     * As {@link #marks(PlotContext, List)}, with rings instead of dots.
     *
     * @param hollow for each curve which of its points are rings, or empty for none
     */
    static List<Mark> marks(PlotContext runs, List<Curve> curves, List<boolean[]> hollow) {
        List<Mark> bands = new ArrayList<>();
        List<Mark> seeds = new ArrayList<>();
        List<Mark> medians = new ArrayList<>();
        for (int c = 0; c < curves.size(); c++) {
            Curve curve = curves.get(c);
            SeriesStyle style = runs.style(curve.optimizer());
            curve.band(curve.optimizer(), style.ink().faded(crowded(curves) ? CROWDED : 1))
                    .ifPresent(bands::add);
            if (hasSeedLines(curves) && curve.seeds() > 1) {
                for (int seed = 0; seed < curve.seeds(); seed++) {
                    seeds.add(new Line(
                            curve.optimizer(),
                            curve.runs().get(seed),
                            style.ink().faded(SEED),
                            Stroke.THIN,
                            curve.x(),
                            curve.each().get(seed)));
                }
            }
            boolean[] rings = hollow.isEmpty() ? new boolean[curve.x().length] : hollow.get(c);
            medians.add(new Line(
                    curve.optimizer(),
                    "",
                    style.ink(),
                    style.stroke(),
                    style.symbol(),
                    curve.x(),
                    curve.median(),
                    rings));
        }
        List<Mark> marks = new ArrayList<>(bands);
        marks.addAll(seeds);
        marks.addAll(medians);
        return marks;
    }

    /** What the bands and lines of {@link #marks(PlotContext, List)} are, for a caption. */
    static String words(List<Curve> curves) {
        return Curve.words(curves) + (hasSeedLines(curves) ? " Thin lines: single seeds." : "");
    }

    private static boolean hasSeedLines(List<Curve> curves) {
        int most = curves.stream().mapToInt(Curve::seeds).max().orElse(0);
        return most > 1 && most <= MOST_SEED_LINES && !crowded(curves);
    }

    private static boolean crowded(List<Curve> curves) {
        return curves.size() > MOST_WITH_SEEDS;
    }

    /** A horizontal line at {@code y}, for a value that theory gives. */
    static Mark level(PlotContext runs, String name, double y) {
        double[] x = {runs.steps().min(), runs.steps().max()};
        SeriesColor ink = SeriesColor.of(SeriesColor.Tone.MUTED);
        return new Line(name, ink, Stroke.DASHED, Symbol.NONE, x, new double[] {y, y});
    }

    static Figure.Plot plot(PlotContext runs, String id, String title, String caption, Axis y, List<Mark> marks) {
        return new Figure.Plot(id, title, caption, runs.steps(), y, Legend.TOP, marks);
    }

    /** The same plots on one common ordinate, made from every ordinate of theirs. */
    static List<Figure.Plot> onOneScale(List<Figure.Plot> plots, BiFunction<String, DoubleStream, Axis> scale) {
        if (plots.isEmpty()) {
            return plots;
        }
        Axis y = scale.apply(plots.get(0).y().label(), plots.stream().flatMapToDouble(Figure.Plot::ordinates));
        return plots.stream().map(plot -> plot.withY(y)).toList();
    }

    static DoubleStream ordinates(List<Mark> marks) {
        return marks.stream().flatMapToDouble(Mark::ordinates);
    }
}
