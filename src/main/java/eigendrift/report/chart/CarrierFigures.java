package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Neuron;
import eigendrift.readmodel.Tables.UnitImage;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import eigendrift.report.figure.SeriesStyle;
import eigendrift.text.Numbers;
import eigendrift.text.Symbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** Which neurons and weights carry v₁ at the last checkpoint, in one run an optimizer. */
public final class CarrierFigures {
    /** Smaller shares, such as those of dead units, lie on the lower edge. */
    private static final double FLOOR = 1e-6;

    private static final double LIGHTEST = 0.5;

    /** How many of the largest entries are named. */
    private static final int NAMED = 10;

    private final PlotContext runs;
    private final Tables.Carriers carriers;

    private CarrierFigures(PlotContext runs, Tables.Carriers carriers) {
        this.runs = runs;
        this.carriers = carriers;
    }

    public static Section section(PlotContext runs, Tables tables) {
        return new CarrierFigures(runs, tables.carriers()).section();
    }

    private Section section() {
        String heading = "Which parameters carry it";
        List<Figure> figures = new ArrayList<>();
        carriers.images().forEach(image -> figures.add(image(image)));
        figures.addAll(neurons());
        if (figures.isEmpty()) {
            return Section.missing("carriers", heading, "The split of an eigenvector by neuron was not measured.");
        }
        List<String> missing = carriers.images().isEmpty()
                ? List.of("No picture of a unit's weights: the inputs are not square images, or v₁ is not in layer 1.")
                : List.of();
        String caption = "v₁ at the last checkpoint, one seed per optimizer. "
                + (carriers.images().isEmpty()
                        ? ""
                        : "Pictures: the entries of v₁ on the weights into the unit of layer 1 that has the largest"
                                + " share of it, one a pixel; its sign as a whole means nothing. ")
                + "Curves: the share of v₁ in each neuron, its incoming weights and its bias, from the largest on in"
                + " each layer; all of them sum to 1. Neurons and carriers by number are in neurons.csv and"
                + " carriers.csv.";
        return new Section("carriers", heading, caption + named(), figures, List.of(), missing);
    }

    /** Where inputs have names, the largest entries on their weights. */
    private String named() {
        return runs.optimizers().stream()
                .map(optimizer -> firstRun(optimizer).map(this::named).orElse(""))
                .collect(Collectors.joining());
    }

    private String named(String run) {
        List<Tables.Carrier> rows = carriers.parameters().stream()
                .filter(row -> row.run().equals(run))
                .toList();
        long last = rows.stream().mapToLong(Tables.Carrier::step).max().orElse(0);
        String entries = rows.stream()
                .filter(row -> row.step() == last && !row.feature().isEmpty())
                .sorted(Comparator.comparingDouble(row -> -row.mass()))
                .limit(NAMED)
                .map(row -> Symbols.vector(row.index()) + " " + row.parameter() + " (" + row.feature() + ") "
                        + Numbers.brief(row.value()))
                .collect(Collectors.joining(", "));
        return entries.isEmpty() ? "" : " Largest entries on named inputs, " + run + ": " + entries + ".";
    }

    private Figure.Image image(UnitImage image) {
        String optimizer = runs.optimizerOf().get(image.run());
        int side = (int) Math.round(Math.sqrt(image.weights().length));
        double[][] values = new double[side][];
        for (int row = 0; row < side; row++) {
            values[row] = Arrays.copyOfRange(image.weights(), row * side, (row + 1) * side);
        }
        String unit =
                String.format(Locale.ROOT, "unit %d of layer 1 with %.1f %% of v₁", image.unit(), 100 * image.mass());
        String caption = "Entries of v₁ of " + image.run() + " at step " + image.step() + " on the " + side + " x "
                + side
                + " weights into " + unit + ", bias included, the largest share among the units of that layer. Units"
                + " count from 0; red is positive, blue negative, and the sign as a whole means nothing.";
        return new Figure.Image(
                "unit-" + runs.slug(optimizer),
                "Weights " + runs.under(List.of(optimizer)) + ": " + unit,
                caption,
                "entry of v₁",
                values);
    }

    private List<Figure.Plot> neurons() {
        List<Figure.Plot> plots = new ArrayList<>();
        for (String optimizer : runs.optimizers()) {
            List<Neuron> rows = last(optimizer);
            if (!rows.isEmpty()) {
                Neuron any = rows.get(0);
                List<Mark> marks = layers(rows, runs.style(optimizer).tone());
                double widest = marks.stream()
                        .mapToDouble(mark -> mark.x().length)
                        .max()
                        .getAsDouble();
                plots.add(new Figure.Plot(
                        "neurons-" + runs.slug(optimizer),
                        "Neurons of " + Symbols.vector(1) + " " + runs.under(List.of(optimizer)),
                        "Share of v₁ of " + any.run() + " at step " + any.step()
                                + " in each neuron (incoming weights and bias), from the largest on in each layer. All"
                                + " neurons together have 1; shares below 10⁻⁶ lie on the lower edge.",
                        new Axis("neuron, by its share", Axis.Scale.LINEAR, 1, Math.max(2, widest)),
                        axis("share of v₁", SeedPlot.ordinates(marks)),
                        Legend.TOP,
                        marks));
            }
        }
        return SeedPlot.onOneScale(plots, CarrierFigures::axis);
    }

    private static Axis axis(String label, DoubleStream shares) {
        return Axis.share(label, shares.filter(share -> share >= FLOOR));
    }

    /** Those of v₁ at the last checkpoint of an optimizer's first run that has any. */
    private List<Neuron> last(String optimizer) {
        Optional<String> run = firstRun(optimizer);
        List<Neuron> rows = carriers.neurons().stream()
                .filter(row -> row.index() == 1 && run.filter(row.run()::equals).isPresent())
                .toList();
        long step = rows.stream().mapToLong(Neuron::step).max().orElse(0);
        return rows.stream().filter(row -> row.step() == step).toList();
    }

    private Optional<String> firstRun(String optimizer) {
        return carriers.neurons().stream()
                .map(Neuron::run)
                .filter(name -> optimizer.equals(runs.optimizerOf().get(name)))
                .findFirst();
    }

    /** Told apart by dash, marker and lightness. */
    private static List<Mark> layers(List<Neuron> rows, SeriesColor.Tone tone) {
        List<Mark> marks = new ArrayList<>();
        int layers = rows.stream().mapToInt(Neuron::layer).max().orElse(0);
        for (int layer = 1; layer <= layers; layer++) {
            int l = layer;
            double[] masses = rows.stream()
                    .filter(row -> row.layer() == l)
                    .mapToDouble(row -> -row.mass())
                    .sorted()
                    .map(mass -> -mass)
                    .toArray();
            double[] places = new double[masses.length];
            Arrays.setAll(places, i -> i + 1);
            SeriesStyle style = SeriesStyle.part(tone, l - 1);
            SeriesColor ink = style.ink().faded(1 - (1 - LIGHTEST) * (l - 1) / Math.max(1, layers - 1));
            marks.add(new Mark.Line("layer " + l, ink, style.stroke(), style.symbol(), places, masses));
        }
        return marks;
    }
}
