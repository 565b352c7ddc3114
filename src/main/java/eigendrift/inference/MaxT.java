package eigendrift.inference;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Adjusted p-values of many statistics: the probability that any true null is rejected is at most α, whatever their
 * dependence.
 *
 * <p>Step-down max-T (Westfall and Young 1993, algorithm 4.1; Ge, Dudoit and Speed 2003): each statistic is
 * standardized, and compared with the largest of all that are no more extreme. The draws must be joint: entry i of a
 * draw comes from the same random Hessian as entry j, so that the dependence between them is kept.
 */
public final class MaxT {

    private MaxT() {}

    /**
     * Adjusted p-values, floor 1/(B + 1). O(Bm) for B draws of m statistics.
     *
     * <p>Statistics are standardized by mean and standard deviation of the B + 1 values together, observed included:
     * that keeps observation and draws exchangeable under the null, and the control exact, however few the draws.
     *
     * @param observed m statistics: over index, layer, time
     * @param draws B x m
     * @param tail with {@code TWO_SIDED} the absolute standardized value counts
     * @throws IllegalArgumentException if there is no draw, a draw has another length, or a value is not finite
     */
    public static double[] adjusted(double[] observed, double[][] draws, Alternative tail) {
        int m = observed.length;
        double[][] t = new double[draws.length + 1][];
        t[0] = observed.clone();
        for (int b = 0; b < draws.length; b++) {
            t[b + 1] = draws[b].clone();
        }
        require(t, m);
        for (int i = 0; i < m; i++) {
            standardize(t, i, tail);
        }
        Integer[] order = new Integer[m];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> -t[0][i]));
        int[] asExtreme = new int[m];
        for (double[] row : t) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int j = m - 1; j >= 0; j--) {
                largest = Math.max(largest, row[order[j]]);
                asExtreme[j] += largest >= t[0][order[j]] ? 1 : 0;
            }
        }
        double[] p = new double[m];
        double floor = 0;
        for (int j = 0; j < m; j++) {
            floor = Math.max(floor, (double) asExtreme[j] / t.length);
            p[order[j]] = floor;
        }
        return p;
    }

    /** Column i becomes T = ±(x − mean)/sd, or 0 where all values are equal. */
    private static void standardize(double[][] t, int i, Alternative tail) {
        double mean = 0;
        for (double[] row : t) {
            mean += row[i] / t.length;
        }
        double squares = 0;
        for (double[] row : t) {
            squares += (row[i] - mean) * (row[i] - mean);
        }
        double sd = Math.sqrt(squares / (t.length - 1));
        for (double[] row : t) {
            double z = sd > 0 ? (row[i] - mean) / sd : 0;
            row[i] = switch (tail) {
                case UPPER -> z;
                case LOWER -> -z;
                case TWO_SIDED -> Math.abs(z);
            };
        }
    }

    private static void require(double[][] t, int m) {
        if (t.length < 2) {
            throw new IllegalArgumentException("max-T needs at least one draw, found none");
        }
        for (double[] row : t) {
            if (row.length != m || !Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("expected " + m + " finite statistics in every draw, found "
                        + row.length + ": " + Arrays.toString(row));
            }
        }
    }
}
