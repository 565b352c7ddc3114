package eigendrift.cli.metrics;

import java.util.Locale;

/** Quantities to three significant digits, with a unit that suits their size. */
public final class Quantity {

    private static final String[] PARTS_OF_SECONDS = {"ns", "µs", "ms", "s"};
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB"};
    private static final double STEP = 1e3;
    private static final double NANOS = 1e9;
    private static final String NONE = "–";

    private Quantity() {}

    /** A dash for NaN. */
    static String seconds(double seconds) {
        return Double.isNaN(seconds) ? NONE : scaled(seconds * NANOS, PARTS_OF_SECONDS);
    }

    public static String bytes(double bytes) {
        return bytes < STEP - .5 ? Math.round(bytes) + " " + BYTES[0] : scaled(bytes, BYTES);
    }

    private static String scaled(double value, String... units) {
        double rest = value;
        int unit = 0;
        // What would be written as 1000 takes the next unit.
        while (rest >= STEP - .5 && unit < units.length - 1) {
            rest /= STEP;
            unit++;
        }
        return digits(rest) + " " + units[unit];
    }

    /** 0, 0.12, 1.23, 12.3 or 123. */
    static String digits(double value) {
        if (Double.isNaN(value)) {
            return NONE;
        }
        int decimals = value == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
