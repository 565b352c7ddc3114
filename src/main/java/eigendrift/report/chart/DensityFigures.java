package eigendrift.report.chart;

import eigendrift.linalg.LanczosQuadrature;
import eigendrift.readmodel.Tables.Density;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The density of all eigenvalues at the first and the last checkpoint, one panel an optimizer. */
public final class DensityFigures {
    private static final int LEAST_POINTS = 600;
    private static final int MOST_POINTS = 6000;
    private static final double POINTS_A_KERNEL = 5;
    private static final double MARGIN = 4;
    private static final double FIRST = 0.5;

    /** The smallest density shown, as a share of the peak that a single eigenvalue makes. */
    private static final double FLOOR = 0.1;

    private final PlotContext runs;
    private final List<Density> rows;
    private final Axis x;

    /** Of all kernels, so that densities can be compared: the widest that any row asks for. */
    private final double width;

    private DensityFigures(PlotContext runs, List<Density> rows) {
        this.runs = runs;
        this.rows = rows;
        this.width = rows.stream().mapToDouble(Density::width).max().orElse(0);
        double low = rows.stream().mapToDouble(Density::node).min().orElse(0);
        double high = rows.stream().mapToDouble(Density::node).max().orElse(1);
        this.x = new Axis("eigenvalue", Axis.Scale.LINEAR, low - MARGIN * width, high + MARGIN * width);
    }

    public static Section section(PlotContext runs, List<Density> rows) {
        return new DensityFigures(runs, rows).section();
    }

    private Section section() {
        String caption =
                "Share of all eigenvalues per unit of eigenvalue, at the first checkpoint (faint) and the last, by"
                        + " stochastic Lanczos quadrature: mean over draws and " + runs.seeds()
                        + ", nodes broadened by Gaussians that all have the standard deviation "
                        + Numbers.brief(width) + ". Shown down to a tenth of the peak of a single eigenvalue.";
        List<Figure.Plot> plots = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            List<Density> own = rows.stream()
                    .filter(row -> optimizer.equals(runs.optimizerOf().get(row.run())))
                    .toList();
            if (!own.isEmpty()) {
                List<Mark> marks = marks(optimizer, own);
                Axis y = Axis.logarithmic("density", SeedPlot.ordinates(marks));
                plots.add(new Figure.Plot(
                        "density-" + runs.slug(optimizer),
                        "Density of eigenvalues " + runs.under(List.of(optimizer)),
                        caption,
                        x,
                        y,
                        Legend.TOP,
                        marks));
            }
        }
        return new Section(
                "density",
                "Density of eigenvalues",
                caption,
                SeedPlot.onOneScale(plots, Axis::logarithmic),
                List.of(),
                List.of());
    }

    private List<Mark> marks(String optimizer, List<Density> own) {
        SortedSet<Long> steps = new TreeSet<>();
        own.forEach(row -> steps.add(row.step()));
        SeriesColor ink = runs.ink(optimizer);
        List<Mark> marks = new ArrayList<>();
        for (long step : new TreeSet<>(List.of(steps.first(), steps.last()))) {
            List<Density> at = own.stream().filter(row -> row.step() == step).toList();
            Mark.Stroke stroke = step == steps.last() ? Mark.Stroke.SOLID : Mark.Stroke.DASHED;
            SeriesColor faded = step == steps.last() ? ink : ink.faded(FIRST);
            double[] grid = grid();
            marks.add(new Mark.Line("step " + step, faded, stroke, Mark.Symbol.NONE, grid, density(at, grid)));
        }
        return marks;
    }

    private double[] grid() {
        double range = x.max() - x.min();
        int points = (int) Math.max(LEAST_POINTS, Math.min(MOST_POINTS, POINTS_A_KERNEL * range / width));
        return IntStream.range(0, points)
                .mapToDouble(i -> x.min() + range * i / (points - 1))
                .toArray();
    }

    /** Mean over runs and draws; NaN below the floor. */
    private double[] density(List<Density> at, double[] grid) {
        TreeMap<String, List<Density>> draws = new TreeMap<>();
        at.forEach(row -> draws.computeIfAbsent(row.run() + " " + row.draw(), d -> new ArrayList<>())
                .add(row));
        LanczosQuadrature mean = LanczosQuadrature.mean(
                draws.values().stream().map(DensityFigures::quadrature).toList());
        double floor = FLOOR / (runs.parameters() * width * Math.sqrt(2 * Math.PI));
        return DoubleStream.of(grid)
                .map(point -> mean.density(point, width))
                .map(density -> density >= floor ? density : Double.NaN)
                .toArray();
    }

    private static LanczosQuadrature quadrature(List<Density> draw) {
        return new LanczosQuadrature(
                draw.stream().mapToDouble(Density::node).toArray(),
                draw.stream().mapToDouble(Density::weight).toArray());
    }
}
