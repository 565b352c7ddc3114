package eigendrift.inference;

import eigendrift.nullmodel.MaxT;
import eigendrift.nullmodel.Tail;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * p-values of several claims about the same seeds, of which one is wrong by chance with probability α at most: sign flips of
 * whole seeds, and the largest statistic over claims ({@link MaxT}). What claims share is kept, so that many of them cost little:
 * 8 seeds reach .0078 however many there are.
 */
public final class FamilyWise {

    private static final int ENUMERATED = 13;
    private static final int DRAWS = 4095;

    private FamilyWise() {}

    /**
     * Two-sided adjusted p-values of Σ differences, exact up to {@value #ENUMERATED} seeds, from random signs beyond.
     *
     * @param claims of each, its differences by seed; seeds may be missing
     * @param random read for more than {@value #ENUMERATED} seeds only
     */
    public static double[] adjusted(List<Map<Long, Double>> claims, RandomGenerator random) {
        TreeSet<Long> all = new TreeSet<>();
        claims.forEach(claim -> all.addAll(claim.keySet()));
        List<Long> seeds = List.copyOf(all);
        if (claims.isEmpty()) {
            return new double[0];
        }
        boolean every = seeds.size() <= ENUMERATED;
        // |Σ| does not mind if all signs turn, so the first stays.
        double[][] draws = new double[every ? (1 << seeds.size() - 1) - 1 : DRAWS][];
        for (int b = 0; b < draws.length; b++) {
            draws[b] = sums(claims, seeds, every ? 2L * (b + 1) : random.nextLong());
        }
        double[] observed = sums(claims, seeds, 0);
        return draws.length == 0 ? ones(observed.length) : MaxT.adjusted(observed, draws, Tail.UPPER);
    }

    /** |Σ ± difference| of each claim; a bit of {@code signs} turns a seed. */
    private static double[] sums(List<Map<Long, Double>> claims, List<Long> seeds, long signs) {
        double[] sums = new double[claims.size()];
        for (int i = 0; i < sums.length; i++) {
            double sum = 0;
            for (int s = 0; s < seeds.size(); s++) {
                double difference = claims.get(i).getOrDefault(seeds.get(s), 0.0);
                sum += (signs >> s & 1) == 0 ? difference : -difference;
            }
            sums[i] = Math.abs(sum);
        }
        return sums;
    }

    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
