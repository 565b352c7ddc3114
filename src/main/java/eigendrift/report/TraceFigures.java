package eigendrift.report;

import eigendrift.replay.Tables.Trace;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Mark;
import java.util.List;

/** The trace of the measured curvature: the sum of all its eigenvalues. */
final class TraceFigures {

    private TraceFigures() {}

    static Section section(Runs runs, List<Trace> rows) {
        String heading = "Trace";
        List<Curve> curves = Curve.of(runs, rows, Trace::run, Trace::step, Trace::estimate);
        double error = rows.stream().mapToDouble(Trace::standardError).max().orElse(0);
        String caption = "Sum of all eigenvalues of the measured curvature, by "
                + rows.get(0).method() + " with "
                + rows.get(0).products() + " products a checkpoint; the largest standard error is "
                + Numbers.brief(error) + ". " + Comparison.words(curves);
        List<Mark> marks = Comparison.marks(runs, curves);
        Axis y = Axis.covering("trace", Comparison.ordinates(marks));
        return new Section(
                "trace",
                heading,
                caption,
                List.of(Comparison.plot(runs, "trace", heading, caption, y, marks)),
                List.of(),
                List.of());
    }
}
