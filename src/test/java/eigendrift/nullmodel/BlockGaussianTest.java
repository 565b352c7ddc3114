package eigendrift.nullmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.linalg.Blas;
import eigendrift.linalg.LinearOperator;
import eigendrift.network.ParameterLayout;
import eigendrift.network.ParameterLayout.Parameter;
import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockGaussianTest {

    /** Layers of 6 and 4 parameters. */
    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new Parameter("layer1.weight", 1, 0, 2, 2),
            new Parameter("layer1.bias", 1, 4, 2, 1),
            new Parameter("layer2.weight", 2, 6, 1, 3),
            new Parameter("layer2.bias", 2, 9, 1, 1)));

    private static final BlockMeanSquares MEASURED =
            new BlockMeanSquares(LAYOUT, new double[][] {{1, .25}, {.25, 9}}, null, 0);

    private static final int N = 10;

    private static LinearOperator operator(double[] matrix) {
        int n = (int) Math.sqrt(matrix.length);
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

    /** The matrix behind an operator, by products with unit vectors. */
    private static double[] matrix(LinearOperator operator) {
        double[] matrix = new double[N * N];
        for (int i = 0; i < N; i++) {
            double[] x = new double[N];
            double[] y = new double[N];
            x[i] = 1;
            operator.apply(x, y);
            System.arraycopy(y, 0, matrix, i * N, N);
        }
        return matrix;
    }

    @Test
    void meanSquaresAreThoseOfTheBlocks() {
        double[] matrix = BlockGaussian.matrix(MEASURED, new Streams(1).stream("matrix"));
        BlockMeanSquares found =
                BlockMeanSquares.estimate(operator(matrix), LAYOUT, 4000, new Streams(1).stream("probe"));
        double[][] exact = new double[2][2];
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                int a = i < 6 ? 0 : 1;
                int b = j < 6 ? 0 : 1;
                exact[a][b] += matrix[i * N + j] * matrix[i * N + j] / ((a == 0 ? 6 : 4) * (b == 0 ? 6 : 4));
            }
        }
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                assertThat(found.standardError()[a][b]).isPositive().isLessThan(.05 * exact[a][b]);
                assertThat(found.meanSquare()[a][b]).isCloseTo(exact[a][b], within(5 * found.standardError()[a][b]));
            }
        }
        assertThat(found.products()).isEqualTo(8000);
    }

    @Test
    void aDiagonalMatrixNeedsOneProbe() {
        double[] matrix = new double[N * N];
        for (int i = 0; i < N; i++) {
            matrix[i * N + i] = 2;
        }
        BlockMeanSquares found = BlockMeanSquares.estimate(operator(matrix), LAYOUT, 1, new Streams(2).stream("probe"));
        assertThat(found.meanSquare()[0]).containsExactly(new double[] {4 / 6., 0}, within(1e-15));
        assertThat(found.meanSquare()[1]).containsExactly(new double[] {0, 1}, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void drawsAreSymmetricWithTheMeasuredMeanSquares(boolean matrixFree) {
        int draws = 4000;
        double[][] squares = new double[2][2];
        double diagonal = 0;
        double offDiagonal = 0;
        for (int draw = 0; draw < draws; draw++) {
            RandomGenerator random = new Streams(3).stream("draw", draw);
            LinearOperator operator =
                    matrixFree ? BlockGaussian.matrixFree(MEASURED, random) : BlockGaussian.dense(MEASURED, random);
            lookAround(operator);
            double[] m = matrix(operator);
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < N; j++) {
                    assertThat(m[i * N + j]).isCloseTo(m[j * N + i], within(1e-10));
                    int a = i < 6 ? 0 : 1;
                    int b = j < 6 ? 0 : 1;
                    squares[a][b] += m[i * N + j] * m[i * N + j] / ((a == 0 ? 6 : 4) * (b == 0 ? 6 : 4)) / draws;
                }
            }
            diagonal += m[0] * m[0] / draws;
            offDiagonal += m[1] * m[1] / draws;
        }
        // Relative standard error of a mean square of one entry √(2/draws), of a block less.
        double five = 5 * Math.sqrt(2. / draws);
        assertThat(squares[0][0]).isCloseTo(1, within(five));
        assertThat(squares[0][1]).isCloseTo(.25, within(five * .25));
        assertThat(squares[1][1]).isCloseTo(9, within(five * 9));
        assertThat(offDiagonal).isCloseTo(6 / 7., within(five));
        assertThat(diagonal).isCloseTo(12 / 7., within(five * 2));
    }

    /** Questions that depend on the answers: a few steps of the power method. */
    private static void lookAround(LinearOperator operator) {
        double[] x = new double[N];
        double[] y = new double[N];
        x[0] = x[7] = 1;
        for (int step = 0; step < 4; step++) {
            operator.apply(x, y);
            Blas.scale(N, 1 / Blas.norm(N, y, 0), y, 0);
            System.arraycopy(y, 0, x, 0, N);
        }
    }

    /** Both ways of drawing have the same law of eigenvalues: mean and variance of every one agree over 4,000 draws. */
    @Test
    void eigenvaluesFollowOneLawBothWays() {
        int draws = 4000;
        double[][] sums = new double[2][N];
        double[][] squares = new double[2][N];
        for (int draw = 0; draw < draws; draw++) {
            LinearOperator free = BlockGaussian.matrixFree(MEASURED, new Streams(4).stream("free", draw));
            lookAround(free);
            double[][] values = {
                eigenvalues(matrix(free)),
                eigenvalues(BlockGaussian.matrix(MEASURED, new Streams(4).stream("dense", draw)))
            };
            for (int way = 0; way < 2; way++) {
                for (int i = 0; i < N; i++) {
                    sums[way][i] += values[way][i] / draws;
                    squares[way][i] += values[way][i] * values[way][i] / draws;
                }
            }
        }
        for (int i = 0; i < N; i++) {
            double freeVariance = squares[0][i] - sums[0][i] * sums[0][i];
            double denseVariance = squares[1][i] - sums[1][i] * sums[1][i];
            assertThat(sums[0][i])
                    .as("mean of eigenvalue %d", i)
                    .isCloseTo(sums[1][i], within(5 * Math.sqrt((freeVariance + denseVariance) / draws)));
            // A variance of nearly Gaussian values has a relative standard error of √(2/draws).
            assertThat(freeVariance / denseVariance).isCloseTo(1, within(5 * Math.sqrt(4. / draws) * 1.5));
        }
    }

    @Test
    void isOneMatrixWhateverTheQuestions() {
        LinearOperator operator = BlockGaussian.matrixFree(MEASURED, new Streams(5).stream("one"));
        RandomGenerator random = new Streams(5).stream("questions");
        double[][] x = new double[40][];
        double[][] y = new double[40][N];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.doubles(N).map(u -> u - .5).toArray();
            operator.apply(x[i], y[i]);
        }
        double[] matrix = matrix(operator);
        double[] expected = new double[N];
        for (int i = 0; i < x.length; i++) {
            operator(matrix).apply(x[i], expected);
            assertThat(y[i]).containsExactly(expected, within(1e-10));
        }
    }

    /**
     * The part of a vector outside the known directions may be hardly more than rounding, as after a restart of the
     * solver; small layers are fully known long before the last product.
     */
    @Test
    void staysSymmetricWhereQuestionsResembleEachOther() {
        ParameterLayout layout = new ParameterLayout(List.of(
                new Parameter("layer1.weight", 1, 0, 400, 1),
                new Parameter("layer2.weight", 2, 400, 50, 1),
                new Parameter("layer3.weight", 3, 450, 20, 1)));
        double[][] squares = {{1, .1, .1}, {.1, 1, .1}, {.1, .1, 1}};
        LinearOperator operator = BlockGaussian.matrixFree(
                new BlockMeanSquares(layout, squares, null, 0), new Streams(8).stream("alike"));
        int n = layout.size();
        RandomGenerator random = new Streams(8).stream("questions");
        double[][] x = new double[100][];
        double[][] y = new double[100][n];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.doubles(n).map(u -> u - .5).toArray();
            if (i >= 40 && i % 2 == 0) {
                Blas.scale(n, 1e-12, x[i], 0);
                for (int j = 0; j < i; j++) {
                    Blas.axpy(n, random.nextGaussian(), x[j], 0, x[i], 0);
                }
            }
            Blas.scale(n, 1 / Blas.norm(n, x[i], 0), x[i], 0);
            operator.apply(x[i], y[i]);
        }
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                double difference = Blas.dot(n, x[i], 0, y[j], 0) - Blas.dot(n, x[j], 0, y[i], 0);
                // ‖A‖ is about 40; sums over a hundred directions round by some 1e-14 of it.
                assertThat(Math.abs(difference)).as("questions %d, %d", i, j).isLessThan(1e-11);
            }
        }
    }

    @Test
    void sameSeedAndQuestionsGiveTheSameBits() {
        double[] a = matrix(BlockGaussian.matrixFree(MEASURED, new Streams(6).stream("bits")));
        double[] b = matrix(BlockGaussian.matrixFree(MEASURED, new Streams(6).stream("bits")));
        assertThat(a).isEqualTo(b);
    }

    @Test
    void refusesAnOperatorOfAnotherSize() {
        assertThatThrownBy(() ->
                        BlockMeanSquares.estimate(operator(new double[4]), LAYOUT, 3, new Streams(7).stream("probe")))
                .hasMessageContaining("size 10")
                .hasMessageContaining("size = 2");
    }

    private static double[] eigenvalues(double[] matrix) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(N, false, true);
        DMatrixRMaj symmetric = new DMatrixRMaj(N, N);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                symmetric.set(i, j, (matrix[i * N + j] + matrix[j * N + i]) / 2);
            }
        }
        assertThat(eigen.decompose(symmetric)).isTrue();
        double[] values = new double[N];
        Arrays.setAll(values, i -> eigen.getEigenvalue(i).getReal());
        Arrays.sort(values);
        return values;
    }
}
