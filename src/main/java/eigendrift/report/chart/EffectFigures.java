package eigendrift.report.chart;

import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Forest;
import eigendrift.report.figure.IntervalRow;
import eigendrift.report.figure.SeriesStyle;
import eigendrift.study.Baseline;
import eigendrift.study.Claims;
import eigendrift.study.Statement;
import eigendrift.study.Statement.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** The effects behind the claims as forest plots, a panel a claim and a row an optimizer or a pair. */
public final class EffectFigures {
    private static final double MARGIN = .06;
    private static final double FAINT = .4;

    private EffectFigures() {}

    /** @param findings of one experiment; a panel for each claim that something was found of */
    public static Section section(PlotContext runs, List<Claims.Finding> findings, Baseline baseline) {
        String heading = "Effects";
        if (findings.isEmpty()) {
            return Section.missing("effects", heading, "No completed run has been compared over time yet.");
        }
        boolean intervals = findings.stream()
                .allMatch(found -> Double.isFinite(found.interval().high()));
        String caption = "The effect behind each claim, a mean over seeds, with "
                + (intervals
                        ? "its 95 % interval of this claim alone"
                        : "the range over seeds, as so few give no interval")
                + ". Faint: cannot be told from none (p > .05 for all claims together). The upright line is no effect."
                + baseline.optimizer()
                        .map(name -> " Pairs are against " + name + ".")
                        .orElse("");
        List<Figure> panels = new ArrayList<>();
        for (Statement statement : Statement.values()) {
            List<Claims.Finding> own = findings.stream()
                    .filter(found -> found.statement() == statement)
                    .toList();
            if (!own.isEmpty()) {
                panels.add(panel(runs, statement, own, caption, baseline));
            }
        }
        return new Section("effects", heading, caption, panels, List.of(), List.of());
    }

    private static Forest panel(
            PlotContext runs, Statement statement, List<Claims.Finding> findings, String caption, Baseline baseline) {
        List<IntervalRow> rows = findings.stream()
                .map(found -> row(runs, found, baseline.optimizer().isPresent()))
                .toList();
        double none = statement.scale().none();
        DoubleStream values = DoubleStream.concat(
                DoubleStream.of(none),
                findings.stream()
                        .flatMapToDouble(found -> DoubleStream.of(
                                found.effect(),
                                found.spread().low(),
                                found.spread().high())));
        String label = statement.measured() + (statement.scale() == Scale.RATIO ? ", ratio" : ", difference");
        Axis x = statement.scale() == Scale.RATIO ? Axis.logarithmic(label, values) : linear(label, values);
        String id = "effect-" + statement.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Forest(id, statement.heading(), caption, x, none, rows);
    }

    private static Axis linear(String label, DoubleStream values) {
        double[] sorted = values.filter(Double::isFinite).sorted().toArray();
        double low = sorted[0];
        double high = sorted[sorted.length - 1];
        double margin = low < high ? MARGIN * (high - low) : .5;
        return new Axis(label, Axis.Scale.LINEAR, low - margin, high + margin);
    }

    /** Faint where it cannot be told from none. */
    private static IntervalRow row(PlotContext runs, Claims.Finding found, boolean oneBaseline) {
        SeriesStyle style = runs.style(found.optimizer());
        return new IntervalRow(
                found.optimizer() + (found.against().isEmpty() || oneBaseline ? "" : " − " + found.against()),
                false,
                List.of(new IntervalRow.Interval(
                        found.optimizer(),
                        Double.NaN,
                        found.isTold() ? style.ink() : style.ink().faded(FAINT),
                        style.symbol(),
                        found.spread().low(),
                        found.effect(),
                        found.spread().high())));
    }
}
