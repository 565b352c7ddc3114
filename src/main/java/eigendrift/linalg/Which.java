package eigendrift.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which eigenvalues lead, and in what order. */
public enum Which {
    /** The largest, largest first. */
    LARGEST_ALGEBRAIC,

    /** The largest in magnitude, largest magnitude first. */
    LARGEST_MAGNITUDE,

    /** The larger half from the top, largest first, then the rest from the bottom, smallest first. */
    BOTH_ENDS;

    /** How many of {@code count} leading eigenpairs, which come first, are from the top of the spectrum. */
    public int fromTop(int count) {
        return this == BOTH_ENDS ? (count + 1) / 2 : count;
    }

    /** The indices of the {@code count} leading ones among {@code values} (in any order), in order. */
    public int[] leading(double[] values, int count) {
        Comparator<Integer> descending =
                Comparator.<Integer>comparingDouble(i -> values[i]).reversed();
        Comparator<Integer> order = this == LARGEST_MAGNITUDE
                ? Comparator.<Integer>comparingDouble(i -> Math.abs(values[i]))
                        .reversed()
                        .thenComparing(descending)
                : descending;
        int[] sorted = IntStream.range(0, values.length)
                .boxed()
                .sorted(order)
                .mapToInt(i -> i)
                .toArray();
        int[] leading = Arrays.copyOf(sorted, count);
        for (int i = fromTop(count); i < count; i++) {
            leading[i] = sorted[values.length - 1 - (i - fromTop(count))];
        }
        return leading;
    }

    /** |θ₁|, to which the tolerance is relative: that of the first, at both ends of the outermost one. */
    public double scale(double[] leading) {
        double scale = Math.abs(leading[0]);
        int bottom = fromTop(leading.length);
        return bottom < leading.length ? Math.max(scale, Math.abs(leading[bottom])) : scale;
    }

    /** Upper bound on all other eigenvalues if {@code leading} are the leading ones. */
    double upperEdge(double[] leading) {
        double last = leading[fromTop(leading.length) - 1];
        return this == LARGEST_MAGNITUDE ? Math.abs(last) : last;
    }

    /** Lower bound on all other eigenvalues if {@code leading} are the leading ones. */
    double lowerEdge(double[] leading) {
        int count = leading.length;
        return switch (this) {
            case LARGEST_ALGEBRAIC -> Double.NEGATIVE_INFINITY;
            case LARGEST_MAGNITUDE -> -Math.abs(leading[count - 1]);
            case BOTH_ENDS -> fromTop(count) < count ? leading[count - 1] : Double.NEGATIVE_INFINITY;
        };
    }
}
