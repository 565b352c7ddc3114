package eigendrift.report.chart;

import eigendrift.readmodel.Tables.Trace;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Mark;
import eigendrift.text.Numbers;
import java.util.List;

/** The trace of the measured curvature: the sum of all its eigenvalues. */
public final class TraceFigures {

    private TraceFigures() {}

    public static Section section(PlotContext runs, List<Trace> rows) {
        String heading = "Trace";
        List<Curve> curves = Curve.of(runs, rows, Trace::run, Trace::step, Trace::estimate);
        double error = rows.stream().mapToDouble(Trace::standardError).max().orElse(0);
        String caption = "Sum of all eigenvalues of the measured curvature, by "
                + rows.get(0).method().csv() + " with "
                + rows.get(0).products() + " products a checkpoint; the largest standard error is "
                + Numbers.brief(error) + ". " + SeedPlot.words(curves);
        List<Mark> marks = SeedPlot.marks(runs, curves);
        Axis y = Axis.covering("trace", SeedPlot.ordinates(marks));
        return new Section(
                "trace",
                heading,
                caption,
                List.of(SeedPlot.plot(
                        runs, "trace", "Trace of the curvature " + runs.underOf(curves), caption, y, marks)),
                List.of(),
                List.of());
    }
}
