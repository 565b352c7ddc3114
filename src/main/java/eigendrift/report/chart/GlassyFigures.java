package eigendrift.report.chart;

import eigendrift.dynamics.Ageing;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Views;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.study.OptimizerAgeing;
import eigendrift.study.OptimizerPair;
import eigendrift.study.SeedDisplacements;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Quantities from the physics of glasses: whether replicas move alike (χ₄), whether motion slows with age, and the mean
 * square displacement.
 */
public final class GlassyFigures {
    private static final String HEADING = "Susceptibility and ageing";
    private static final String CAPTION =
            "χ₄ = K·Var(q²) of v₁ over K seeds, by rank, between neighbouring checkpoints: how differently seeds move."
                    + " q² of v₁ against the lag since the step that it is compared with, and against lag/age^μ, age"
                    + " being that step, with the μ that lets the curves fall together best (0: stationary, 1: simple"
                    + " ageing). Mean square displacement of the weights against the lag. Means over seeds, of"
                    + " completed runs only.";

    private final PlotContext runs;
    private final Tables tables;
    private final List<String> missing = new ArrayList<>();

    private GlassyFigures(PlotContext runs, Tables tables) {
        this.runs = runs;
        this.tables = tables;
    }

    public static Section section(PlotContext runs, Tables tables) {
        return new GlassyFigures(runs, tables).section();
    }

    private Section section() {
        List<SeedDisplacements> first = SeedDisplacements.of(tables).stream()
                .filter(own -> own.index() == 1)
                .toList();
        if (first.isEmpty()) {
            return Section.missing("glassy", HEADING, "No completed run has been compared between two checkpoints.");
        }
        List<Figure> figures = new ArrayList<>();
        SusceptibilityFigures.figure(runs, tables)
                .ifPresentOrElse(figures::add, () -> missing.add("χ₄ takes two completed runs of one optimizer."));
        List<Figure> collapses = new ArrayList<>();
        Map<String, Map<Long, String>> completed = OptimizerPair.runs(tables);
        for (SeedDisplacements own : first) {
            Set<String> replicas =
                    Set.copyOf(completed.getOrDefault(own.optimizer(), Map.of()).values());
            WaitingTimes curves = WaitingTimes.of(
                    Views.filter(
                            tables.displacement(),
                            row -> row.index() == 1 && replicas.contains(row.run()) && SeedDisplacements.counts(row)),
                    Tables.Displacement::stepFrom,
                    Tables.Displacement::stepTo,
                    row -> 1 - row.displacement());
            List<Mark> marks = curves.marks(runs, own.optimizer(), (age, lag) -> lag);
            if (marks.isEmpty()) {
                missing.add("No checkpoint of " + own.optimizer() + " has been compared with two later ones.");
            } else {
                figures.add(correlation(own, marks));
                collapse(own, curves.aged(), collapses);
            }
        }
        figures.addAll(collapses);
        figures.addAll(weights());
        return new Section("glassy", HEADING, figures.isEmpty() ? "" : CAPTION, figures, List.of(), missing);
    }

    private Figure correlation(SeedDisplacements own, List<Mark> marks) {
        String caption = "q² of v₁ by rank between the step that a line begins at and a lag later: mean over "
                + own.bySeed().size() + " completed runs. 1: did not turn, 0: at a right angle." + WaitingTimes.WORDS;
        String id = "correlation-" + runs.slug(own.optimizer()) + "-v1";
        return plot(
                id,
                "q² of v₁ over the lag " + under(own.optimizer()),
                caption,
                "lag in steps",
                Axis.share("q²"),
                marks);
    }

    private void collapse(SeedDisplacements own, WaitingTimes curves, List<Figure> plots) {
        Ageing fit = OptimizerAgeing.of(own).fit();
        if (Double.isNaN(fit.mu())) {
            missing.add("No exponent of ageing for " + own.optimizer()
                    + ": fewer than three starts with several lags, or the"
                    + " best fit is at an end of the interval from " + Ageing.LOWEST + " to " + Ageing.HIGHEST + ".");
            return;
        }
        String mu = "μ = " + Numbers.brief(fit.mu())
                + (Double.isFinite(fit.standardError()) ? " ± " + Numbers.brief(fit.standardError()) : "");
        String caption = "q² of v₁ by rank against lag/age^μ, age being the step that a line begins at. With " + mu
                + " (jackknife over " + (own.bySeed().size() > 1 ? "seeds" : "waiting times, as there is one seed")
                + ") all " + fit.points()
                + " pairs of checkpoints but those with the start come closest to one curve, at "
                + Numbers.brief(fit.residual()) + " (root mean square). μ = 0: stationary, 1: simple ageing."
                + WaitingTimes.WORDS;
        List<Mark> marks = curves.marks(runs, own.optimizer(), (age, lag) -> lag / Math.pow(age, fit.mu()));
        String id = "collapse-" + runs.slug(own.optimizer()) + "-v1";
        plots.add(plot(
                id,
                "q² of v₁ over lag/age^μ " + under(own.optimizer()) + ", " + mu,
                caption,
                "lag / age^μ",
                Axis.share("q²"),
                marks));
    }

    private List<Figure.Plot> weights() {
        List<String> completed = OptimizerPair.runs(tables).values().stream()
                .flatMap(own -> own.values().stream())
                .toList();
        List<Figure.Plot> plots = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            Collection<Tables.Weights> rows = Views.filter(
                    tables.weights(),
                    row -> completed.contains(row.run())
                            && optimizer.equals(runs.optimizerOf().get(row.run())));
            List<Mark> marks = WaitingTimes.of(
                            rows, Tables.Weights::stepFrom, Tables.Weights::stepTo, Tables.Weights::meanSquare)
                    .marks(runs, optimizer, (age, lag) -> lag);
            if (!marks.isEmpty()) {
                String caption =
                        "Mean square displacement of the weights, (1/n) Σⱼ (wⱼ(t + lag) − wⱼ(t))², from the step t"
                                + " that a line begins at (Baity-Jesi et al. 2018): mean over " + runs.seeds()
                                + ", those that completed. Straight on it grows as lag², by a random walk as the lag."
                                + WaitingTimes.WORDS;
                Axis y = Axis.logarithmic("mean square displacement", SeedPlot.ordinates(marks));
                String id = "weights-" + runs.slug(optimizer);
                plots.add(
                        plot(id, "Displacement of the weights " + under(optimizer), caption, "lag in steps", y, marks));
            }
        }
        if (plots.isEmpty()) {
            missing.add("No displacement of weights to show over the lag.");
        }
        return SeedPlot.onOneScale(plots, Axis::logarithmic);
    }

    private String under(String optimizer) {
        return runs.under(List.of(optimizer));
    }

    private static Figure.Plot plot(String id, String title, String caption, String x, Axis y, List<Mark> marks) {
        DoubleStream abscissas = marks.stream().flatMapToDouble(mark -> DoubleStream.of(mark.x()));
        return new Figure.Plot(id, title, caption, Axis.logarithmic(x, abscissas), y, Legend.ENDS, marks);
    }
}
