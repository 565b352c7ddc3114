package eigendrift.inference;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The means of the non-empty subsets of K differences. If each difference is symmetric about the same centre, the 2^K −
 * 1 means cut the line into 2^K pieces, and the centre lies in each of them with the same probability (Hartigan 1969).
 * A sign-flip test of another centre than 0 counts these means: turning the signs of a subset makes the sum of all
 * differences from c larger exactly where the subset's mean is below c.
 *
 * <p>O(2^K log 2^K) up to {@value #ENUMERATED} differences, from {@value #DRAWS} random subsets beyond.
 */
final class SubsetMeans {

    private static final int ENUMERATED = 16;
    private static final int DRAWS = (1 << ENUMERATED) - 1;

    private final double[] sorted;
    private final double rounding;

    /**
     * @param differences K ≥ 1, finite; read
     * @param random read for more than {@value #ENUMERATED} differences only
     */
    SubsetMeans(double[] differences, RandomGenerator random) {
        int count = differences.length;
        if (count == 0 || !Arrays.stream(differences).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("expected finite differences, at least one, found "
                    + (count == 0 ? "none" : Arrays.toString(differences)));
        }
        boolean every = count <= ENUMERATED;
        sorted = new double[every ? (1 << count) - 1 : DRAWS];
        boolean[] chosen = new boolean[count];
        for (int i = 0; i < sorted.length; i++) {
            do {
                for (int j = 0; j < count; j++) {
                    chosen[j] = every ? (i + 1 >> j & 1) == 1 : random.nextBoolean();
                }
                sorted[i] = mean(differences, chosen);
            } while (Double.isNaN(sorted[i]));
        }
        Arrays.sort(sorted);
        double largest = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
        rounding = Math.ulp(1.0) * count * largest;
    }

    /** Mean of the chosen differences; NaN for the empty subset. */
    private static double mean(double[] differences, boolean[] chosen) {
        double sum = 0;
        int size = 0;
        for (int j = 0; j < chosen.length; j++) {
            if (chosen[j]) {
                sum += differences[j];
                size++;
            }
        }
        return sum / size;
    }

    /**
     * One-sided p against a centre of {@code centre} or less; its floor is 2^−K. Values that differ by rounding alone
     * count as equal.
     */
    double above(double centre) {
        return (1.0 + notAbove(centre + rounding)) / cells();
    }

    /** One-sided p against a centre of {@code centre} or more. */
    double below(double centre) {
        return (1.0 + sorted.length - notAbove(Math.nextDown(centre - rounding))) / cells();
    }

    /**
     * The smallest centre that {@link #above} does not reject at {@code level}; −∞ where the differences are too few.
     */
    double lowest(double level) {
        int rank = (int) Math.floor(level * cells());
        return rank == 0 ? Double.NEGATIVE_INFINITY : sorted[rank - 1];
    }

    /** The largest centre that {@link #below} does not reject at {@code level}; ∞ where the differences are too few. */
    double highest(double level) {
        int rank = (int) Math.floor(level * cells());
        return rank == 0 ? Double.POSITIVE_INFINITY : sorted[sorted.length - rank];
    }

    private int cells() {
        return sorted.length + 1;
    }

    /** How many means are at most {@code centre}. */
    private int notAbove(double centre) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) / 2;
            if (sorted[middle] <= centre) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
