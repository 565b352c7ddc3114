package eigendrift.nullmodel;

import eigendrift.linalg.LinearOperator;
import eigendrift.network.ParameterLayout;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Mean square of the entries that a symmetric matrix, known by its products, has in the rows of one layer and the
 * columns of another: its block (a, b).
 *
 * <p>‖H_ab‖²_F = E_z‖P_a H P_b z‖² for z with independent ±1 in layer b and 0 elsewhere (Hutchinson 1989, on HᵀH). An
 * estimate from m probes has a relative standard error of at most √(2/m), reached where a block has rank one.
 *
 * @param blocks the layers
 * @param meanSquare ‖H_ab‖²_F / (n_a n_b), layers x layers, symmetric
 * @param standardError of these, from the spread over probes; NaN for a single sample
 * @param products layers x probes
 */
public record BlockMeanSquares(ParameterLayout layout, double[][] meanSquare, double[][] standardError, int products) {

    /** Estimates the mean squares. Cost: layers x probes products with {@code operator}. */
    public static BlockMeanSquares estimate(
            LinearOperator operator, ParameterLayout layout, int probes, RandomGenerator random) {
        Layers layers = Layers.of(layout);
        int count = layers.count();
        if (operator.size() != layers.n() || probes < 1) {
            throw new IllegalArgumentException("expected an operator of size " + layers.n()
                    + " and at least 1 probe, found size = " + operator.size() + ", probes = " + probes);
        }
        double[][] sums = new double[count][count];
        double[][] squares = new double[count][count];
        double[] z = new double[layers.n()];
        double[] y = new double[layers.n()];
        for (int probe = 0; probe < probes; probe++) {
            for (int b = 0; b < count; b++) {
                Arrays.fill(z, 0);
                for (int j = layers.start(b); j < layers.start(b + 1); j++) {
                    z[j] = random.nextBoolean() ? 1 : -1;
                }
                operator.apply(z, y);
                for (int a = 0; a < count; a++) {
                    double x = squaredNorm(y, layers.start(a), layers.start(a + 1))
                            / ((double) layers.size(a) * layers.size(b));
                    // Block (a, b) and its transpose (b, a) are sampled independently and averaged.
                    sums[Math.min(a, b)][Math.max(a, b)] += x;
                    squares[Math.min(a, b)][Math.max(a, b)] += x * x;
                }
            }
        }
        double[][] standardError = new double[count][count];
        for (int a = 0; a < count; a++) {
            for (int b = a; b < count; b++) {
                int samples = a == b ? probes : 2 * probes;
                double mean = sums[a][b] / samples;
                double variance = Math.max(0, squares[a][b] / samples - mean * mean) * samples / (samples - 1.);
                sums[a][b] = sums[b][a] = mean;
                standardError[a][b] = standardError[b][a] = Math.sqrt(variance / samples);
            }
        }
        return new BlockMeanSquares(layout, sums, standardError, count * probes);
    }

    private static double squaredNorm(double[] y, int start, int end) {
        double sum = 0;
        for (int j = start; j < end; j++) {
            sum += y[j] * y[j];
        }
        return sum;
    }
}
