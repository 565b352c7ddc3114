package eigendrift.inference;

import java.util.random.RandomGenerator;

/**
 * Whether paired differences, or changes, are about zero: each sign is as likely as the other under the null (Fisher
 * 1935). The p-value is two-sided, for |mean|.
 */
public final class SignFlips {

    /** Up to this many pairs all 2^K sign vectors are tried, a million. */
    static final int ENUMERATED = 20;

    private static final int DRAWS = 100_000;

    private SignFlips() {}

    /** The least p that {@code count} differences can give, 2^(1 − count). */
    public static double floor(int count) {
        return Math.scalb(1.0, 1 - count);
    }

    /** The fewest differences whose p can be at most {@code level}: 6 for .05. */
    public static int needed(double level) {
        int count = 1;
        while (floor(count) > level) {
            count++;
        }
        return count;
    }

    /**
     * Exact up to {@value #ENUMERATED} differences, with a floor of 2^(1−K): .0078 for 8 pairs; else (1 + #)/(B + 1)
     * from B random signs.
     *
     * @param differences K ≥ 1, finite
     * @param random read for more than {@value #ENUMERATED} differences only
     */
    public static double p(double[] differences, RandomGenerator random) {
        int count = differences.length;
        if (count == 0) {
            throw new IllegalArgumentException("a sign-flip test needs a difference, found none");
        }
        double sum = 0;
        double size = 0;
        for (double difference : differences) {
            sum += difference;
            size += Math.abs(difference);
        }
        // Values that differ by rounding alone count as equal.
        double observed = Math.abs(sum) - Math.ulp(1.0) * count * size;
        if (count <= ENUMERATED) {
            long extreme = 0;
            for (long signs = 0; signs < 1L << count; signs++) {
                extreme += Math.abs(flipped(differences, signs)) >= observed ? 1 : 0;
            }
            return (double) extreme / (1L << count);
        }
        int extreme = 1;
        for (int b = 0; b < DRAWS; b++) {
            double flipped = 0;
            for (double difference : differences) {
                flipped += random.nextBoolean() ? difference : -difference;
            }
            extreme += Math.abs(flipped) >= observed ? 1 : 0;
        }
        return extreme / (DRAWS + 1.0);
    }

    private static double flipped(double[] differences, long signs) {
        double sum = 0;
        for (int i = 0; i < differences.length; i++) {
            sum += (signs >> i & 1) == 0 ? differences[i] : -differences[i];
        }
        return sum;
    }
}
