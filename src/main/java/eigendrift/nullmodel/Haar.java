package eigendrift.nullmodel;

import eigendrift.dynamics.HaarForm;
import eigendrift.dynamics.Observable;
import eigendrift.linalg.Blas;
import java.util.Optional;
import java.util.random.RandomGenerator;

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

    /** Of an observable, by its {@link HaarForm}; empty where it has none. */
    public Optional<Moments> moments(Observable observable) {
        return observable.haar().map(form -> Moments.ofVariance(form.mean(1, n), form.variance(1, n)));
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

    private static void requireDimension(int k, int largest) {
        if (k < 1 || k > largest) {
            throw new IllegalArgumentException(
                    "the dimension of a subspace must be 1 to " + largest + ", found k = " + k);
        }
    }
}
