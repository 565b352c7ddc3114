package eigendrift.cli;

import eigendrift.readmodel.Tables;
import eigendrift.study.RunSummary;
import eigendrift.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The summaries of runs for the terminal. */
public final class RunTable {

    private RunTable() {}

    /**
     * Has a column for the step of the checkpoint if that is not the last step of every run, and columns for test
     * accuracy and trace if any run has them.
     */
    public static TextTable of(List<RunSummary> summaries) {
        boolean tested = has(summaries, RunSummary::testAccuracy);
        boolean behind = summaries.stream()
                .anyMatch(summary -> summary.checkpoint() != summary.run().steps());
        boolean traced = has(summaries, RunSummary::trace);
        List<String> head = new ArrayList<>(List.of("run", "status", "steps", "loss", "accuracy"));
        addIf(tested, head, "test accuracy");
        addIf(behind, head, "checkpoint");
        head.addAll(List.of("λ₁", "displacement", "n·IPR"));
        addIf(traced, head, "trace");
        TextTable table = new TextTable(head.toArray(String[]::new));
        for (RunSummary s : summaries) {
            Tables.Run run = s.run();
            List<Object> row = new ArrayList<>(
                    List.of(run.run(), run.status().csv(), run.steps(), run.finalLoss(), run.finalAccuracy()));
            addIf(tested, row, s.testAccuracy());
            addIf(behind, row, s.checkpoint() < 0 ? Double.NaN : (Object) s.checkpoint());
            row.addAll(List.of(s.eigenvalue(), s.displacement(), s.scaledIpr()));
            addIf(traced, row, s.trace());
            table.row(row.toArray());
        }
        return table;
    }

    private static boolean has(List<RunSummary> summaries, ToDoubleFunction<RunSummary> value) {
        return summaries.stream().mapToDouble(value).anyMatch(Double::isFinite);
    }

    private static <T> void addIf(boolean wanted, List<T> row, T value) {
        if (wanted) {
            row.add(value);
        }
    }
}
