package eigendrift.report.chart;

import eigendrift.dynamics.Observable;
import eigendrift.dynamics.Observable.Entropy;
import eigendrift.dynamics.Observable.Share;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Localization;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import eigendrift.text.Symbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * On how many parameters the leading eigenvectors sit by the entropies of all orders, and how much of them on biases.
 */
public final class SupportFigures {
    private static final double FAINTEST = 0.4;

    /** In the order in which they fall. */
    private static final List<Drawn<Entropy>> ENTROPIES = drawn(Entropy.class).stream()
            .sorted(Comparator.comparingDouble(entropy -> entropy.as().order()))
            .toList();

    private record Drawn<D>(Observable observable, D as) {}

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
        List<Curve> first = curves(1, Observable.EFFECTIVE_SUPPORT);
        String caption =
                "With pⱼ = vⱼ²: the effective support exp(S₁), S₁ = −Σⱼ pⱼ ln pⱼ, is the number of parameters that an"
                        + " eigenvector sits on, from 1 to n = " + runs.parameters() + ". The Rényi entropies S_q ="
                        + " ln Σⱼ pⱼ^q / (1 − q) are equal where all those parameters take part alike; low orders count"
                        + " the many that take little part, high ones the few that take most (S₂ = −ln IPR, S∞ = −ln"
                        + " max pⱼ). Biases: the rest sits on weights. " + SeedPlot.words(first);
        List<Figure.Plot> supports = new ArrayList<>();
        for (int index = 1; index <= k; index++) {
            List<Mark> marks = SeedPlot.marks(runs, curves(index, Observable.EFFECTIVE_SUPPORT));
            Axis y = Axis.logarithmic("effective support", SeedPlot.ordinates(marks));
            String title = "Effective support of " + Symbols.vector(index) + " "
                    + runs.underOf(curves(index, Observable.EFFECTIVE_SUPPORT));
            supports.add(SeedPlot.plot(runs, "support-v" + index, title, caption, y, marks));
        }
        supports = SeedPlot.onOneScale(supports, Axis::logarithmic);
        List<Figure> figures = new ArrayList<>(supports.subList(0, 1));
        figures.addAll(entropies(caption));
        drawn(Share.class).stream()
                .filter(share -> isMeasured(share.observable()))
                .forEach(share -> figures.add(share(share, caption)));
        boolean gaps = !isMeasured(Observable.RENYI_HALF);
        List<String> missing = gaps
                ? List.of("Rényi entropies of orders ½ and ∞ were not measured: an earlier version tracked this.")
                : List.of();
        return new Section("support", heading, caption, figures, supports.subList(1, k), missing);
    }

    private static <D extends Observable.Drawing> List<Drawn<D>> drawn(Class<D> as) {
        return Arrays.stream(Observable.values())
                .filter(observable -> as.isInstance(observable.drawing()))
                .map(observable -> new Drawn<>(observable, as.cast(observable.drawing())))
                .toList();
    }

    private List<Curve> curves(int index, Observable observable) {
        return curves(index, row -> row.values().of(observable));
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
            List<Mark> bands = new ArrayList<>();
            List<Mark> lines = new ArrayList<>();
            for (Drawn<Entropy> entropy : ENTROPIES) {
                double opacity = 1 - (1 - FAINTEST) * ENTROPIES.indexOf(entropy) / (ENTROPIES.size() - 1);
                SeriesColor ink = runs.ink(optimizer).faded(opacity);
                for (Curve curve : curves(1, entropy.observable())) {
                    if (curve.optimizer().equals(optimizer)) {
                        curve.band(entropy.as().symbol(), ink).ifPresent(bands::add);
                        lines.add(new Mark.Line(
                                entropy.as().symbol(),
                                ink,
                                Mark.Stroke.SOLID,
                                runs.style(optimizer).symbol(),
                                curve.x(),
                                curve.median()));
                    }
                }
            }
            List<Mark> marks = new ArrayList<>(bands);
            marks.addAll(lines);
            if (!marks.isEmpty()) {
                Axis y = Axis.covering("entropy", SeedPlot.ordinates(marks));
                String title = "Entropies of " + Symbols.vector(1) + " " + runs.under(List.of(optimizer));
                plots.add(new Figure.Plot(
                        "renyi-" + runs.slug(optimizer), title, caption, runs.steps(), y, Legend.ENDS, marks));
            }
        }
        return SeedPlot.onOneScale(plots, Axis::covering);
    }

    /** Journals of earlier versions have not all of them. */
    private boolean isMeasured(Observable observable) {
        return rows.stream().anyMatch(row -> Double.isFinite(row.values().of(observable)));
    }

    private Figure.Plot share(Drawn<Share> share, String caption) {
        List<Curve> curves = curves(1, share.observable());
        List<Mark> marks = SeedPlot.marks(runs, curves);
        Axis y = Axis.share(share.as().axis(), SeedPlot.ordinates(marks));
        String name = share.observable().column().replace('_', '-') + "-v1";
        String title = share.as().title() + " in " + Symbols.vector(1) + " " + runs.underOf(curves);
        return SeedPlot.plot(runs, name, title, caption, y, marks);
    }
}
