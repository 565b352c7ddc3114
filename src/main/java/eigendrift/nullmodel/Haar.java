package eigendrift.nullmodel;

import eigendrift.linalg.Blas;
import java.util.random.RandomGenerator;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.GammaRatio;
import org.apache.commons.numbers.gamma.Trigamma;

/**
 * A direction that is uniformly random among all of n dimensions: the closed forms of the {@code haar} null model.
 *
 * <p>p = v² then follows the Dirichlet law with n parameters 1/2, from which all moments here follow. Against it nearly
 * everything is significant, as the IPR has a relative standard deviation of √(24/9n) only.
 *
 * @param n dimension, at least 2
 */
public record Haar(int n) {

    public Haar {
        if (n < 2) {
            throw new IllegalArgumentException("a random direction needs at least 2 dimensions, found n = " + n);
        }
    }

    /** Inverse participation ratio: mean 3/(n + 2), variance 24(n − 1)/((n + 2)²(n + 4)(n + 6)). */
    public Moments ipr() {
        return Moments.ofVariance(iprMean(n), iprVariance(n));
    }

    /**
     * Shannon entropy: mean ψ(n/2 + 1) − ψ(3/2), variance 3/(n + 2) ψ′(3/2) − ψ′(n/2 + 1) (Archer, Park and Pillow
     * 2013, for Dirichlet parameters 1/2).
     */
    public Moments entropy() {
        return Moments.ofVariance(entropyMean(n), entropyVariance(n));
    }

    /** Law of q² between a random and any other direction: Beta(1/2, (n − 1)/2), mean 1/n. */
    public BetaLaw squaredOverlap() {
        return fraction(1);
    }

    /** |q|: mean Γ(n/2)/(√π Γ((n + 1)/2)), second moment 1/n. */
    public Moments absoluteOverlap() {
        double mean = GammaRatio.delta(n / 2., .5) / Math.sqrt(Math.PI);
        return Moments.ofVariance(mean, 1. / n - mean * mean);
    }

    /** Law of 1 − q², the displacement to a random direction: Beta((n − 1)/2, 1/2). */
    public BetaLaw displacement() {
        return fraction(n - 1);
    }

    /**
     * Law of ‖P g‖²/‖g‖² for a random subspace of k dimensions and any g, or the reverse: Beta(k/2, (n − k)/2).
     *
     * @param k 1 .. n − 1
     */
    public BetaLaw fraction(int k) {
        requireDimension(k, n - 1);
        return new BetaLaw(k / 2., (n - k) / 2.);
    }

    /**
     * ‖VᵀV′‖²_F / min(k, k′) of two subspaces, one of them random: before the division mean kk′/n and variance 2kk′(n −
     * k)(n − k′)/(n²(n − 1)(n + 2)).
     */
    public Moments subspaceOverlap(int k, int other) {
        requireDimension(k, n);
        requireDimension(other, n);
        double norm = Math.min(k, other);
        double product = (double) k * other;
        double variance = 2 * product * (n - k) * (n - other) / ((double) n * n * (n - 1.) * (n + 2.));
        return new Moments(product / n / norm, Math.sqrt(variance) / norm);
    }

    /** A random unit vector. O(n). */
    public double[] draw(RandomGenerator random) {
        double[] v = new double[n];
        fill(v, 0, n, 1, random);
        return v;
    }

    /** Writes a random direction of the given length to v[start .. start + size). */
    static void fill(double[] v, int start, int size, double length, RandomGenerator random) {
        double norm = 0;
        while (norm == 0) {
            for (int j = start; j < start + size; j++) {
                v[j] = random.nextGaussian();
            }
            norm = Blas.norm(size, v, start);
        }
        Blas.scale(size, length / norm, v, start);
    }

    static double iprMean(double n) {
        return 3 / (n + 2);
    }

    static double iprVariance(double n) {
        return 24 * (n - 1) / ((n + 2) * (n + 2) * (n + 4) * (n + 6));
    }

    static double entropyMean(double n) {
        return Digamma.value(n / 2 + 1) - Digamma.value(1.5);
    }

    static double entropyVariance(double n) {
        return 3 / (n + 2) * Trigamma.value(1.5) - Trigamma.value(n / 2 + 1);
    }

    private static void requireDimension(int k, int largest) {
        if (k < 1 || k > largest) {
            throw new IllegalArgumentException(
                    "the dimension of a subspace must be 1 to " + largest + ", found k = " + k);
        }
    }
}
