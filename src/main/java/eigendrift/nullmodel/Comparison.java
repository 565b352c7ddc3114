package eigendrift.nullmodel;

import eigendrift.inference.Alternative;

/**
 * An observed value against its null model.
 *
 * <p>Where a null model is known by mean and standard deviation alone, p is NaN: a normal approximation of a skewed law
 * far in its tail would be a number without meaning. What such a z guarantees for any law is p ≤ 1/(1 + z²) in the tail
 * of its sign (Cantelli 1928).
 *
 * @param mean μ₀ under the null
 * @param sd σ₀ under the null
 * @param z (x − μ₀)/σ₀; infinite where σ₀ = 0 and x ≠ μ₀, NaN where also x = μ₀ or σ₀ is unknown
 * @param p exact where the law is known; (1 + #{as extreme})/(B + 1) from draws; NaN where only moments are known
 * @param draws B; 0 for closed forms
 */
public record Comparison(double observed, double mean, double sd, double z, double p, int draws) {

    /** Against mean and standard deviation: an effect size without p. */
    public static Comparison withMoments(double observed, Moments null0) {
        return new Comparison(
                observed, null0.mean(), null0.sd(), (observed - null0.mean()) / null0.sd(), Double.NaN, 0);
    }

    /**
     * Against a law known exactly, as that of a squared overlap, a displacement, or a fraction in a random subspace.
     */
    public static Comparison withLaw(double observed, BetaLaw law, Alternative tail) {
        Moments moments = law.moments();
        double p = tail(tail, law.atLeast(observed), law.atMost(observed));
        return new Comparison(observed, moments.mean(), moments.sd(), (observed - moments.mean()) / moments.sd(), p, 0);
    }

    /**
     * Against draws of the null. If the observed value was drawn from the same law, P(p ≤ α) ≤ α for every α, so p is
     * valid for any number of draws; its floor is 1/(B + 1) for one tail, 2/(B + 1) for two (Phipson and Smyth 2010).
     *
     * @param draws at least one; mean and sd (with B − 1) are theirs
     * @throws IllegalArgumentException if there are no draws or a value is NaN
     */
    public static Comparison withDraws(double observed, double[] draws, Alternative tail) {
        if (draws.length == 0 || Double.isNaN(observed)) {
            throw new IllegalArgumentException("a comparison needs a value and at least one draw, found observed = "
                    + observed + ", draws = " + draws.length);
        }
        double mean = 0;
        int above = 0;
        int below = 0;
        for (double draw : draws) {
            if (Double.isNaN(draw)) {
                throw new IllegalArgumentException("a draw of a null model must be a number, found NaN");
            }
            mean += draw / draws.length;
            above += draw >= observed ? 1 : 0;
            below += draw <= observed ? 1 : 0;
        }
        double squares = 0;
        for (double draw : draws) {
            squares += (draw - mean) * (draw - mean);
        }
        double sd = Math.sqrt(squares / (draws.length - 1));
        double all = draws.length + 1;
        double p = tail(tail, (1 + above) / all, (1 + below) / all);
        return new Comparison(observed, mean, sd, (observed - mean) / sd, p, draws.length);
    }

    /** A copy with p and the number of draws of {@code other}, a comparison of the same value. */
    public Comparison withP(Comparison other) {
        return new Comparison(observed, mean, sd, z, other.p, other.draws);
    }

    private static double tail(Alternative tail, double upper, double lower) {
        return switch (tail) {
            case UPPER -> upper;
            case LOWER -> lower;
            case TWO_SIDED -> Math.min(1, 2 * Math.min(upper, lower));
        };
    }
}
