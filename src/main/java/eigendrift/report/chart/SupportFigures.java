package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Localization;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Ink;
import eigendrift.report.figure.Mark;
import eigendrift.text.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * On how many parameters the leading eigenvectors sit by the entropies of all orders, and how much of them on biases.
 */
public final class SupportFigures {
    private static final double FAINTEST = 0.4;

    /** In the order in which they fall. */
    private static final List<Entropy> ENTROPIES = List.of(
            new Entropy("S₀.₅", Localization::renyiHalf),
            new Entropy("S₁", Localization::entropy),
            new Entropy("S₂", Localization::renyi2),
            new Entropy("S∞", Localization::renyiInfinity));

    private record Entropy(String name, ToDoubleFunction<Localization> of) {}

    private final PlotContext runs;
    private final List<Localization> rows;
    private final int k;

    private SupportFigures(PlotContext runs, List<Localization> rows) {
        this.runs = runs;
        this.rows = rows;
        this.k = rows.stream().mapToInt(Localization::index).max().orElse(0);
    }

    public static Section section(PlotContext runs, Tables tables) {
        return new SupportFigures(runs, tables.localization()).section();
    }

    private Section section() {
        String heading = "Effective support, entropies and biases";
        if (k == 0) {
            return Section.missing("support", heading, "No eigenvector has been measured yet.");
        }
        List<Curve> first = curves(1, Localization::effectiveSupport);
        String caption =
                "With pⱼ = vⱼ²: the effective support exp(S₁), S₁ = −Σⱼ pⱼ ln pⱼ, is the number of parameters that an"
                        + " eigenvector sits on, from 1 to n = " + runs.parameters() + ". The Rényi entropies S_q ="
                        + " ln Σⱼ pⱼ^q / (1 − q) are equal where all those parameters take part alike; low orders count"
                        + " the many that take little part, high ones the few that take most (S₂ = −ln IPR, S∞ = −ln"
                        + " max pⱼ). Biases: the rest sits on weights. " + SeedPlot.words(first);
        List<Figure.Plot> supports = new ArrayList<>();
        for (int index = 1; index <= k; index++) {
            List<Mark> marks = SeedPlot.marks(runs, curves(index, Localization::effectiveSupport));
            Axis y = Axis.logarithmic("effective support", SeedPlot.ordinates(marks));
            supports.add(SeedPlot.plot(runs, "support-v" + index, Symbols.vector(index), caption, y, marks));
        }
        supports = SeedPlot.onOneScale(supports, Axis::logarithmic);
        List<Figure> figures = new ArrayList<>(supports.subList(0, 1));
        figures.addAll(entropies(caption));
        figures.add(biases(caption));
        boolean gaps = rows.stream().noneMatch(row -> Double.isFinite(row.renyiHalf()));
        List<String> missing = gaps
                ? List.of("Rényi entropies of orders ½ and ∞ were not measured: an earlier version tracked this.")
                : List.of();
        return new Section("support", heading, caption, figures, supports.subList(1, k), missing);
    }

    private List<Curve> curves(int index, ToDoubleFunction<Localization> value) {
        List<Localization> of =
                rows.stream().filter(row -> row.index() == index).toList();
        return Curve.of(runs, of, Localization::run, Localization::step, value);
    }

    /** One panel an optimizer, of v₁, the lowest order darkest. */
    private List<Figure.Plot> entropies(String caption) {
        List<Figure.Plot> plots = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            List<Mark> marks = new ArrayList<>();
            for (Entropy entropy : ENTROPIES) {
                double opacity = 1 - (1 - FAINTEST) * ENTROPIES.indexOf(entropy) / (ENTROPIES.size() - 1);
                Ink ink = Ink.series(runs.place(optimizer)).faded(opacity);
                for (Curve curve : curves(1, entropy.of())) {
                    if (curve.optimizer().equals(optimizer)) {
                        marks.add(new Mark.Line(
                                entropy.name(),
                                ink,
                                Mark.Stroke.SOLID,
                                runs.symbol(optimizer),
                                curve.x(),
                                curve.median()));
                    }
                }
            }
            if (!marks.isEmpty()) {
                Axis y = Axis.covering("entropy", SeedPlot.ordinates(marks));
                String title = "Entropies under " + optimizer + ", " + Symbols.vector(1);
                plots.add(new Figure.Plot(
                        "renyi-" + runs.slug(optimizer), title, caption, runs.steps(), y, Legend.ENDS, marks));
            }
        }
        return SeedPlot.onOneScale(plots, Axis::covering);
    }

    private Figure.Plot biases(String caption) {
        List<Mark> marks = SeedPlot.marks(runs, curves(1, Localization::biasMass));
        Axis y = Axis.share("share on biases", SeedPlot.ordinates(marks));
        return SeedPlot.plot(runs, "bias-mass-v1", "Biases, " + Symbols.vector(1), caption, y, marks);
    }
}
