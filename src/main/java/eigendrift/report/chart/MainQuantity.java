package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure.Plot;
import eigendrift.report.figure.Mark;
import eigendrift.study.SeedStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** What a summary shows over steps, one number a run and step. */
enum MainQuantity {
    DISPLACEMENT(
            "Displacement of the leading vectors",
            "displacement 1 − q²",
            "Displacement 1 − q² between neighbouring checkpoints, by rank, mean over the leading vectors.",
            Axis::share) {
        @Override
        List<Point> points(Tables tables) {
            SeedStatistics statistics = new SeedStatistics(tables);
            return byRun(tables, statistics::displacements);
        }
    },
    LOCALIZATION(
            "n·IPR of v₁",
            "n·IPR",
            "n times the inverse participation ratio Σⱼ vⱼ⁴ of the first vector, n of its own network.",
            Axis::logarithmic) {
        @Override
        List<Point> points(Tables tables) {
            SeedStatistics statistics = new SeedStatistics(tables);
            return byRun(tables, statistics::concentrations);
        }
    },
    SHARPNESS(
            "Sharpness",
            "eigenvalue λ₁",
            "Sharpness: the largest eigenvalue λ₁ of the measured curvature.",
            Axis::covering) {
        @Override
        List<Point> points(Tables tables) {
            return tables.spectrum().stream()
                    .filter(row -> row.index() == 1)
                    .map(row -> new Point(row.run(), row.step(), row.eigenvalue()))
                    .toList();
        }
    },
    LOSS("Training loss", "loss", "Loss over all training samples.", Axis::covering) {
        @Override
        List<Point> points(Tables tables) {
            return tables.training().stream()
                    .map(row -> new Point(row.run(), row.step(), row.trainLoss()))
                    .toList();
        }
    };

    /** A run's value at a step. */
    record Point(String run, long step, double value) {}

    private final String title;
    private final String label;
    private final String what;
    private final BiFunction<String, DoubleStream, Axis> scale;

    MainQuantity(String title, String label, String what, BiFunction<String, DoubleStream, Axis> scale) {
        this.title = title;
        this.label = label;
        this.what = what;
        this.scale = scale;
    }

    /** Its part of a figure's name. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    abstract List<Point> points(Tables tables);

    private static List<Point> byRun(Tables tables, Function<String, Map<Long, Double>> values) {
        List<Point> points = new ArrayList<>();
        tables.runs().forEach(run -> values.apply(run.run())
                .forEach((step, value) -> points.add(new Point(run.run(), step, value))));
        return points;
    }

    List<Curve> curves(PlotContext runs, Tables tables) {
        return Curve.of(runs, points(tables), Point::run, Point::step, Point::value);
    }

    /** Empty where there is no curve. */
    Optional<Plot> plot(PlotContext runs, List<Curve> curves, String id) {
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        List<Mark> marks = SeedPlot.marks(runs, curves);
        Axis y = scale.apply(label, SeedPlot.ordinates(marks));
        return Optional.of(SeedPlot.plot(
                runs, id, title + " " + runs.underOf(curves), what + " " + SeedPlot.words(curves), y, marks));
    }
}
