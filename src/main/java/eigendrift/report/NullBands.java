package eigendrift.report;

import eigendrift.replay.Tables;
import eigendrift.report.figure.Ink;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.Mark.Line;
import eigendrift.report.figure.Mark.Stroke;
import eigendrift.report.figure.Mark.Symbol;
import java.util.ArrayList;
import java.util.List;

/**
 * What null models let expect of a statistic: for each, the mean over steps and a band of two standard deviations. A model
 * that expects the same whatever the optimizer is drawn once, in grey; one that does not is drawn in each optimizer's colour.
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
     * @param checkpoints how many steps the observed curve has; a model drawn at fewer is shown as error bars
     */
    static List<Mark> marks(
            Runs runs, List<Tables.Null> nulls, String statistic, int index, double factor, int checkpoints) {
        List<Tables.Null> rows = nulls.stream()
                .filter(row -> row.statistic().equals(statistic) && row.index() == index)
                .toList();
        List<String> models = rows.stream().map(Tables.Null::model).distinct().toList();
        List<Mark> bands = new ArrayList<>();
        List<Mark> lines = new ArrayList<>();
        int bars = 0;
        for (int m = 0; m < models.size(); m++) {
            String model = models.get(m);
            Stroke stroke = STROKES[m % STROKES.length];
            List<Tables.Null> own =
                    rows.stream().filter(row -> row.model().equals(model)).toList();
            List<Curve> means =
                    Curve.of(runs, own, Tables.Null::run, Tables.Null::step, row -> factor * row.nullMean());
            List<Curve> deviations =
                    Curve.of(runs, own, Tables.Null::run, Tables.Null::step, row -> factor * deviation(row));
            boolean alike = means.stream().allMatch(mean -> same(mean, means.get(0)));
            for (int c = 0; c < (alike ? Math.min(1, means.size()) : means.size()); c++) {
                Curve mean = means.get(c);
                Ink ink = alike ? Ink.of(Ink.Tone.MUTED) : Ink.series(runs.place(mean.optimizer()));
                String name = "null: " + model;
                double[] low = shifted(mean, deviations.get(c), -DEVIATIONS);
                double[] high = shifted(mean, deviations.get(c), DEVIATIONS);
                if (mean.x().length < checkpoints) {
                    lines.add(new Mark.Bars(name, ink, bars++, mean.x(), low, mean.median(), high));
                } else {
                    bands.add(new Mark.Band("", ink.faded(OPACITY), mean.x(), low, high));
                    lines.add(new Line(name, ink, stroke, Symbol.NONE, mean.x(), mean.median()));
                }
            }
        }
        bands.addAll(lines);
        return bands;
    }

    private static double deviation(Tables.Null row) {
        return Double.isFinite(row.nullSd()) || !Double.isFinite(row.nullMean()) ? row.nullSd() : 0;
    }

    private static double[] shifted(Curve mean, Curve deviation, double deviations) {
        double[] shifted = mean.median().clone();
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] += deviations * deviation.median()[i];
        }
        return shifted;
    }

    private static boolean same(Curve a, Curve b) {
        if (a.x().length != b.x().length) {
            return false;
        }
        for (int i = 0; i < a.x().length; i++) {
            if (a.x()[i] != b.x()[i] || Math.abs(a.median()[i] - b.median()[i]) > SAME * Math.abs(a.median()[i])) {
                return false;
            }
        }
        return true;
    }
}
