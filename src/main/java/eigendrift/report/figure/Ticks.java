package eigendrift.report.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Round numbers along an axis. */
final class Ticks {

    private Ticks() {}

    /** A place on the axis and its label. */
    record Tick(double value, String label) {}

    /** Ticks within the axis, at most {@code about + 2}; twice {@code about} for ranks. */
    static List<Tick> on(Axis axis, int about) {
        return switch (axis.scale()) {
            case LINEAR -> linear(axis, about);
            case LOGARITHMIC -> logarithmic(axis, about);
            case LOGARITHMIC_FROM_ZERO -> fromZero(axis, about);
            case RANKS -> ranks(axis, about);
        };
    }

    /** Multiples of 1, 2 or 5 times a power of ten (Heckbert 1990). */
    private static List<Tick> linear(Axis axis, int about) {
        double rough = (axis.max() - axis.min()) / about;
        int exponent = (int) Math.floor(Math.log10(rough));
        double mantissa = rough / Math.pow(10, exponent);
        int round = mantissa < 1.5 ? 1 : mantissa < 3.5 ? 2 : mantissa < 7.5 ? 5 : 10;
        BigDecimal spacing = BigDecimal.valueOf(round).scaleByPowerOfTen(exponent);
        long first = (long) Math.ceil(axis.min() / spacing.doubleValue() - 1e-9);
        long last = (long) Math.floor(axis.max() / spacing.doubleValue() + 1e-9);
        List<Tick> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            BigDecimal value = spacing.multiply(BigDecimal.valueOf(i));
            ticks.add(new Tick(value.doubleValue(), label(value)));
        }
        return ticks;
    }

    /** Powers of ten, every second or third one where they are many; 1, 2, 5 where they are few. */
    private static List<Tick> logarithmic(Axis axis, int about) {
        double decades = Math.log10(axis.max() / axis.min());
        if (decades < 0.7) {
            return linear(axis, about - 1);
        }
        int[] mantissas = decades < 2.2 ? new int[] {1, 2, 5} : new int[] {1};
        int stride = (int) Math.max(1, Math.ceil(decades / about));
        List<Tick> ticks = new ArrayList<>();
        int first = (int) Math.floor(Math.log10(axis.min()));
        int last = (int) Math.ceil(Math.log10(axis.max()));
        for (int exponent = first; exponent <= last; exponent++) {
            for (int mantissa : mantissas) {
                BigDecimal value = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent);
                double v = value.doubleValue();
                if (Math.floorMod(exponent, stride) == 0 && v >= axis.min() && v <= axis.max()) {
                    ticks.add(new Tick(v, label(value)));
                }
            }
        }
        return ticks;
    }

    private static List<Tick> fromZero(Axis axis, int about) {
        List<Tick> ticks = new ArrayList<>();
        ticks.add(new Tick(0, "0"));
        int decades = (int) Math.floor(Math.log10(Math.max(axis.max(), 1)));
        int stride = Math.max(1, (decades + about) / about);
        for (int exponent = 0; exponent <= decades; exponent += stride) {
            BigDecimal value = BigDecimal.ONE.scaleByPowerOfTen(exponent);
            ticks.add(new Tick(value.doubleValue(), label(value)));
        }
        return ticks;
    }

    private static List<Tick> ranks(Axis axis, int about) {
        List<Tick> ticks = new ArrayList<>();
        int last = (int) Math.floor(axis.max());
        int stride = (last + 2 * about - 1) / (2 * about);
        for (int rank = 1; rank <= last; rank += stride) {
            ticks.add(new Tick(rank, Integer.toString(rank)));
        }
        return ticks;
    }

    /** Plain from 0.001 to 99 999, with a power of ten beyond. */
    private static String label(BigDecimal value) {
        BigDecimal v = value.stripTrailingZeros();
        int exponent = v.precision() - v.scale() - 1;
        if (v.signum() == 0) {
            return "0";
        }
        if (exponent >= -3 && exponent <= 4) {
            return v.toPlainString().replace('-', '−');
        }
        String mantissa = v.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
        return (mantissa.equals("1") ? "" : mantissa.replace('-', '−') + "·") + "10" + superscript(exponent);
    }

    /** A step for a reader: no decimals where there are none. */
    static String plain(double value) {
        return new BigDecimal(value).stripTrailingZeros().toPlainString();
    }

    private static String superscript(int exponent) {
        StringBuilder out = new StringBuilder();
        for (char c : Integer.toString(exponent).toCharArray()) {
            out.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return out.toString();
    }
}
