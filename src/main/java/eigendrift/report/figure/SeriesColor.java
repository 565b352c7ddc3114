package eigendrift.report.figure;

import java.util.Locale;

/**
 * A colour by its role in the figure, so that one figure can be drawn on light and on dark paper.
 *
 * @param tone the colour
 * @param opacity from 0 to 1
 */
public record SeriesColor(Tone tone, double opacity) {

    /**
     * Colours of a figure. The series are the palette of Okabe and Ito (2008), told apart with every common kind of
     * colour vision, without its yellow, which vanishes on white; purple, orange and sky are darker, so that each has a
     * contrast of 3 : 1 on white, and on dark paper all are lighter.
     */
    public enum Tone {
        BLUE("#0072b2", "#4ba3dd"),
        VERMILION("#d55e00", "#ff8a3d"),
        GREEN("#009e73", "#2bc99b"),
        PURPLE("#b0558f", "#e08fc0"),
        ORANGE("#c08400", "#f0b73a"),
        SKY("#3d9ad1", "#9ad7f7"),
        TEXT("#1d2430", "#e8ebf0"),
        MUTED("#5d6776", "#a3adbb"),
        GRID("#e3e7ec", "#323a46"),
        PAPER("#ffffff", "#171b22");

        private final String light;
        private final String dark;

        Tone(String light, String dark) {
            this.light = light;
            this.dark = dark;
        }

        /** The colour on light paper, as {@code #rrggbb}. */
        public String light() {
            return light;
        }

        /** The colour on dark paper, as {@code #rrggbb}. */
        public String dark() {
            return dark;
        }

        /** Name of the style-sheet variable that holds this colour in a page. */
        public String variable() {
            return "--" + name().toLowerCase(Locale.ROOT);
        }
    }

    public static SeriesColor of(Tone tone) {
        return new SeriesColor(tone, 1);
    }

    public SeriesColor faded(double factor) {
        return new SeriesColor(tone, Math.min(1, opacity * factor));
    }
}
