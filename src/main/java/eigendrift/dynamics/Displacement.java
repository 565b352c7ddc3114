package eigendrift.dynamics;

import eigendrift.linalg.Blas;

/**
 * How far one direction moved: the angle between two lines, and what is computed from it.
 *
 * <p>An eigenvector has no sign, so θ ∈ [0, π/2]. It is computed as atan2(‖v′ − (v·v′)v‖, |v·v′|), which keeps its
 * relative accuracy down to θ of about 1e-15, where arccos and 1 − q² have lost every digit at 1e-8 (Björck and Golub
 * 1973).
 *
 * <p>The angle between lines is a metric. If the computed vectors are within α and α′ of the true ones, the true angle
 * is within {@code resolution} = α + α′ of θ.
 *
 * @param overlap q = v·v′ ∈ [−1, 1], with the sign of the vectors given
 * @param angle θ, radians
 * @param resolution asin b + asin b′ in radians, from the bounds b, b′ on the sines of the errors of v and v′
 */
public record Displacement(double overlap, double angle, double resolution) {

    private static final double RIGHT_ANGLE = Math.PI / 2;

    /**
     * Compares two directions; their lengths do not matter. Reads both. O(n).
     *
     * @param sineBound bound on the sine of the angle between {@code from} and the direction it stands for
     * @param toSineBound the same for {@code to}
     * @throws IllegalArgumentException if the lengths of the arrays differ, a vector is zero or not finite, or a bound
     *     is outside [0, 1]
     */
    public static Displacement between(double[] from, double[] to, double sineBound, double toSineBound) {
        int n = from.length;
        Directions.requireLength(n, to);
        double squared = Directions.squaredNorm(from);
        double toSquared = Directions.squaredNorm(to);
        double dot = Blas.dot(n, from, 0, to, 0);
        double along = dot / squared;
        double rest = 0;
        for (int j = 0; j < n; j++) {
            double r = to[j] - along * from[j];
            rest += r * r;
        }
        double angle = StrictMath.atan2(Math.sqrt(rest) * Math.sqrt(squared), Math.abs(dot));
        double overlap = dot / (Math.sqrt(squared) * Math.sqrt(toSquared));
        double resolution = Math.min(RIGHT_ANGLE, errorAngle(sineBound) + errorAngle(toSineBound));
        return new Displacement(Math.max(-1, Math.min(1, overlap)), angle, resolution);
    }

    /**
     * From an overlap alone: θ = atan2(√(1 − q²), |q|), which cannot tell angles below about 1e-8 from 0; the bounds as
     * above.
     */
    public static Displacement of(double overlap, double sineBound, double toSineBound) {
        double q = Math.max(-1, Math.min(1, overlap));
        double angle = StrictMath.atan2(Math.sqrt((1 - q) * (1 + q)), Math.abs(q));
        return new Displacement(q, angle, Math.min(RIGHT_ANGLE, errorAngle(sineBound) + errorAngle(toSineBound)));
    }

    /** 1 − q² = sin²θ ∈ [0, 1]: the primary measure, free of sign. */
    public double displacement() {
        double sine = StrictMath.sin(angle);
        return sine * sine;
    }

    /** 2(1 − |q|) = ‖v′ ∓ v‖², the squared chord, ∈ [0, 2]; as 4 sin²(θ/2), without cancellation. */
    public double chordal() {
        return chordal(angle);
    }

    /** {@link #chordal()} of an angle in radians. */
    public static double chordal(double angle) {
        double sine = StrictMath.sin(angle / 2);
        return 4 * sine * sine;
    }

    /**
     * ln of the odds d/(1 − d) of a displacement d = sin²θ, which is ln tan²θ: a scale without a ceiling, where d ends
     * at 1. As d differs from 1 by no less than its rounding of 2⁻⁵⁴, at most 37; −∞ where nothing moved.
     */
    public static double logOdds(double displacement) {
        return StrictMath.log(displacement / Math.max(1 - displacement, 0x1p-54));
    }

    /**
     * Largest possible difference between {@link #displacement} and that of the true eigenvectors.
     *
     * <p>sin² grows on [0, π/2] and the true angle is in [θ − δ, θ + δ] cut to that interval, δ the resolution; the
     * extremes are at the ends, as sin²a − sin²b = sin(a − b) sin(a + b).
     */
    public double bound() {
        double high = Math.min(RIGHT_ANGLE, angle + resolution);
        double low = Math.max(0, angle - resolution);
        double above = StrictMath.sin(high - angle) * StrictMath.sin(high + angle);
        double below = StrictMath.sin(angle - low) * StrictMath.sin(angle + low);
        return Math.max(above, below);
    }

    /**
     * Whether the certificates allow that nothing moved, θ ≤ resolution, of an angle in radians of which the {@link
     * #bound()} is
     * known in place of the resolution: the bound grows with the resolution, so it is at least that of a resolution
     * of θ. A bound
     * as large as the displacement does not suffice: for small angles that of a resolution of .414 θ already is.
     */
    public static boolean belowResolution(double angle, double bound) {
        return bound >= new Displacement(StrictMath.cos(angle), angle, angle).bound();
    }

    private static double errorAngle(double sineBound) {
        if (!(sineBound >= 0 && sineBound <= 1)) {
            throw new IllegalArgumentException("a bound on a sine must be in [0, 1], found " + sineBound);
        }
        return StrictMath.asin(sineBound);
    }
}
