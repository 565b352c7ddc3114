package eigendrift.inference;

import java.util.random.RandomGenerator;

/**
 * Whether two samples come from one law: under the null every division of all values into samples of these sizes is as
 * likely (Pitman 1937). The p-value is two-sided, for the difference of means.
 */
public final class Permutations {

    private static final long ENUMERATED = 200_000;
    private static final int DRAWS = 100_000;

    private Permutations() {}

    /**
     * Exact while there are at most {@value #ENUMERATED} divisions, with a floor of 2/(m+n choose m) for equal sizes:
     * .0079 for 5 against 5; else (1 + #)/(B + 1) from B random ones.
     *
     * @param a m ≥ 1 finite values
     * @param b n ≥ 1
     * @param random read only if not all divisions are tried
     */
    public static double p(double[] a, double[] b, RandomGenerator random) {
        if (a.length == 0 || b.length == 0) {
            throw new IllegalArgumentException(
                    "a permutation test needs two samples, found sizes " + a.length + " and " + b.length);
        }
        double[] all = new double[a.length + b.length];
        System.arraycopy(a, 0, all, 0, a.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        double total = 0;
        double size = 0;
        double ofA = 0;
        for (int i = 0; i < all.length; i++) {
            total += all[i];
            size += Math.abs(all[i]);
            ofA += i < a.length ? all[i] : 0;
        }
        double expected = total * a.length / all.length;
        double observed = Math.abs(ofA - expected) - Math.ulp(1.0) * all.length * size;
        if (divisions(all.length, a.length) <= ENUMERATED) {
            long[] counts = new long[2];
            enumerate(all, 0, a.length, 0, expected, observed, counts);
            return (double) counts[0] / counts[1];
        }
        int extreme = 1;
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                int j = i + random.nextInt(all.length - i);
                double chosen = all[j];
                all[j] = all[i];
                all[i] = chosen;
                sum += chosen;
            }
            extreme += Math.abs(sum - expected) >= observed ? 1 : 0;
        }
        return extreme / (DRAWS + 1.0);
    }

    private static void enumerate(
            double[] all, int from, int left, double sum, double expected, double observed, long[] counts) {
        if (left == 0) {
            counts[0] += Math.abs(sum - expected) >= observed ? 1 : 0;
            counts[1]++;
            return;
        }
        for (int i = from; i <= all.length - left; i++) {
            enumerate(all, i + 1, left - 1, sum + all[i], expected, observed, counts);
        }
    }

    private static double divisions(int all, int chosen) {
        double count = 1;
        for (int i = 1; i <= chosen; i++) {
            count *= (double) (all - chosen + i) / i;
        }
        return count;
    }
}
