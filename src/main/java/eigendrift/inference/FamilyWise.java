package eigendrift.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * p-values of several claims about the same seeds, of which one is wrong by chance with probability α at most: sign
 * flips of whole seeds, and the largest statistic over claims ({@link MaxT}). What claims share is kept, so that many
 * of them cost little: 8 seeds reach .0078 however many there are.
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
        double[][] differences = new double[claims.size()][seeds.size()];
        for (int i = 0; i < differences.length; i++) {
            Map<Long, Double> claim = claims.get(i);
            Arrays.setAll(differences[i], s -> claim.getOrDefault(seeds.get(s), 0.0));
        }
        boolean every = seeds.size() <= ENUMERATED;
        // |Σ| does not mind if all signs turn, so the first stays.
        double[][] draws = new double[every ? (1 << seeds.size() - 1) - 1 : DRAWS][];
        for (int b = 0; b < draws.length; b++) {
            draws[b] = sums(differences, every ? 2L * (b + 1) : random.nextLong());
        }
        double[] observed = sums(differences, 0);
        // What differs by rounding alone counts as equal.
        for (int i = 0; i < observed.length; i++) {
            double size = Arrays.stream(differences[i]).map(Math::abs).sum();
            observed[i] -= Math.ulp(1.0) * seeds.size() * size;
        }
        return draws.length == 0 ? ones(observed.length) : MaxT.adjusted(observed, draws, Alternative.UPPER);
    }

    /** |Σ ± difference| of each claim; a bit of {@code signs} turns a seed. */
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
