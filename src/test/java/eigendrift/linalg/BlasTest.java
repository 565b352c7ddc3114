package eigendrift.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.random.Streams;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlasTest {

    /** Sums of at most 150 products of numbers of order one. */
    private static final double ROUNDING = 1e-12;

    private static final float ROUNDING_FLOAT = 1e-3f;

    @Test
    void usesOpenBlasOnThisPlatform() {
        assertThat(Blas.implementation()).startsWith("OpenBLAS");
    }

    /** Small ones, and ones that are cut into tiles: evenly, with remainders, by columns, by rows, not at all. */
    @ParameterizedTest
    @CsvSource({
        "5, 7, 20",
        "128, 64, 150",
        "133, 71, 150",
        "1003, 17, 90",
        "17, 1003, 90",
        "70, 200, 150",
        "40, 2500, 11"
    })
    void gemmIsTheSumOfProducts(int m, int n, int k) {
        for (boolean transA : new boolean[] {false, true}) {
            for (boolean transB : new boolean[] {false, true}) {
                gemmIsTheSumOfProducts(transA, transB, m, n, k);
            }
        }
    }

    private static void gemmIsTheSumOfProducts(boolean transA, boolean transB, int m, int n, int k) {
        int lda = (transA ? m : k) + 2, ldb = (transB ? k : n) + 3, ldc = n + 2;
        RandomGenerator random = new Streams(1).stream("gemm");
        double[] a = random.doubles(3 + lda * (transA ? k : m)).toArray();
        double[] b = random.doubles(4 + ldb * (transB ? n : k)).toArray();
        double[] c = random.doubles(2 + ldc * m).toArray();
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
        String name = "%b %b %d %d %d".formatted(transA, transB, m, n, k);
        assertThat(c).as(name).containsExactly(expected, within(ROUNDING));
        assertThat(single).as(name).containsExactly(toFloat(expected), within(ROUNDING_FLOAT));
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
