package eigendrift.nullmodel;

import eigendrift.linalg.Blas;
import eigendrift.linalg.LinearOperator;
import java.util.random.RandomGenerator;

/**
 * {@code block-gaussian}: a symmetric matrix of independent Gaussian entries with the mean square that a measured
 * Hessian has between each pair of layers. Here a block (a, b) is the part of the Hessian in the rows of layer a and
 * the columns of layer b.
 *
 * <p>Entries of block (a, b) have variance s_ab². Diagonal blocks are of the Gaussian orthogonal ensemble: s_aa² off
 * the diagonal, 2 s_aa² on it, with s_aa² = n_a/(n_a + 1) times the mean square, so that the block's mean square is the
 * measured one.
 */
public final class BlockGaussian {

    private BlockGaussian() {}

    /** A draw as a full n x n matrix, row-major: 8n² bytes, n²/2 Gaussians. For dense spectra of small n. */
    public static double[] matrix(BlockMeanSquares measured, RandomGenerator random) {
        Layers layers = Layers.of(measured.layout());
        double[][] s = deviations(measured, layers);
        int n = layers.n();
        double[] matrix = new double[Math.multiplyExact(n, n)];
        for (int a = 0; a < layers.count(); a++) {
            for (int i = layers.start(a); i < layers.start(a + 1); i++) {
                matrix[i * n + i] = Math.sqrt(2) * s[a][a] * random.nextGaussian();
                for (int b = a; b < layers.count(); b++) {
                    for (int j = Math.max(i + 1, layers.start(b)); j < layers.start(b + 1); j++) {
                        matrix[i * n + j] = matrix[j * n + i] = s[a][b] * random.nextGaussian();
                    }
                }
            }
        }
        return matrix;
    }

    /** The same as an operator, 2n² operations a product. */
    public static LinearOperator dense(BlockMeanSquares measured, RandomGenerator random) {
        double[] matrix = matrix(measured, random);
        int n = measured.layout().size();
        return new LinearOperator() {
            @Override
            public int size() {
                return n;
            }

            @Override
            public void apply(double[] x, double[] y) {
                Blas.gemv(false, n, n, 1, matrix, 0, n, x, 0, 0, y, 0);
            }
        };
    }

    /**
     * A draw of which only the parts are made that products ask for, for n where n² numbers do not fit in memory; see
     * {@link RevealedGaussian}. After m products: O(Lmn) operations a product and 8(L + 1)mn bytes, for L layers. Not
     * thread-safe.
     *
     * @param random owned by the operator from here on; the same seed and the same products give the same bits
     */
    public static LinearOperator matrixFree(BlockMeanSquares measured, RandomGenerator random) {
        Layers layers = Layers.of(measured.layout());
        return new RevealedGaussian(layers, deviations(measured, layers), random);
    }

    private static double[][] deviations(BlockMeanSquares measured, Layers layers) {
        double[][] s = new double[layers.count()][layers.count()];
        for (int a = 0; a < layers.count(); a++) {
            for (int b = 0; b < layers.count(); b++) {
                double onDiagonal = a == b ? layers.size(a) / (layers.size(a) + 1.) : 1;
                s[a][b] = Math.sqrt(onDiagonal * measured.meanSquare()[a][b]);
            }
        }
        return s;
    }
}
