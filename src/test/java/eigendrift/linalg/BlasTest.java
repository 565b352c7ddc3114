package eigendrift.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlasTest {

    /** Sums of at most 20 products of numbers of order one. */
    private static final double ROUNDING = 1e-13;

    private static final float ROUNDING_FLOAT = 1e-4f;

    @Test
    void usesOpenBlasOnThisPlatform() {
        assertThat(Blas.implementation()).startsWith("OpenBLAS");
    }

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void gemmIsTheSumOfProducts(boolean transA, boolean transB) {
        int m = 5, n = 7, k = 20;
        RandomGenerator random = new Streams(1).stream("gemm");
        double[] a = random.doubles(3 + 100 * 25).toArray();
        double[] b = random.doubles(4 + 100 * 25).toArray();
        double[] c = random.doubles(2 + 100 * 10).toArray();
        int lda = 22, ldb = 23, ldc = 9;
        double[] expected = c.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int l = 0; l < k; l++) {
                    sum += (transA ? a[3 + l * lda + i] : a[3 + i * lda + l])
                            * (transB ? b[4 + j * ldb + l] : b[4 + l * ldb + j]);
                }
                expected[2 + i * ldc + j] = .5 * sum + 2 * c[2 + i * ldc + j];
            }
        }
        float[] single = toFloat(c);
        Blas.gemm(transA, transB, m, n, k, .5f, toFloat(a), 3, lda, toFloat(b), 4, ldb, 2f, single, 2, ldc);
        Blas.gemm(transA, transB, m, n, k, .5, a, 3, lda, b, 4, ldb, 2, c, 2, ldc);
        assertThat(c).containsExactly(expected, within(ROUNDING));
        assertThat(single).containsExactly(toFloat(expected), within(ROUNDING_FLOAT));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void gemvIsTheSumOfProducts(boolean trans) {
        int m = 6, n = 4;
        RandomGenerator random = new Streams(2).stream("gemv");
        double[] a = random.doubles(1 + m * 5).toArray();
        double[] x = random.doubles(10).toArray();
        double[] y = random.doubles(10).toArray();
        double[] expected = y.clone();
        for (int i = 0; i < (trans ? n : m); i++) {
            double sum = 0;
            for (int j = 0; j < (trans ? m : n); j++) {
                sum += (trans ? a[1 + j * 5 + i] : a[1 + i * 5 + j]) * x[2 + j];
            }
            expected[3 + i] = 3 * sum - y[3 + i];
        }
        Blas.gemv(trans, m, n, 3, a, 1, 5, x, 2, -1, y, 3);
        assertThat(y).containsExactly(expected, within(ROUNDING));
    }

    private static float[] toFloat(double[] x) {
        float[] y = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (float) x[i];
        }
        return y;
    }
}
