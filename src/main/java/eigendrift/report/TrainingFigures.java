package eigendrift.report;

import eigendrift.replay.Tables;
import eigendrift.report.figure.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Loss and accuracy of every optimizer. */
final class TrainingFigures {
    private final Runs runs;
    private final List<Tables.Training> rows;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private TrainingFigures(Runs runs, List<Tables.Training> rows) {
        this.runs = runs;
        this.rows = rows;
    }

    static Section section(Runs runs, Tables tables) {
        return new TrainingFigures(runs, tables.training()).section();
    }

    private Section section() {
        List<Curve> losses = curves(Tables.Training::trainLoss);
        String caption =
                "Loss (in the unit of the configured loss) and accuracy (share of samples classified correctly), over"
                        + " all samples at the weights after that many updates. " + Comparison.words(losses);
        if (losses.isEmpty()) {
            add("batch-loss", "Batch loss", "mean loss of the batches since the row before", caption, rows());
            missing.add("The loss over all training samples was not measured; the batch loss is shown instead.");
        } else {
            add("train-loss", "Training loss", "loss over all training samples", caption, losses);
        }
        add(
                "train-accuracy",
                "Training accuracy",
                "share of training samples classified correctly",
                caption,
                curves(Tables.Training::trainAccuracy));
        add("test-loss", "Test loss", "loss over all test samples", caption, curves(Tables.Training::testLoss));
        add(
                "test-accuracy",
                "Test accuracy",
                "share of test samples classified correctly",
                caption,
                curves(Tables.Training::testAccuracy));
        return new Section("training", "Training", caption, figures, List.of(), missing);
    }

    private List<Curve> rows() {
        return curves(Tables.Training::loss);
    }

    private List<Curve> curves(ToDoubleFunction<Tables.Training> value) {
        return Curve.of(runs, rows, Tables.Training::run, Tables.Training::step, value);
    }

    private void add(String id, String title, String label, String caption, List<Curve> curves) {
        if (curves.isEmpty()) {
            missing.add(title + " was not measured"
                    + (id.startsWith("test")
                            ? " (no test samples)."
                            : id.endsWith("accuracy") ? " (no classes)." : "."));
        } else {
            figures.add(Comparison.plot(runs, id, title, caption, label, Comparison.marks(runs, curves)));
        }
    }
}
