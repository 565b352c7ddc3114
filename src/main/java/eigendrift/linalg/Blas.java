package eigendrift.linalg;

import dev.ludovic.netlib.blas.BLAS;

/**
 * Products of row-major matrices in heap arrays, in native code where there is some.
 *
 * <p>OpenBLAS with one thread where its binary loads, netlib's Java implementation elsewhere; {@link #implementation}
 * says which. A matrix is an array, an offset and a leading dimension (the distance between rows). Sizes are not
 * checked. A call should be short, because the garbage collector cannot run during it.
 */
public final class Blas {

    private static final BLAS NATIVE = OpenBlas.blas();

    private Blas() {}

    /** Whether OpenBLAS does the products, the fastest implementation there is here. */
    public static boolean isFast() {
        return OpenBlas.LOADED;
    }

    /** Name of the implementation in use, for provenance. */
    public static String implementation() {
        return OpenBlas.DESCRIPTION;
    }

    /**
     * C ← α op(A) op(B) + β C, all row-major: op(A) is m x k, op(B) is k x n, C is m x n. Writes to {@code c} alone.
     * 2mnk operations.
     *
     * @param transA whether op(A) = Aᵀ, with A stored k x m
     * @param transB whether op(B) = Bᵀ, with B stored n x k
     */
    public static void gemm(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aOffset,
            int lda,
            double[] b,
            int bOffset,
            int ldb,
            double beta,
            double[] c,
            int cOffset,
            int ldc) {
        // Row-major C is column-major Cᵀ = op(B)ᵀ op(A)ᵀ.
        int rows = Tiles.rows(m, n, k);
        int columns = Tiles.columns(m, n, k);
        for (int i = 0; i < m; i += rows) {
            for (int j = 0; j < n; j += columns) {
                NATIVE.dgemm(
                        op(transB),
                        op(transA),
                        Math.min(columns, n - j),
                        Math.min(rows, m - i),
                        k,
                        alpha,
                        b,
                        bOffset + (transB ? j * ldb : j),
                        ldb,
                        a,
                        aOffset + (transA ? i : i * lda),
                        lda,
                        beta,
                        c,
                        cOffset + i * ldc + j,
                        ldc);
            }
        }
    }

    /** As above in single precision. */
    public static void gemm(
            boolean transA,
            boolean transB,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            float beta,
            float[] c,
            int cOffset,
            int ldc) {
        int rows = Tiles.rows(m, n, k);
        int columns = Tiles.columns(m, n, k);
        for (int i = 0; i < m; i += rows) {
            for (int j = 0; j < n; j += columns) {
                NATIVE.sgemm(
                        op(transB),
                        op(transA),
                        Math.min(columns, n - j),
                        Math.min(rows, m - i),
                        k,
                        alpha,
                        b,
                        bOffset + (transB ? j * ldb : j),
                        ldb,
                        a,
                        aOffset + (transA ? i : i * lda),
                        lda,
                        beta,
                        c,
                        cOffset + i * ldc + j,
                        ldc);
            }
        }
    }

    /**
     * y ← α op(A) x + β y for a row-major m x n matrix A. Writes to {@code y} alone. 2mn operations.
     *
     * @param trans whether op(A) = Aᵀ; then x has m entries and y has n
     */
    public static void gemv(
            boolean trans,
            int m,
            int n,
            double alpha,
            double[] a,
            int aOffset,
            int lda,
            double[] x,
            int xOffset,
            double beta,
            double[] y,
            int yOffset) {
        NATIVE.dgemv(op(!trans), n, m, alpha, a, aOffset, lda, x, xOffset, 1, beta, y, yOffset, 1);
    }

    /** xᵀy over n entries. */
    public static double dot(int n, double[] x, int xOffset, double[] y, int yOffset) {
        return NATIVE.ddot(n, x, xOffset, 1, y, yOffset, 1);
    }

    /** ‖x‖ over n entries, without overflow. */
    public static double norm(int n, double[] x, int xOffset) {
        return NATIVE.dnrm2(n, x, xOffset, 1);
    }

    /** y ← y + αx over n entries. Writes to {@code y}. */
    public static void axpy(int n, double alpha, double[] x, int xOffset, double[] y, int yOffset) {
        NATIVE.daxpy(n, alpha, x, xOffset, 1, y, yOffset, 1);
    }

    /** x ← αx over n entries. */
    public static void scale(int n, double alpha, double[] x, int xOffset) {
        NATIVE.dscal(n, alpha, x, xOffset, 1);
    }

    private static String op(boolean transposed) {
        return transposed ? "T" : "N";
    }
}
