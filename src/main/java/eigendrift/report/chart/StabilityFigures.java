package eigendrift.report.chart;

import eigendrift.config.ProbeConfig.Operator;
import eigendrift.readmodel.Tables.Stability;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Mark;
import java.util.ArrayList;
import java.util.List;

/** How close to the edge of stability each optimizer trains. */
public final class StabilityFigures {
    private static final String EDGE = "edge of stability";

    private StabilityFigures() {}

    public static Section section(PlotContext runs, List<Stability> rows) {
        String heading = "Sharpness over the stability threshold";
        List<Curve> curves = Curve.of(runs, rows, Stability::run, Stability::step, Stability::ratio);
        boolean preconditioned = rows.get(0).operator() == Operator.PRECONDITIONED;
        String caption = "Largest eigenvalue of "
                + (preconditioned ? "the Hessian preconditioned by the optimizer's own state" : "the Hessian")
                + ", divided by the one at which updates with the exact gradient of a quadratic stop to converge (2/η"
                + " for plain gradient descent). In training with full batches it often rises to about 1 and stays"
                + " there. "
                + SeedPlot.words(curves);
        List<Mark> marks = new ArrayList<>(SeedPlot.marks(runs, curves));
        marks.add(SeedPlot.level(runs, EDGE, 1));
        Axis y = Axis.covering("sharpness / threshold", SeedPlot.ordinates(marks));
        return new Section(
                "stability",
                heading,
                caption,
                List.of(SeedPlot.plot(runs, "stability", heading + " " + runs.underOf(curves), caption, y, marks)),
                List.of(),
                List.of());
    }
}
