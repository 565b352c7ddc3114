package eigendrift.cli.bench;

import eigendrift.config.Precision;
import eigendrift.linalg.Blas;
import java.util.List;
import java.util.random.RandomGenerator;

/** The matrix products inside one Hessian-vector product, alone. */
final class ProductShapes {

    /** Matrix products of a layer beyond the first: two forward, two backward, two for the weights. */
    private static final int DEEP = 6;

    /**
     * Matrix products of the first layer: one forward and one for the weights, because its input does not depend on
     * weights.
     */
    private static final int FIRST = 2;

    private ProductShapes() {}

    /** Floating-point operations of the matrix products of one Hessian-vector product over {@code samples}. */
    static double operations(List<Integer> widths, int samples) {
        double sum = 0;
        for (int layer = 1; layer < widths.size(); layer++) {
            sum += 2.0 * samples * widths.get(layer - 1) * widths.get(layer) * (layer == 1 ? FIRST : DEEP);
        }
        return sum;
    }

    /** Median seconds that the bare products of the same shapes over all samples take, one thread. */
    static double seconds(List<Integer> widths, int samples, Precision precision, RandomGenerator random) {
        double sum = 0;
        for (int layer = 1; layer < widths.size(); layer++) {
            int in = widths.get(layer - 1);
            int out = widths.get(layer);
            double each = layer == 1 ? 1 : 2;
            sum += each * forward(samples, out, in, precision, random);
            sum += each * weights(samples, out, in, precision, random);
            sum += layer == 1 ? 0 : each * backward(samples, out, in, precision, random);
        }
        return sum;
    }

    /** A Wᵀ. */
    private static double forward(int rows, int out, int in, Precision precision, RandomGenerator random) {
        return gemm(false, true, rows, out, in, precision, random);
    }

    /** Δ W. */
    private static double backward(int rows, int out, int in, Precision precision, RandomGenerator random) {
        return gemm(false, false, rows, in, out, precision, random);
    }

    /** Δᵀ A. */
    private static double weights(int rows, int out, int in, Precision precision, RandomGenerator random) {
        return gemm(true, false, out, in, rows, precision, random);
    }

    private static double gemm(
            boolean transA, boolean transB, int m, int n, int k, Precision precision, RandomGenerator random) {
        int lda = transA ? m : k;
        int ldb = transB ? k : n;
        double[] a = random.doubles((long) m * k).toArray();
        double[] b = random.doubles((long) k * n).toArray();
        if (precision == Precision.FLOAT64) {
            double[] c = new double[m * n];
            return Timing.nativeSeconds(() -> Blas.gemm(transA, transB, m, n, k, 1, a, 0, lda, b, 0, ldb, 0, c, 0, n));
        }
        float[] a32 = single(a);
        float[] b32 = single(b);
        float[] c = new float[m * n];
        return Timing.nativeSeconds(() -> Blas.gemm(transA, transB, m, n, k, 1, a32, 0, lda, b32, 0, ldb, 0, c, 0, n));
    }

    private static float[] single(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }
}
