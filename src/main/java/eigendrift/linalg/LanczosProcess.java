package eigendrift.linalg;

import java.util.random.RandomGenerator;

/**
 * A symmetric Lanczos process in the orthogonal complement of fixed vectors, with full orthogonalization and thick
 * restarts (Wu and Simon 2000).
 *
 * <p>Of the rows of the basis the first {@code fixed} are not touched, the next {@code size} (V) have been multiplied,
 * and one more, the remainder q, is to be multiplied next: P A V = V T + β q e_sizeᵀ with P the projection off the
 * fixed rows. Where the span of V is invariant, β = 0 and q is random: that is how copies of an eigenvalue are found
 * that a Krylov space does not hold.
 */
final class LanczosProcess {

    /** Up to this number of steps the Ritz pairs are computed after every step. */
    private static final int LOOKS = 64;

    private final CountedOperator products;
    private final KrylovBasis basis;
    private final RandomGenerator random;
    private final double[] t;
    private final double[] h;
    private final double[] x;
    private final double[] y;
    private int fixed;
    private int size;
    private double beta;
    private SymmetricEigen ritz;

    LanczosProcess(CountedOperator products, KrylovBasis basis, RandomGenerator random) {
        this.products = products;
        this.basis = basis;
        this.random = random;
        t = new double[basis.rows * basis.rows];
        h = new double[basis.rows];
        x = new double[basis.n];
        y = new double[basis.n];
    }

    /**
     * Starts a new sequence after the first {@code fixed} rows, from the part of {@code vector} that is orthogonal to
     * them.
     *
     * @return the norm of that part; where it is 0 the start is random
     */
    double start(int fixed, double[] vector) {
        this.fixed = fixed;
        size = 0;
        beta = 0;
        double norm = basis.orthogonalize(vector, fixed, h);
        if (norm == 0) {
            basis.setRandom(fixed, random, y);
        } else {
            basis.setNormalized(fixed, vector, norm);
        }
        ritz = new SymmetricEigen(new double[0], new double[0]);
        return norm;
    }

    /** y ← y + Ritz vector i. */
    void addRitzVector(double[] y, int i) {
        for (int j = 0; j < size; j++) {
            basis.addTo(y, ritz().vectors()[i * size + j], fixed + j);
        }
    }

    int size() {
        return size;
    }

    /** Whether the basis has no free row for one more product. */
    boolean full() {
        return fixed + size + 1 == basis.rows;
    }

    /** Whether fixed rows and V span the whole space. */
    boolean exhausted() {
        return fixed + size == basis.n;
    }

    /** ‖remainder‖; 0 where the span of V is invariant. */
    double beta() {
        return beta;
    }

    /** T_ii. */
    double diagonal(int i) {
        return t[i * basis.rows + i];
    }

    /** T's eigenpairs: Ritz values, and the coordinates of Ritz vectors in V. Computed when asked for. */
    SymmetricEigen ritz() {
        if (ritz == null) {
            ritz = decompose();
        }
        return ritz;
    }

    /**
     * Whether to compute the Ritz pairs now: seldom where that costs as much as a product, always where the process
     * ends.
     */
    boolean isTimeToLook() {
        return size % (1 + size / LOOKS) == 0 || full() || exhausted() || beta == 0;
    }

    /** Signed residual of Ritz pair i: P A z − θ z = coupling(i) q. */
    double coupling(int i) {
        return beta * ritz().vectors()[i * size + size - 1];
    }

    /** One Lanczos step: multiplies the remainder and adds it to V. */
    void step() {
        int row = fixed + size;
        basis.get(row, x);
        products.apply(x, y);
        beta = basis.orthogonalize(y, row + 1, h);
        project();
        size++;
        ritz = null;
        if (exhausted()) {
            beta = 0;
        } else if (beta == 0) {
            basis.setRandom(row + 1, random, y);
        } else {
            basis.setNormalized(row + 1, y, beta);
        }
        expect();
    }

    /** Restarts from the Ritz vectors {@code kept} and the remainder. */
    void restart(int[] kept) {
        basis.get(fixed + size, x);
        double[] values = new double[kept.length];
        double[] couplings = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            values[i] = ritz().values()[kept[i]];
            couplings[i] = coupling(kept[i]);
        }
        keep(kept);
        basis.set(fixed + kept.length, x);
        size = kept.length;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                t[i * basis.rows + j] = i == j ? values[i] : 0;
            }
            t[i * basis.rows + size] = couplings[i];
        }
    }

    /**
     * Rows fixed .. fixed + kept.length − 1 ← the Ritz vectors {@code kept}. Overwrites V, so the process is over
     * unless it restarts.
     */
    void keep(int[] kept) {
        double[] rotation = new double[kept.length * size];
        for (int i = 0; i < kept.length; i++) {
            System.arraycopy(ritz().vectors(), kept[i] * size, rotation, i * size, size);
        }
        basis.rotate(fixed, size, rotation, kept.length);
    }

    /** Sets column {@code size} of T to h, after comparing h with the values that symmetry predicts. */
    private void project() {
        double largest = Math.abs(h[fixed + size]);
        double asymmetry = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.max(largest, Math.max(Math.abs(diagonal(i)), Math.abs(t[i * basis.rows + size])));
            asymmetry = Math.max(asymmetry, Math.abs(h[fixed + i] - t[i * basis.rows + size]));
        }
        products.checkSymmetry(asymmetry, largest);
        for (int i = 0; i <= size; i++) {
            t[i * basis.rows + size] = h[fixed + i];
        }
    }

    private SymmetricEigen decompose() {
        double[] compact = new double[size * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(t, i * basis.rows, compact, i * size, size);
        }
        return SymmetricEigen.of(size, compact);
    }

    /** Stores what symmetry predicts of the next product: component β along the last row, 0 along those before. */
    private void expect() {
        for (int i = 0; i < size; i++) {
            t[i * basis.rows + size] = i == size - 1 ? beta : 0;
        }
    }
}
