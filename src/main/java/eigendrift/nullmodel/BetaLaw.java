package eigendrift.nullmodel;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/** The Beta(a, b) law on [0, 1], density ∝ x^{a−1} (1 − x)^{b−1}; a, b > 0. */
public record BetaLaw(double a, double b) {

    /** a/(a + b), and variance ab/((a + b)²(a + b + 1)). */
    public Moments moments() {
        double sum = a + b;
        return Moments.ofVariance(a / sum, a * b / (sum * sum * (sum + 1)));
    }

    /** P(X ≤ x), the regularized incomplete beta function. */
    public double atMost(double x) {
        return RegularizedBeta.value(x, a, b);
    }

    /** P(X ≥ x), without cancellation in the tail. */
    public double atLeast(double x) {
        return RegularizedBeta.complement(x, a, b);
    }
}
