package eigendrift.optimizer;

import eigendrift.linalg.Blas;

/**
 * Moves the singular values of a matrix near 1 (between 0.7 and 1.2) and keeps its singular vectors: 5 Newton-Schulz
 * iterations X ← a X + b (X Xᵀ) X + c (X Xᵀ)² X from X = G/‖G‖ (Jordan 2024). Owns its buffers.
 */
final class Orthogonal {

    private static final int ITERATIONS = 5;
    private static final double A = 3.4445;
    private static final double B = -4.7750;
    private static final double C = 2.0315;
    private static final double TINY = 1e-7;

    private final double[] gram;
    private final double[] polynomial;
    private final double[] moved;

    /** For matrices of at most {@code longest} entries. */
    Orthogonal(int longest) {
        gram = new double[longest];
        polynomial = new double[longest];
        moved = new double[longest];
    }

    /** Changes the row-major {@code rows x columns} matrix {@code x} in place. */
    void apply(int rows, int columns, double[] x) {
        int length = rows * columns;
        Blas.scale(length, 1 / (Blas.norm(length, x, 0) + TINY), x, 0);
        boolean wide = rows <= columns;
        int k = Math.min(rows, columns);
        int other = Math.max(rows, columns);
        for (int i = 0; i < ITERATIONS; i++) {
            Blas.gemm(!wide, wide, k, k, other, 1, x, 0, columns, x, 0, columns, 0, gram, 0, k);
            System.arraycopy(gram, 0, polynomial, 0, k * k);
            Blas.gemm(false, false, k, k, k, C, gram, 0, k, gram, 0, k, B, polynomial, 0, k);
            System.arraycopy(x, 0, moved, 0, length);
            if (wide) {
                Blas.gemm(false, false, rows, columns, k, 1, polynomial, 0, k, x, 0, columns, A, moved, 0, columns);
            } else {
                Blas.gemm(false, false, rows, columns, k, 1, x, 0, columns, polynomial, 0, k, A, moved, 0, columns);
            }
            System.arraycopy(moved, 0, x, 0, length);
        }
    }
}
