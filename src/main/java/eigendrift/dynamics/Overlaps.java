package eigendrift.dynamics;

import eigendrift.linalg.Blas;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.Spectrum;

/** Scalar products of two sets of vectors: q_ij = v_i·v′_j, from which most of this package follows. */
public final class Overlaps {

    /** Columns copied at a time at most, so that a panel of some ten vectors stays in the cache. */
    private static final int PANEL = 4096;

    private Overlaps() {}

    /**
     * q_ij = from_i·to_j for rows of length n. Reads both, returns k x k′. 2kk′n operations; copies panels of the rows,
     * not the rows.
     *
     * @param from k rows
     * @param to k′ rows; k′ may differ from k
     * @throws IllegalArgumentException if the rows differ in length
     */
    public static double[][] between(double[][] from, double[][] to) {
        if (from.length == 0 || to.length == 0) {
            return new double[from.length][to.length];
        }
        int n = from[0].length;
        Directions.requireLength(n, from);
        Directions.requireLength(n, to);
        int width = Math.min(PANEL, n);
        double[] a = new double[from.length * width];
        double[] b = new double[to.length * width];
        double[] q = new double[from.length * to.length];
        for (int start = 0; start < n; start += width) {
            int columns = Math.min(width, n - start);
            copyColumns(from, start, columns, a, width);
            copyColumns(to, start, columns, b, width);
            Blas.gemm(false, true, from.length, to.length, columns, 1, a, 0, width, b, 0, width, 1, q, 0, to.length);
        }
        double[][] rows = new double[from.length][to.length];
        for (int i = 0; i < from.length; i++) {
            System.arraycopy(q, i * to.length, rows[i], 0, to.length);
        }
        return rows;
    }

    /**
     * As above for the eigenvectors of two spectra; row and column i, from 0, belong to the eigenvectors of index i +
     * 1.
     */
    public static double[][] between(Spectrum from, Spectrum to) {
        return between(vectors(from), vectors(to));
    }

    /** The eigenvectors of a spectrum as rows, in its order; the arrays are shared. */
    public static double[][] vectors(Spectrum spectrum) {
        return spectrum.pairs().stream().map(Eigenpair::vector).toArray(double[][]::new);
    }

    private static void copyColumns(double[][] rows, int start, int columns, double[] panel, int width) {
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], start, panel, i * width, columns);
        }
    }
}
