package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Loss and accuracy of every optimizer. */
public final class TrainingFigures {
    private static final BiFunction<String, DoubleStream, Axis> ACCURACY = (label, values) -> Axis.share(label);

    private final PlotContext runs;
    private final List<Tables.Training> rows;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private TrainingFigures(PlotContext runs, List<Tables.Training> rows) {
        this.runs = runs;
        this.rows = rows;
    }

    public static Section section(PlotContext runs, Tables tables) {
        return new TrainingFigures(runs, tables.training()).section();
    }

    private Section section() {
        if (rows.isEmpty()) {
            return Section.missing("training", "Training", "No update has been logged yet.");
        }
        List<Curve> losses = curves(Tables.Training::trainLoss);
        String caption =
                "Loss, in the unit of the configured loss, and accuracy, the share of samples classified correctly,"
                        + " over all samples at the weights after that many updates. "
                        + SeedPlot.words(losses.isEmpty() ? curves(Tables.Training::loss) : losses);
        if (losses.isEmpty()) {
            missing.add(
                    "The loss over all training samples was not measured; instead: the mean over the batches since the"
                            + " row before.");
            add("batch-loss", "Batch loss", caption, curves(Tables.Training::loss), Axis::covering);
        } else {
            add("train-loss", "Training loss", caption, losses, Axis::covering);
        }
        add("train-accuracy", "Training accuracy", caption, curves(Tables.Training::trainAccuracy), ACCURACY);
        add("test-loss", "Test loss", caption, curves(Tables.Training::testLoss), Axis::covering);
        add("test-accuracy", "Test accuracy", caption, curves(Tables.Training::testAccuracy), ACCURACY);
        return new Section("training", "Training", figures.isEmpty() ? "" : caption, figures, List.of(), missing);
    }

    private List<Curve> curves(ToDoubleFunction<Tables.Training> value) {
        return Curve.of(runs, rows, Tables.Training::run, Tables.Training::step, value);
    }

    private void add(
            String id, String title, String caption, List<Curve> curves, BiFunction<String, DoubleStream, Axis> scale) {
        if (curves.isEmpty()) {
            missing.add(title + " was not measured.");
            return;
        }
        List<Mark> marks = SeedPlot.marks(runs, curves);
        String label = id.endsWith("accuracy") ? "share classified correctly" : "loss";
        Axis y = scale.apply(label, SeedPlot.ordinates(marks));
        figures.add(SeedPlot.plot(runs, id, title + " " + runs.underOf(curves), caption, y, marks));
    }
}
