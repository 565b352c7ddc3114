package eigendrift.report.figure;

import eigendrift.report.figure.Mark.Stroke;
import eigendrift.report.figure.Mark.Symbol;
import eigendrift.report.figure.SeriesColor.Tone;
import java.util.List;

/**
 * How one series among several looks: colour, dash and marker.
 *
 * <p>There are {@link #COLOURS} colours; one that is used again comes with another dash and another marker. Among the
 * 24 styles no two share colour and dash, nor colour and marker, nor dash and marker.
 */
public record SeriesStyle(Tone tone, Stroke stroke, Symbol symbol) {
    public static final int COLOURS = 6;

    private static final List<Stroke> STROKES = List.of(Stroke.SOLID, Stroke.DASHED, Stroke.DOTTED, Stroke.DASH_DOT);
    private static final List<Symbol> SYMBOLS =
            List.of(Symbol.CIRCLE, Symbol.SQUARE, Symbol.TRIANGLE, Symbol.DIAMOND, Symbol.CROSS, Symbol.TRIANGLE_DOWN);

    /** Dash of each colour, a row for each time that the colour is used. */
    private static final int[][] DASHES = {
        {0, 1, 2, 3, 0, 1}, {3, 2, 3, 0, 2, 0}, {1, 0, 1, 2, 1, 3}, {2, 3, 0, 1, 3, 2}
    };
    /** Marker, likewise; found by search. */
    private static final int[][] MARKERS = {
        {0, 1, 2, 3, 4, 5}, {2, 4, 1, 1, 3, 2}, {3, 3, 0, 0, 2, 4}, {5, 0, 5, 4, 5, 1}
    };

    /**
     * The style of a colour that has been used {@code times} before.
     *
     * @param colour from 0 to {@link #COLOURS} − 1
     */
    public static SeriesStyle of(int colour, int times) {
        int round = times % DASHES.length;
        return new SeriesStyle(
                Tone.values()[colour], STROKES.get(DASHES[round][colour]), SYMBOLS.get(MARKERS[round][colour]));
    }

    /** Of the {@code i}-th of several lines in one colour, such as the parts of one series. */
    public static SeriesStyle part(Tone tone, int i) {
        return new SeriesStyle(tone, STROKES.get(i % STROKES.size()), SYMBOLS.get(i % SYMBOLS.size()));
    }

    public SeriesColor ink() {
        return SeriesColor.of(tone);
    }
}
