package eigendrift.text;

import com.fasterxml.jackson.core.io.NumberOutput;
import eigendrift.inference.Interval;
import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as text, the same on every platform and locale. */
public final class Numbers {
    private static final MathContext FEW = new MathContext(4);
    private static final MathContext TWO = new MathContext(2);
    private static final double WHOLE = 100;
    private static final int LARGEST_PLAIN_EXPONENT = 5;
    private static final int SMALLEST_PLAIN_EXPONENT = -3;

    private Numbers() {}

    /**
     * The shortest decimal that reads back as the same double (Giulietti 2021; {@link Double#toString(double)} before
     * JDK 19 is sometimes longer), or empty for NaN.
     */
    public static String exact(double value) {
        return Double.isNaN(value) ? "" : NumberOutput.toString(value, true);
    }

    /** To four significant digits, or an en dash for NaN. */
    public static String brief(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(FEW).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
            return rounded.toPlainString();
        }
        return rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** To two significant digits, and to whole numbers from 100 on: for where many numbers stand side by side. */
    public static String rough(double value) {
        boolean fraction = Double.isFinite(value) && Math.abs(value) < WHOLE;
        double rounded = fraction ? new BigDecimal(value).round(TWO).doubleValue() : Math.rint(value);
        return brief(rounded).replace('-', '−');
    }

    /** As [.98, 2.49], in rough numbers. */
    public static String roughInterval(Interval interval) {
        return "[" + rough(interval.low()) + ", " + rough(interval.high()) + "]";
    }

    /** As [.98, 2.49], to four digits. */
    public static String interval(Interval interval) {
        return "[" + brief(interval.low()) + ", " + brief(interval.high()) + "]";
    }

    /** {@code count(2, "seed")} is "2 seeds". */
    public static String count(long count, String noun) {
        return count(count, noun, noun + "s");
    }

    public static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }
}
