package eigendrift.dynamics;

import eigendrift.linalg.Blas;
import eigendrift.random.Streams;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.Spectrum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Vectors of known geometry for the tests of this package. */
final class Vectors {

    private Vectors() {}

    /** k orthonormal rows, uniformly random. */
    static double[][] orthonormal(int k, int n, long seed) {
        RandomGenerator random = new Streams(seed).stream("orthonormal");
        double[][] rows = new double[k][n];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    Blas.axpy(n, -Blas.dot(n, rows[i], 0, rows[j], 0), rows[j], 0, rows[i], 0);
                }
            }
            Blas.scale(n, 1 / Blas.norm(n, rows[i], 0), rows[i], 0);
        }
        return rows;
    }

    /**
     * Orthonormal rows, each turned by asin(sine) out of the span of all, in random directions; orthonormal, of either
     * sign.
     */
    static double[][] perturbed(double[][] rows, double sine, RandomGenerator random) {
        int k = rows.length;
        int n = rows[0].length;
        double[][] all = Arrays.copyOf(rows, 2 * k);
        double[][] perturbed = new double[k][];
        for (int i = 0; i < k; i++) {
            double[] out = random.doubles(n).map(x -> random.nextGaussian()).toArray();
            for (int j = 0; j < k + i; j++) {
                Blas.axpy(n, -Blas.dot(n, out, 0, all[j], 0), all[j], 0, out, 0);
            }
            Blas.scale(n, 1 / Blas.norm(n, out, 0), out, 0);
            all[k + i] = out;
            perturbed[i] = scaled(rotated(rows[i], out, Math.asin(sine)), random.nextBoolean() ? 1 : -1);
        }
        return perturbed;
    }

    /** cos θ a + sin θ b. */
    static double[] rotated(double[] a, double[] b, double angle) {
        double[] v = new double[a.length];
        for (int j = 0; j < v.length; j++) {
            v[j] = Math.cos(angle) * a[j] + Math.sin(angle) * b[j];
        }
        return v;
    }

    static double[] scaled(double[] v, double factor) {
        double[] w = v.clone();
        Blas.scale(w.length, factor, w, 0);
        return w;
    }

    /** Exact eigenpairs: no residual, gaps to the neighbours given. */
    static Spectrum spectrum(double[] values, double[][] vectors) {
        List<Eigenpair> pairs = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            double above = i == 0 ? Double.POSITIVE_INFINITY : values[i - 1] - values[i];
            double below = i == values.length - 1 ? Double.POSITIVE_INFINITY : values[i] - values[i + 1];
            pairs.add(new Eigenpair(values[i], vectors[i], 0, Math.min(above, below), 0));
        }
        return new Spectrum(pairs, 0, true);
    }
}
