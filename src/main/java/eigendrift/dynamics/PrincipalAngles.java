package eigendrift.dynamics;

import eigendrift.linalg.Blas;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Principal angles 0 ≤ θ_1 ≤ … ≤ θ_m ≤ π/2 between two subspaces, m the smaller dimension.
 *
 * <p>Cosines are the singular values of VᵀV′, sines those of (I − VVᵀ)V′; atan2 of the two is accurate at both ends, to
 * some 1e-15 (Björck and Golub 1973; Knyazev and Argentati 2002).
 *
 * @param angles radians, ascending; never written to
 */
public record PrincipalAngles(double[] angles) {

    /**
     * Angles between the spans of two orthonormal sets of rows of length n. Reads both. O(kk′n) operations, k′n numbers
     * of memory for the smaller set.
     */
    public static PrincipalAngles between(double[][] v, double[][] w) {
        if (v.length < w.length) {
            return between(w, v);
        }
        double[][] q = Overlaps.between(w, v);
        double[] cosines = singularValues(q);
        double[] sines = singularValues(triangle(residuals(w, q, v)));
        double[] angles = new double[w.length];
        for (int i = 0; i < angles.length; i++) {
            angles[i] = StrictMath.atan2(sines[i], cosines[angles.length - 1 - i]);
        }
        Arrays.sort(angles);
        return new PrincipalAngles(angles);
    }

    /** (Σ θ_i²)^½, the geodesic distance on the Grassmannian. */
    public double geodesic() {
        return Math.sqrt(Arrays.stream(angles).map(a -> a * a).sum());
    }

    /** (Σ sin²θ_i)^½, the chordal distance: ‖VVᵀ − V′V′ᵀ‖_F / √2 for equal dimensions. */
    public double chordal() {
        return Math.sqrt(
                Arrays.stream(angles).map(StrictMath::sin).map(s -> s * s).sum());
    }

    /** θ_m, the angle of the direction that the other subspace misses most. */
    public double largest() {
        return angles[angles.length - 1];
    }

    private static double[][] residuals(double[][] w, double[][] q, double[][] v) {
        double[][] residuals = new double[w.length][];
        for (int i = 0; i < w.length; i++) {
            residuals[i] = w[i].clone();
            for (int j = 0; j < v.length; j++) {
                Blas.axpy(w[i].length, -q[i][j], v[j], 0, residuals[i], 0);
            }
        }
        return residuals;
    }

    /**
     * The triangle of a QR of the rows by modified Gram-Schmidt, as accurate as Householder's (Björck 1967). Overwrites
     * rows.
     */
    private static double[][] triangle(double[][] rows) {
        int n = rows[0].length;
        double[][] r = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            r[i][i] = Blas.norm(n, rows[i], 0);
            if (r[i][i] == 0) {
                continue;
            }
            Blas.scale(n, 1 / r[i][i], rows[i], 0);
            for (int j = i + 1; j < rows.length; j++) {
                r[i][j] = Blas.dot(n, rows[i], 0, rows[j], 0);
                Blas.axpy(n, -r[i][j], rows[i], 0, rows[j], 0);
            }
        }
        return r;
    }

    /** Ascending. */
    private static double[] singularValues(double[][] matrix) {
        DMatrixRMaj a = new DMatrixRMaj(matrix);
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(a.numRows, a.numCols, false, false, true);
        if (!svd.decompose(a)) {
            throw new IllegalArgumentException("no singular values: the vectors must be finite");
        }
        double[] values = Arrays.copyOf(svd.getSingularValues(), Math.min(matrix.length, matrix[0].length));
        Arrays.sort(values);
        return values;
    }
}
