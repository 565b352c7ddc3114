package eigendrift.report.chart;

import eigendrift.dynamics.Susceptibility;
import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesStyle;
import eigendrift.study.OptimizerSusceptibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** How differently the seeds of an optimizer move. */
final class SusceptibilityFigures {

    private SusceptibilityFigures() {}

    /** χ₄ of the first vector between neighbouring checkpoints; empty without two completed runs of one optimizer. */
    static Optional<Figure> figure(PlotContext runs, Tables tables) {
        List<OptimizerSusceptibility> rows = OptimizerSusceptibility.ofNeighbours(tables);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Mark> bands = new ArrayList<>();
        List<Mark> lines = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            List<OptimizerSusceptibility> own = rows.stream()
                    .filter(row -> row.optimizer().equals(optimizer))
                    .toList();
            if (!own.isEmpty()) {
                double[] x = own.stream()
                        .mapToDouble(OptimizerSusceptibility::stepTo)
                        .toArray();
                double[] low = values(own, chi -> Math.max(0, chi.chi4() - chi.standardError()));
                double[] high = values(own, chi -> chi.chi4() + chi.standardError());
                SeriesStyle style = runs.style(optimizer);
                bands.add(new Mark.Band(optimizer, "band", style.ink().faded(Curve.BAND), x, low, high));
                lines.add(new Mark.Line(
                        optimizer, style.ink(), style.stroke(), style.symbol(), x, values(own, Susceptibility::chi4)));
            }
        }
        bands.addAll(lines);
        String caption =
                "χ₄ = K·Var(q²) over K seeds of v₁ by rank, between a checkpoint and the one before it, at the step of"
                        + " the later one; " + runs.seeds()
                        + " per optimizer, those that completed. Band: ± one standard error, by the"
                        + " jackknife over seeds, from three seeds on. Where K differs compare χ₄/K, the variance.";
        Axis y = Axis.covering("χ₄ of q²", SeedPlot.ordinates(bands));
        List<String> drawn = lines.stream().map(Mark::series).toList();
        String title = "Susceptibility χ₄ of v₁ by rank " + runs.under(drawn);
        return Optional.of(SeedPlot.plot(runs, "susceptibility-v1", title, caption, y, bands));
    }

    private static double[] values(List<OptimizerSusceptibility> rows, ToDoubleFunction<Susceptibility> value) {
        return rows.stream()
                .mapToDouble(row -> value.applyAsDouble(row.displacement()))
                .toArray();
    }
}
