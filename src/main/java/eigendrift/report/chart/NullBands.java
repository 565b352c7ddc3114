package eigendrift.report.chart;

import eigendrift.config.NullModelName;
import eigendrift.readmodel.Tables;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.Mark.Line;
import eigendrift.report.figure.Mark.Stroke;
import eigendrift.report.figure.Mark.Symbol;
import eigendrift.report.figure.SeriesColor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The mean and a band of two standard deviations that each null model predicts for a statistic, over steps. A model
 * with the same prediction for every optimizer is drawn once, in grey; otherwise in each optimizer's colour.
 */
final class NullBands {
    private static final double DEVIATIONS = 2;
    private static final double OPACITY = 0.13;
    private static final double SAME = 1e-9;
    private static final Stroke[] STROKES = {Stroke.DASHED, Stroke.DOTTED, Stroke.THIN};

    private NullBands() {}

    /**
     * Marks of every model that has rows of this statistic and index.
     *
     * @param factor on every ordinate
     * @param floor the least value the statistic can take, factor included; no band goes below
     * @param checkpoints how many steps the observed curve has; a model drawn at fewer is shown as error bars
     */
    static List<Mark> marks(
            PlotContext runs,
            List<Tables.Null> nulls,
            String statistic,
            int index,
            double factor,
            double floor,
            int checkpoints) {
        List<Tables.Null> rows = nulls.stream()
                .filter(row -> row.statistic().equals(statistic) && row.index() == index)
                .toList();
        List<NullModelName> models =
                rows.stream().map(Tables.Null::model).distinct().toList();
        List<Mark> bands = new ArrayList<>();
        List<Mark> lines = new ArrayList<>();
        int bars = 0;
        for (int m = 0; m < models.size(); m++) {
            NullModelName model = models.get(m);
            String name = "null: " + model.csv();
            List<Expectation> expected = expected(
                    runs, rows.stream().filter(row -> row.model() == model).toList(), factor, floor);
            for (Expectation e : expected) {
                boolean alike = expected.size() == 1;
                SeriesColor ink =
                        alike ? SeriesColor.of(SeriesColor.Tone.MUTED) : SeriesColor.series(runs.place(e.optimizer()));
                if (e.x().length < checkpoints) {
                    lines.add(new Mark.Bars(name, ink, bars++, e.x(), e.low(), e.mean(), e.high()));
                } else {
                    bands.add(new Mark.Band("", ink.faded(OPACITY), e.x(), e.low(), e.high()));
                    lines.add(new Line(name, ink, STROKES[m % STROKES.length], Symbol.NONE, e.x(), e.mean()));
                }
            }
        }
        bands.addAll(lines);
        return bands;
    }

    /** The prediction of one model for one optimizer: medians over seeds. */
    private record Expectation(String optimizer, double[] x, double[] low, double[] mean, double[] high) {

        /** Whether both predict the same at every step that both have. */
        boolean agreesWith(Expectation other) {
            for (int i = 0; i < x.length; i++) {
                int j = Arrays.binarySearch(other.x, x[i]);
                if (j >= 0 && Math.abs(mean[i] - other.mean[j]) > SAME * Math.abs(mean[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    /** One for each optimizer, or the longest alone where all agree. */
    private static List<Expectation> expected(PlotContext runs, List<Tables.Null> rows, double factor, double floor) {
        List<Curve> means = Curve.of(runs, rows, Tables.Null::run, Tables.Null::step, row -> factor * row.nullMean());
        List<Curve> deviations =
                Curve.of(runs, rows, Tables.Null::run, Tables.Null::step, row -> factor * deviation(row));
        List<Expectation> all = new ArrayList<>();
        for (int c = 0; c < means.size(); c++) {
            Curve mean = means.get(c);
            double[] low = mean.median().clone();
            double[] high = mean.median().clone();
            for (int i = 0; i < low.length; i++) {
                double reach = DEVIATIONS * deviations.get(c).median()[i];
                low[i] = Math.max(floor, low[i] - reach);
                high[i] += reach;
            }
            all.add(new Expectation(mean.optimizer(), mean.x(), low, mean.median(), high));
        }
        Optional<Expectation> longest = all.stream().max(Comparator.comparingInt(e -> e.x().length));
        return longest.isPresent() && all.stream().allMatch(longest.get()::agreesWith) ? List.of(longest.get()) : all;
    }

    /** One draw has a mean but no deviation. */
    private static double deviation(Tables.Null row) {
        return Double.isFinite(row.nullSd()) || !Double.isFinite(row.nullMean()) ? row.nullSd() : 0;
    }
}
