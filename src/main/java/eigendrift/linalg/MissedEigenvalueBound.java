package eigendrift.linalg;

/**
 * Bound on eigenvalues that a Lanczos process of few steps from a random start may have missed.
 *
 * <p>The Lanczos vectors are q_{j+1} = ω_j(A) q₁ with orthonormal polynomials ω_j, known from T. So a unit eigenvector
 * u for the eigenvalue μ has (uᵀq₁)² Σ_j ω_j(μ)² ≤ 1, and above the largest Ritz value the sum grows with μ. With q₁ =
 * (c + g)/s, g standard normal and c arbitrary, |uᵀq₁| ≤ ε has a probability of at most ε s √(2/π): an eigenvalue of μ
 * or more that was not seen would need a start with a component of less than (Σ ω_j(μ)²)^{-½} on it. Of several such
 * eigenvalues all must have been missed, so one probability covers them (van Dorsselaer, Hochstenbach and van der Vorst
 * 2000; for bounds a priori Kuczyński and Woźniakowski 1992).
 */
final class MissedEigenvalueBound {

    private static final int BISECTIONS = 60;

    private final double[] alpha;
    private final double[] beta;
    private final double startNorm;
    private int steps;

    /** @param startNorm s, the norm of c + g */
    MissedEigenvalueBound(int maxSteps, double startNorm) {
        alpha = new double[maxSteps];
        beta = new double[maxSteps];
        this.startNorm = startNorm;
    }

    /** Adds one more step: T_jj and ‖remainder‖. */
    void add(double diagonal, double remainder) {
        alpha[steps] = diagonal;
        beta[steps++] = remainder;
    }

    /**
     * The μ above which there is an eigenvalue with at most this probability; {@code side} = −1 for the one below
     * which.
     *
     * @param extreme the extreme Ritz value on that side
     */
    double bound(int side, double extreme, double probability) {
        if (steps == 0) {
            return side * Double.POSITIVE_INFINITY;
        }
        double enough = 2 / Math.PI * (startNorm / probability) * (startNorm / probability);
        double seen = side * extreme;
        double width = Math.abs(extreme);
        for (int j = 0; j < steps; j++) {
            width = Math.max(width, Math.max(Math.abs(alpha[j]), beta[j]));
        }
        if (width == 0) {
            return extreme;
        }
        while (!reaches(enough, side, seen + width)) {
            width *= 2;
        }
        double low = 0;
        double high = width;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = .5 * (low + high);
            if (reaches(enough, side, seen + middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return side * (seen + high);
    }

    /** Whether Σ_{j=0..steps} ω_j(μ)² ≥ enough, for −A and −μ where side = −1. */
    private boolean reaches(double enough, int side, double mu) {
        double previous = 0;
        double omega = 1;
        double sum = 1;
        for (int j = 0; j < steps && sum < enough; j++) {
            double next = (mu - side * alpha[j]) * omega - (j == 0 ? 0 : beta[j - 1] * previous);
            if (beta[j] == 0) {
                return next > 0;
            }
            previous = omega;
            omega = next / beta[j];
            sum += omega * omega;
        }
        return sum >= enough;
    }
}
