package eigendrift.linalg;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * All eigenpairs of a dense symmetric matrix: A = Σ λ_i v_i v_iᵀ. O(n³).
 *
 * @param values λ, ascending
 * @param vectors n x n row-major; row i is v_i, of unit length
 */
public record SymmetricEigen(double[] values, double[] vectors) {

    /**
     * Decomposes a row-major n x n matrix, of which the upper triangle is read; {@code a} is left as it is. LAPACK's
     * dsyevd (Cuppen 1981) where OpenBLAS loaded, EJML's implicit QR elsewhere.
     *
     * @throws ArithmeticException if an entry is not finite, or the iteration fails
     */
    public static SymmetricEigen of(int n, double[] a) {
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                if (!Double.isFinite(a[i * n + j])) {
                    throw new ArithmeticException(
                            "eigenvalues need a finite matrix, found a[" + i + "][" + j + "] = " + a[i * n + j]);
                }
            }
        }
        return n == 0 || !OpenBlas.LOADED ? byEjml(n, a) : byLapack(n, a);
    }

    static SymmetricEigen byLapack(int n, double[] a) {
        double[] vectors = Arrays.copyOf(a, n * n);
        double[] values = new double[n];
        int info = OpenBlas.symmetricEigen(n, vectors, values);
        if (info != 0) {
            throw new ArithmeticException("dsyevd failed on a " + n + " x " + n + " matrix, info = " + info);
        }
        return new SymmetricEigen(values, vectors);
    }

    static SymmetricEigen byEjml(int n, double[] a) {
        // Scaled to entries of at most 1, because EJML squares them.
        double scale = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                scale = Math.max(scale, Math.abs(a[i * n + j]));
            }
        }
        DMatrixRMaj matrix = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double entry = scale == 0 ? 0 : a[i * n + j] / scale;
                matrix.set(i, j, entry);
                matrix.set(j, i, entry);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (n > 0 && !eigen.decompose(matrix)) {
            throw new ArithmeticException("EJML's eigenvalue iteration failed on a " + n + " x " + n + " matrix");
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> eigen.getEigenvalue(i).getReal()))
                .mapToInt(i -> i)
                .toArray();
        double[] values = new double[n];
        double[] vectors = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i] = scale * eigen.getEigenvalue(order[i]).getReal();
            System.arraycopy(eigen.getEigenVector(order[i]).data, 0, vectors, i * n, n);
        }
        return new SymmetricEigen(values, vectors);
    }
}
