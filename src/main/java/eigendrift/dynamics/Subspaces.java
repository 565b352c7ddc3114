package eigendrift.dynamics;

import eigendrift.linalg.Blas;

/** Overlaps of two subspaces, and of a vector with a subspace. */
public final class Subspaces {

    private Subspaces() {}

    /**
     * ‖VᵀV′‖²_F / min(k, k′) ∈ [0, 1]: 1 where the smaller subspace lies in the larger (Gur-Ari, Roberts and Dyer 2018,
     * for k = k′).
     *
     * @param q overlaps v_i·v′_j, k x k′, of two orthonormal sets
     */
    public static double overlap(double[][] q) {
        return sumOfSquares(q, q.length, q[0].length) / Math.min(q.length, q[0].length);
    }

    /**
     * The same for the first k vectors of each set.
     *
     * @param q overlaps of at least k by k vectors
     */
    public static double overlap(double[][] q, int k) {
        if (k < 1 || q.length < k || q[0].length < k) {
            throw new IllegalArgumentException("expected overlaps of at least " + k + " x " + k + " vectors, found "
                    + q.length + " x " + (q.length == 0 ? 0 : q[0].length));
        }
        return sumOfSquares(q, k, k) / k;
    }

    /**
     * ‖P g‖²/‖g‖² ∈ [0, 1]: the share of a gradient or an update that lies in a subspace. O(kn).
     *
     * @param basis k orthonormal rows
     * @return NaN where g = 0
     */
    public static double fraction(double[][] basis, double[] g) {
        Directions.requireLength(g.length, basis);
        double norm = Blas.norm(g.length, g, 0);
        if (norm == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (double[] v : basis) {
            double c = Blas.dot(g.length, v, 0, g, 0) / norm;
            sum += c * c;
        }
        return Math.min(1, sum);
    }

    /**
     * P u = Σ_i (v_i·u) v_i. Reads both. O(kn).
     *
     * @param basis k orthonormal rows
     */
    public static double[] project(double[][] basis, double[] u) {
        Directions.requireLength(u.length, basis);
        double[] projection = new double[u.length];
        for (double[] v : basis) {
            Blas.axpy(u.length, Blas.dot(u.length, v, 0, u, 0), v, 0, projection, 0);
        }
        return projection;
    }

    private static double sumOfSquares(double[][] q, int rows, int columns) {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                sum += q[i][j] * q[i][j];
            }
        }
        return sum;
    }
}
