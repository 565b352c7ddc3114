package eigendrift.report.figure;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How wide a figure is, and in which style it is drawn.
 *
 * <p>Figures are laid out in units of which 12 are the height of their text. For paper all text is 7 points, so a wider
 * figure holds more, and nothing is scaled; lines lie left and below, without a grid, and all text is black.
 *
 * @param points width, 72 to an inch
 * @param paper for paper; else for a screen
 */
public record FigureSize(double points, boolean paper) {
    /** Of the page: 4.4 inches, text of 8.64 points. */
    public static final FigureSize SCREEN = new FigureSize(316.8, false);

    /** Size of all text on paper, in points. */
    public static final double PAPER_TEXT = 7;

    private static final double INCH = 72;
    private static final double MILLIMETRE = INCH / 25.4;
    private static final double LEAST = 50 * MILLIMETRE;
    private static final double MOST = 500 * MILLIMETRE;
    private static final Pattern WIDTH = Pattern.compile("(\\d+(?:\\.\\d+)?)(mm|in)");

    /** Widths of columns and pages, as the venues' style files and guides of 2025 have them. */
    private static final Map<String, Double> VENUES = new TreeMap<>(Map.of(
            "icml", 3.25 * INCH,
            "icml-wide", 6.75 * INCH,
            "neurips", 5.5 * INCH,
            "nature", 89 * MILLIMETRE,
            "nature-wide", 183 * MILLIMETRE));

    /**
     * A size for paper by its name or width, such as {@code icml}, {@code 89mm} or {@code 3.25in}.
     *
     * @throws IllegalArgumentException if it is neither, or not from 50 to 500 mm
     */
    public static FigureSize of(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (VENUES.containsKey(name)) {
            return new FigureSize(VENUES.get(name), true);
        }
        Matcher width = WIDTH.matcher(name);
        if (width.matches()) {
            double points = Double.parseDouble(width.group(1)) * (width.group(2).equals("in") ? INCH : MILLIMETRE);
            if (points >= LEAST && points <= MOST) {
                return new FigureSize(points, true);
            }
        }
        throw new IllegalArgumentException("expected " + String.join(", ", VENUES.keySet())
                + " or a width from 50mm to 500mm, found figure size = " + text + ".\nMaybe 89mm or 3.25in.");
    }

    /** Points per unit of the layout. */
    double scale() {
        return paper ? PAPER_TEXT / Pen.TEXT : points / 440;
    }

    /** Width in units of the layout. */
    double units() {
        return points / scale();
    }

    /** Pixels per inch of a bitmap: 1320 across on screen. */
    double dotsPerInch() {
        return paper ? 600 : 300;
    }
}
