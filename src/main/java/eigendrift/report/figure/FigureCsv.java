package eigendrift.report.figure;

import eigendrift.report.figure.IntervalRow.Interval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * The data of a figure as comma-separated values with a header: exactly what is drawn, before thinning, in full
 * precision. Empty: none. Names are quoted where they need it.
 */
public final class FigureCsv {
    private final StringBuilder out = new StringBuilder();
    private final MathContext digits;

    private FigureCsv(MathContext digits) {
        this.digits = digits;
    }

    static String of(Figure figure) {
        return of(figure, MathContext.UNLIMITED);
    }

    /** The same to fewer digits, where it goes into a page. */
    public static String of(Figure figure, MathContext digits) {
        FigureCsv csv = new FigureCsv(digits);
        if (figure instanceof Figure.Plot plot) {
            csv.plot(plot);
        } else if (figure instanceof Figure.Forest forest) {
            csv.row("row", "of", "at", "low", "middle", "high");
            forest.rows().forEach(csv::intervals);
        } else if (figure instanceof Figure.HeatMap map) {
            csv.map(map);
        } else if (figure instanceof Figure.Image image) {
            csv.image(image);
        }
        return csv.out.toString();
    }

    private void plot(Figure.Plot plot) {
        row("kind", "series", "part", "x", "y", "low", "high", "hollow");
        for (Mark mark : plot.marks()) {
            for (int i = 0; i < mark.x().length; i++) {
                double x = mark.x()[i];
                if (mark instanceof Mark.Line line) {
                    String kind = line.stroke() == Mark.Stroke.NONE ? "points" : "line";
                    row(kind, mark.series(), mark.part(), x, line.y()[i], "", "", line.hollow()[i] ? 1 : 0);
                } else if (mark instanceof Mark.Band band) {
                    row("band", mark.series(), mark.part(), x, "", band.low()[i], band.high()[i], "");
                } else if (mark instanceof Mark.Intervals in) {
                    row("interval", mark.series(), mark.part(), x, in.middle()[i], in.low()[i], in.high()[i], "");
                }
            }
        }
        for (IntervalRow beside : plot.beside()) {
            for (Interval in : beside.intervals()) {
                row("beside", beside.name(), in.of(), in.at(), in.middle(), in.low(), in.high(), "");
            }
        }
    }

    private void intervals(IntervalRow named) {
        for (Interval in : named.intervals()) {
            row(named.name(), in.of(), in.at(), in.low(), in.middle(), in.high());
        }
    }

    private void map(Figure.HeatMap map) {
        row("x", "y", "value", "hatched", "x_low", "x_high", "y_low", "y_high");
        double[] edges = map.edgeValues();
        for (int r = 0; r < map.values().length; r++) {
            for (int c = 0; c < map.values()[r].length; c++) {
                int hatched = map.hatched()[r][c] ? 1 : 0;
                row(
                        map.at()[c],
                        map.at()[r],
                        map.values()[r][c],
                        hatched,
                        edges[c],
                        edges[c + 1],
                        edges[r],
                        edges[r + 1]);
            }
        }
    }

    private void image(Figure.Image image) {
        row("row", "column", "value");
        for (int r = 0; r < image.values().length; r++) {
            for (int c = 0; c < image.values()[r].length; c++) {
                row(r, c, image.values()[r][c]);
            }
        }
    }

    private void row(Object... fields) {
        for (int i = 0; i < fields.length; i++) {
            out.append(i == 0 ? "" : ",").append(field(fields[i]));
        }
        out.append('\n');
    }

    private String field(Object value) {
        if (value instanceof Double number) {
            return Double.isNaN(number)
                    ? ""
                    : number == Math.rint(number) && Math.abs(number) < 1e15
                            ? Long.toString(number.longValue())
                            : rounded(number);
        }
        String text = value.toString();
        boolean plain = List.of(",", "\"", "\n", "\r").stream().noneMatch(text::contains);
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private String rounded(double number) {
        boolean exact = digits.getPrecision() == 0 || Double.isInfinite(number);
        return Double.toString(
                exact ? number : new BigDecimal(number).round(digits).doubleValue());
    }
}
