package eigendrift.spectrum;

import eigendrift.linalg.Blas;
import eigendrift.linalg.LinearOperator;
import eigendrift.random.Streams;
import java.util.random.RandomGenerator;

/** Q diag(λ) Qᵀ with Q a product of random Householder reflections: eigenpairs known, products cheap at any n. */
final class Planted implements LinearOperator {

    private static final int REFLECTIONS = 5;

    private final double[] values;
    private final double[][] reflections;

    Planted(double[] values, long seed) {
        this.values = values;
        RandomGenerator random = new Streams(seed).stream("reflections");
        reflections = new double[REFLECTIONS][values.length];
        for (double[] u : reflections) {
            for (int i = 0; i < u.length; i++) {
                u[i] = random.nextGaussian();
            }
            Blas.scale(u.length, 1 / Blas.norm(u.length, u, 0), u, 0);
        }
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public void apply(double[] x, double[] y) {
        System.arraycopy(x, 0, y, 0, x.length);
        for (int r = 0; r < REFLECTIONS; r++) {
            reflect(reflections[r], y);
        }
        for (int i = 0; i < y.length; i++) {
            y[i] *= values[i];
        }
        for (int r = REFLECTIONS - 1; r >= 0; r--) {
            reflect(reflections[r], y);
        }
    }

    double[] values() {
        return values;
    }

    /** The eigenvector for values[i]. */
    double[] vector(int i) {
        double[] v = new double[values.length];
        v[i] = 1;
        for (int r = REFLECTIONS - 1; r >= 0; r--) {
            reflect(reflections[r], v);
        }
        return v;
    }

    private static void reflect(double[] u, double[] y) {
        Blas.axpy(y.length, -2 * Blas.dot(y.length, u, 0, y, 0), u, 0, y, 0);
    }
}
