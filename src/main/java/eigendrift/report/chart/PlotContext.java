package eigendrift.report.chart;

import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import eigendrift.report.figure.SeriesStyle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What every figure needs to know of the runs.
 *
 * @param optimizers names in the order of the runs
 * @param optimizerOf of each run
 * @param parameters n, the same for every run; 0 without runs
 * @param steps the axis of time
 * @param styles the look of each optimizer
 * @param choices of the reader
 */
public record PlotContext(
        List<String> optimizers,
        Map<String, String> optimizerOf,
        int parameters,
        Axis steps,
        Map<String, SeriesStyle> styles,
        FigureChoices choices) {
    private static final double EARLY = 0.1;
    private static final int NAMED = 3;

    public static PlotContext of(Tables tables) {
        return of(tables, FigureChoices.none());
    }

    public static PlotContext of(Tables tables, FigureChoices choices) {
        List<String> optimizers =
                tables.runs().stream().map(Tables.Run::optimizer).distinct().toList();
        Map<String, String> optimizerOf = new HashMap<>();
        tables.runs().forEach(run -> optimizerOf.put(run.run(), run.optimizer()));
        int parameters =
                tables.runs().stream().mapToInt(Tables.Run::parameters).max().orElse(0);
        return new PlotContext(
                optimizers,
                optimizerOf,
                parameters,
                stepAxis(tables, choices),
                OptimizerStyles.of(optimizers),
                choices);
    }

    /** Linear, unless most checkpoints lie in the first tenth of the training, or as chosen. */
    private static Axis stepAxis(Tables tables, FigureChoices choices) {
        long[] checkpoints = tables.spectrum().stream()
                .mapToLong(Tables.Spectrum::step)
                .distinct()
                .sorted()
                .toArray();
        long last = LongStream.concat(
                        LongStream.of(checkpoints), tables.training().stream().mapToLong(Tables.Training::step))
                .max()
                .orElse(0);
        boolean crowded = checkpoints.length > 2 && checkpoints[checkpoints.length / 2] < EARLY * last;
        Axis.Scale scale = choices.steps().orElse(crowded ? Axis.Scale.LOGARITHMIC_FROM_ZERO : Axis.Scale.LINEAR);
        return new Axis("step", scale, 0, Math.max(1, last));
    }

    /** How many seeds an optimizer has, for a caption. */
    String seeds() {
        LongSummaryStatistics counts = optimizers.stream()
                .mapToLong(optimizer -> Collections.frequency(optimizerOf.values(), optimizer))
                .summaryStatistics();
        if (counts.getMax() == 1) {
            return "one seed";
        }
        return "n = " + (counts.getMin() == counts.getMax() ? "" : counts.getMin() + " to ") + counts.getMax()
                + " seeds";
    }

    /** That of a name that is none of the optimizers is the first of all. */
    public SeriesStyle style(String optimizer) {
        return styles.getOrDefault(optimizer, SeriesStyle.of(0, 0));
    }

    SeriesColor ink(String optimizer) {
        return style(optimizer).ink();
    }

    /** For a title: {@code under sgd and adam}, or how many they are. */
    String under(List<String> names) {
        if (names.size() > NAMED) {
            return "under " + names.size() + " optimizers";
        }
        int last = names.size() - 1;
        return "under " + (last < 1 ? "" : String.join(", ", names.subList(0, last)) + " and ") + names.get(last);
    }

    /** The same of the optimizers that have curves. */
    String underOf(List<Curve> curves) {
        return under(curves.stream().map(Curve::optimizer).toList());
    }

    /** An optimizer's part of a file name: unlike any other's, of letters, digits, dots, dashes and underscores. */
    String slug(String optimizer) {
        return slug(optimizer, optimizers);
    }

    /** The same among these names. */
    static String slug(String optimizer, List<String> names) {
        List<String> taken = new ArrayList<>();
        for (String name : names) {
            String slug = name.replaceAll("[^A-Za-z0-9._-]", "_");
            while (taken.contains(slug.toLowerCase(Locale.ROOT))) {
                slug += "_";
            }
            taken.add(slug.toLowerCase(Locale.ROOT));
            if (name.equals(optimizer)) {
                return slug;
            }
        }
        throw new IllegalArgumentException("no such optimizer: " + optimizer);
    }

    /** The only optimizer that a figure is of, by its name; empty where it is of several or of none. */
    public Optional<String> only(Figure figure) {
        if (figure instanceof Figure.Plot plot
                && plot.marks().stream().map(Mark::series).anyMatch(optimizers::contains)) {
            return Optional.empty();
        }
        return optimizers.stream()
                .filter(optimizer -> ("-" + figure.id() + "-").contains("-" + slug(optimizer) + "-"))
                .max(Comparator.comparingInt(optimizer -> slug(optimizer).length()));
    }
}
