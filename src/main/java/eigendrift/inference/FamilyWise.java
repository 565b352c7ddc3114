package eigendrift.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Adjusted p-values of several claims about the same seeds: the probability that any true null is rejected is at most
 * α. Made from sign flips of whole seeds, and the largest statistic over claims ({@link MaxT}). The dependence between
 * claims is kept, so that many dependent claims cost little: with 8 seeds p can reach .0078 for any number of claims.
 */
public final class FamilyWise {

    private static final int ENUMERATED = 13;
    private static final int DRAWS = 4095;

    private FamilyWise() {}

    /**
     * Two-sided adjusted p-values of Σ differences, exact up to {@value #ENUMERATED} seeds, from random signs beyond.
     *
     * @param claims for each claim its differences by seed; seeds may be missing
     * @param random read for more than {@value #ENUMERATED} seeds only
     */
    public static double[] adjusted(List<Map<Long, Double>> claims, RandomGenerator random) {
        TreeSet<Long> all = new TreeSet<>();
        claims.forEach(claim -> all.addAll(claim.keySet()));
        List<Long> seeds = List.copyOf(all);
        if (claims.isEmpty()) {
            return new double[0];
        }
        double[][] differences = new double[claims.size()][seeds.size()];
        for (int i = 0; i < differences.length; i++) {
            Map<Long, Double> claim = claims.get(i);
            Arrays.setAll(differences[i], s -> claim.getOrDefault(seeds.get(s), 0.0));
        }
        boolean every = seeds.size() <= ENUMERATED;
        // |Σ| is the same if all signs turn, so the first sign is fixed.
        double[][] draws = new double[every ? (1 << seeds.size() - 1) - 1 : DRAWS][];
        for (int b = 0; b < draws.length; b++) {
            draws[b] = sums(differences, every ? 2L * (b + 1) : random.nextLong());
        }
        double[] observed = sums(differences, 0);
        // Values that differ by rounding alone count as equal.
        for (int i = 0; i < observed.length; i++) {
            double size = Arrays.stream(differences[i]).map(Math::abs).sum();
            observed[i] -= Math.ulp(1.0) * seeds.size() * size;
        }
        return draws.length == 0 ? ones(observed.length) : MaxT.adjusted(observed, draws, Alternative.UPPER);
    }

    /** |Σ ± difference| of each claim; each bit of {@code signs} turns the sign of one seed. */
    private static double[] sums(double[][] differences, long signs) {
        double[] sums = new double[differences.length];
        for (int i = 0; i < sums.length; i++) {
            double sum = 0;
            for (int s = 0; s < differences[i].length; s++) {
                sum += (signs >> s & 1) == 0 ? differences[i][s] : -differences[i][s];
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
