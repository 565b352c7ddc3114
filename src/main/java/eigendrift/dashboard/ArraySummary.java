package eigendrift.dashboard;

import java.util.Arrays;

/**
 * An array too long to be shown: null where a number is not finite.
 *
 * @param norm Euclidean
 * @param first the first entries
 * @param histogram how many finite entries lie in each of as many equal parts from min to max
 * @param npy address of all of it, relative to that of the event
 */
record ArraySummary(int length, Double min, Double max, Double norm, Double[] first, int[] histogram, String npy) {

    private static final int FIRST = 8;
    private static final int BINS = 24;

    static ArraySummary of(double[] numbers, String npy) {
        double[] finite = Arrays.stream(numbers).filter(Double::isFinite).toArray();
        double min = Arrays.stream(finite).min().orElse(Double.NaN);
        double max = Arrays.stream(finite).max().orElse(Double.NaN);
        int[] histogram = new int[BINS];
        for (double number : finite) {
            int bin = max > min ? (int) ((number - min) / (max - min) * BINS) : 0;
            histogram[Math.min(BINS - 1, bin)]++;
        }
        double largest = Math.max(Math.abs(min), Math.abs(max));
        // Scaled, so that no square overflows.
        double norm = largest == 0 || finite.length == 0
                ? 0
                : largest
                        * Math.sqrt(Arrays.stream(numbers)
                                .map(number -> number / largest * (number / largest))
                                .sum());
        return new ArraySummary(
                numbers.length,
                orNull(min),
                orNull(max),
                orNull(norm),
                Arrays.stream(numbers)
                        .limit(FIRST)
                        .mapToObj(ArraySummary::orNull)
                        .toArray(Double[]::new),
                histogram,
                npy);
    }

    private static Double orNull(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
