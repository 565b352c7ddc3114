package eigendrift.inference;

import java.util.random.RandomGenerator;

/**
 * Whether the centre of paired differences is nearer to 0 than a margin: two one-sided tests (Schuirmann 1987), here
 * exact sign-flip tests. A difference that is not significant is no such evidence: too few seeds give the same result.
 *
 * @param margin what counts as equal, above 0; to be chosen before the differences are looked at
 * @param p the larger of the two one-sided p-values; its floor is 2^−K
 * @param within the smallest margin that would pass at 5 %: the end of the 90 % interval that is further from 0; ∞ for
 *     fewer than five differences
 */
public record Equivalence(double margin, double p, double within) {

    private static final double LEVEL = .05;

    /**
     * O(2^K) up to 16 differences, from 65,535 random subsets beyond.
     *
     * @param differences K ≥ 1, finite; read
     * @param random read for more than 16 differences only
     */
    public static Equivalence of(double[] differences, double margin, RandomGenerator random) {
        if (!(margin > 0)) {
            throw new IllegalArgumentException("a margin of equivalence must be above 0, found " + margin);
        }
        SubsetMeans means = new SubsetMeans(differences, random);
        double p = Math.max(means.above(-margin), means.below(margin));
        double within = Math.max(Math.abs(means.lowest(LEVEL)), Math.abs(means.highest(LEVEL)));
        return new Equivalence(margin, p, within);
    }

    /** Whether equality within the margin is shown at 5 %. */
    public boolean holds() {
        return p <= LEVEL;
    }
}
