package eigendrift.inference;

import java.util.random.RandomGenerator;

/**
 * 95 % confidence interval for the centre of paired differences, or changes: all centres that an exact sign-flip test
 * does not reject at 5 %, so that it holds 0 exactly where p of {@link SignFlips} is above 5 % (Hartigan 1969).
 *
 * <p>Differences that are symmetric about their centre are within it with probability 1 − 2⌊.025 · 2^K⌋/2^K, .953 for
 * eight, whatever their law is otherwise. Of eight normal differences it is as wide as Student's. Fewer than six
 * differences give no bound: −∞ and ∞.
 */
public record Interval(double low, double high) {

    private static final double TAIL = .025;

    /**
     * O(2^K) up to 16 differences, from 65,535 random subsets beyond.
     *
     * @param differences K ≥ 1, finite; read
     * @param random read for more than 16 differences only
     */
    public static Interval of(double[] differences, RandomGenerator random) {
        SubsetMeans means = new SubsetMeans(differences, random);
        return new Interval(means.lowest(TAIL), means.highest(TAIL));
    }
}
