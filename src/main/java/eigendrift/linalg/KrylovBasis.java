package eigendrift.linalg;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Orthonormal vectors of length n as the rows of one flat array: the only large array of an eigensolver. */
final class KrylovBasis {

    private static final double EPSILON = Math.ulp(1.0);

    private static final int MAX_PASSES = 5;

    /** Columns rotated at a time, so that a rotation needs little room of its own. */
    private static final int PANEL = 512;

    final int n;
    final int rows;
    private final double[] v;
    private final double[] pass;

    KrylovBasis(int rows, int n) {
        if ((long) rows * n > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a basis of " + rows + " vectors of length n = " + n
                    + " exceeds one array of 2^31 - 9 doubles.\nMaybe ask for fewer eigenpairs");
        }
        this.rows = rows;
        this.n = n;
        v = new double[rows * n];
        pass = new double[rows];
    }

    void set(int row, double[] x) {
        System.arraycopy(x, 0, v, row * n, n);
    }

    void get(int row, double[] x) {
        System.arraycopy(v, row * n, x, 0, n);
    }

    void swap(int row, int other) {
        for (int j = 0; j < n; j++) {
            double entry = v[row * n + j];
            v[row * n + j] = v[other * n + j];
            v[other * n + j] = entry;
        }
    }

    /** y ← y + α row. */
    void addTo(double[] y, double alpha, int row) {
        Blas.axpy(n, alpha, v, row * n, y, 0);
    }

    /** c_ij = row_(a+i) · row_(b+j), into the row-major {@code count x count} matrix {@code c}. */
    void products(int a, int b, int count, double[] c) {
        Blas.gemm(false, true, count, count, n, 1, v, a * n, n, v, b * n, n, 0, c, 0, count);
    }

    /** ‖row − α other‖, with {@code work} of length n written. */
    double distance(int row, double alpha, int other, double[] work) {
        get(row, work);
        addTo(work, -alpha, other);
        return Blas.norm(n, work, 0);
    }

    /**
     * w ← (I − VᵀV) w for the first {@code count} rows V, by classical Gram-Schmidt, twice or until nothing is lost to
     * rounding any more (Daniel, Gragg, Kaufman and Stewart 1976). 4 n count operations a pass.
     *
     * @param h written: the components V w taken out
     * @return ‖w‖, which is 0 if w was in the span of the rows up to rounding
     */
    double orthogonalize(double[] w, int count, double[] h) {
        double original = Blas.norm(n, w, 0);
        if (count == 0) {
            return original;
        }
        Arrays.fill(h, 0, count, 0);
        double before = original;
        for (int i = 0; i < MAX_PASSES; i++) {
            Blas.gemv(false, count, n, 1, v, 0, n, w, 0, 0, pass, 0);
            Blas.gemv(true, count, n, -1, v, 0, n, pass, 0, 1, w, 0);
            Blas.axpy(count, 1, pass, 0, h, 0);
            double norm = Blas.norm(n, w, 0);
            if (norm <= EPSILON * original) {
                return 0;
            }
            if (i > 0 && norm > .5 * before) {
                return norm;
            }
            before = norm;
        }
        return 0;
    }

    /** Fills {@code row} with w / norm. */
    void setNormalized(int row, double[] w, double norm) {
        for (int j = 0; j < n; j++) {
            v[row * n + j] = w[j] / norm;
        }
    }

    /**
     * Fills {@code row} with a random direction orthogonal to the {@code row} rows before it, of which there are under
     * n.
     */
    void setRandom(int row, RandomGenerator random, double[] work) {
        double norm = 0;
        while (norm == 0) {
            gaussian(work, random);
            norm = orthogonalize(work, row, new double[row]);
        }
        setNormalized(row, work, norm);
    }

    static void gaussian(double[] x, RandomGenerator random) {
        for (int j = 0; j < x.length; j++) {
            x[j] = random.nextGaussian();
        }
    }

    /**
     * Rows from .. from + p − 1 ← Y rows from .. from + count − 1, for a row-major p x count matrix Y with p ≤ count.
     */
    void rotate(int from, int count, double[] y, int p) {
        double[] panel = new double[p * Math.min(PANEL, n)];
        for (int column = 0; column < n; column += PANEL) {
            int width = Math.min(PANEL, n - column);
            int offset = from * n + column;
            Blas.gemm(false, false, p, width, count, 1, y, 0, count, v, offset, n, 0, panel, 0, width);
            for (int i = 0; i < p; i++) {
                System.arraycopy(panel, i * width, v, offset + i * n, width);
            }
        }
    }
}
