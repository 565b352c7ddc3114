package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Localization;
import eigendrift.report.chart.NullIntervals.Statistic;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Figure.Legend;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import eigendrift.text.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** On how few parameters the leading eigenvectors sit, and in which layers. */
public final class LocalizationFigures {
    private static final String NOT_MEASURED = "No eigenvector has been measured yet.";
    private static final String GAUGE =
            " The IPR is invariant under permutation of hidden units, but not under the rescaling"
                    + " of a ReLU unit's weights in against its weights out, which leaves the function as it is.";

    /** The layers differ by lightness, from the first, the darkest, to the last. */
    private static final double LIGHTEST = 0.2;

    private final PlotContext runs;
    private final Tables tables;
    private final int k;

    private LocalizationFigures(PlotContext runs, Tables tables) {
        this.runs = runs;
        this.tables = tables;
        this.k = tables.localization().stream()
                .mapToInt(Localization::index)
                .max()
                .orElse(0);
    }

    public static List<Section> sections(PlotContext runs, Tables tables) {
        LocalizationFigures figures = new LocalizationFigures(runs, tables);
        return List.of(figures.ipr(), figures.layers());
    }

    private List<Localization> rows(int index) {
        return tables.localization().stream()
                .filter(row -> row.index() == index)
                .toList();
    }

    private Section ipr() {
        String heading = "Localization against the null models";
        if (k == 0) {
            return Section.missing("ipr", heading, NOT_MEASURED);
        }
        List<Figure.Plot> plots = new ArrayList<>();
        List<Figure> more = new ArrayList<>();
        Statistic ipr = new Statistic("ipr", Tables.NullDraw::ipr, runs.parameters(), 1);
        String words = "";
        boolean compared = false;
        for (int index = 1; index <= k; index++) {
            List<Curve> curves = Curve.of(
                    runs, rows(index), Localization::run, Localization::step, row -> runs.parameters() * row.ipr());
            NullFigures nulls = new NullFigures(runs, tables.nulls(), tables.nullDraws(), ipr, index, curves);
            compared |= !nulls.isEmpty();
            words = SeedPlot.words(curves);
            String id = "ipr-v" + index;
            String quantity = "n·IPR of " + Symbols.vector(index);
            String caption = what() + words + (nulls.isEmpty() ? "" : NullIntervals.WORDS) + GAUGE;
            List<Mark> marks = SeedPlot.marks(runs, curves);
            Axis any = Axis.logarithmic("n·IPR", DoubleStream.empty());
            plots.add(new Figure.Plot(
                    id,
                    quantity + " " + runs.underOf(curves),
                    caption,
                    runs.steps(),
                    any,
                    Legend.TOP,
                    marks,
                    nulls.beside()));
            more.addAll(nulls.more(id, quantity, what(), "n·IPR", Axis::logarithmic));
        }
        List<String> missing = compared ? List.of() : List.of("No null model of the IPR has been drawn.");
        return new Section(
                "ipr",
                heading,
                what() + words + (compared ? NullIntervals.WORDS : "") + GAUGE,
                SeedPlot.onOneScale(plots, Axis::logarithmic),
                more,
                missing);
    }

    private String what() {
        return "n times the inverse participation ratio Σⱼ vⱼ⁴ of an eigenvector, n = " + runs.parameters()
                + " parameters: 1 where all of them take part alike, n where it sits on one. ";
    }

    private Section layers() {
        String heading = "Which layers an eigenvector sits in";
        int layers = tables.localization().stream()
                .mapToInt(row -> row.layerMasses().size())
                .max()
                .orElse(0);
        if (layers == 0) {
            return Section.missing("layers", heading, NOT_MEASURED);
        }
        String caption =
                "Share Σⱼ vⱼ² of an eigenvector in each layer (weights and biases), stacked; the shares of all layers"
                        + " sum to 1; the first is the darkest. Mean over " + runs.seeds() + ".";
        List<Figure> first = new ArrayList<>();
        List<Figure> more = new ArrayList<>();
        for (int index = 1; index <= k; index++) {
            for (String optimizer : runs.optimizers()) {
                List<Mark> marks = stacked(optimizer, index, layers);
                if (!marks.isEmpty()) {
                    (index == 1 ? first : more)
                            .add(new Figure.Plot(
                                    "layers-" + runs.slug(optimizer) + "-v" + index,
                                    "Layers of " + Symbols.vector(index) + " " + runs.under(List.of(optimizer)),
                                    caption,
                                    runs.steps(),
                                    Axis.share("share of the eigenvector"),
                                    Legend.ENDS,
                                    marks));
                }
            }
        }
        return new Section("layers", heading, caption, first, more, List.of());
    }

    private List<Mark> stacked(String optimizer, int index, int layers) {
        List<Mark> marks = new ArrayList<>();
        double[] floor = {};
        for (int layer = 0; layer < layers; layer++) {
            int l = layer;
            List<Localization> rows = rows(index).stream()
                    .filter(row -> optimizer.equals(runs.optimizerOf().get(row.run())))
                    .filter(row -> row.layerMasses().size() == layers
                            && row.layerMasses().stream().allMatch(Double::isFinite))
                    .toList();
            for (Curve curve : Curve.of(runs, rows, Localization::run, Localization::step, row -> row.layerMasses()
                    .get(l))) {
                double[] low = l == 0 ? new double[curve.x().length] : floor;
                double[] high = low.clone();
                for (int i = 0; i < high.length; i++) {
                    high[i] += mean(curve, i);
                }
                SeriesColor ink = runs.ink(optimizer).faded(1 - (1 - LIGHTEST) * l / Math.max(1, layers - 1));
                marks.add(new Mark.Band("layer " + (l + 1), "", ink, curve.x(), low, high));
                floor = high;
            }
        }
        return marks;
    }

    private static double mean(Curve curve, int i) {
        return curve.each().stream()
                .flatMapToDouble(each -> DoubleStream.of(each[i]))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }
}
