package eigendrift.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.linalg.Blas;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Which;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The certificates of a spectrum against the whole true one.
 *
 * @param values every eigenvalue, in any order
 * @param vectors the eigenvector of each value
 */
record Certificates(LinearOperator operator, double[] values, IntFunction<double[]> vectors) {

    /** Rounding of a product and of the true pairs, in units of ‖A‖: some reflections or sums, each a few 2^-53. */
    static final double ROUNDING = 1e-13;

    Certificates(Planted planted) {
        this(planted, planted.values(), planted::vector);
    }

    /** What holds of every result, converged or not: orthonormal vectors, true residuals, values, angles and gaps. */
    void check(Spectrum spectrum) {
        int n = operator.size();
        double rounding = rounding();
        List<Eigenpair> pairs = spectrum.pairs();
        for (int i = 0; i < pairs.size(); i++) {
            Eigenpair pair = pairs.get(i);
            for (int j = 0; j <= i; j++) {
                assertThat(Blas.dot(n, pair.vector(), 0, pairs.get(j).vector(), 0))
                        .as("v%d · v%d", i, j)
                        .isCloseTo(i == j ? 1 : 0, within(1e-12));
            }
            assertThat(residual(pair)).as("residual %d", i).isCloseTo(pair.residual(), within(rounding));
            int nearest = nearest(pair.value());
            assertThat(Math.abs(values[nearest] - pair.value()))
                    .as("error of value %d", i)
                    .isLessThanOrEqualTo(pair.residual() + rounding);
            assertThat(pair.angleBound()).as("bound %d", i).isBetween(0., 1.);
            checkAngle(pair, nearest);
        }
    }

    /**
     * A bound below 1 says that one eigenvector alone is meant: it is near, and the others are as far as the gap says.
     */
    private void checkAngle(Eigenpair pair, int nearest) {
        if (pair.angleBound() == 1) {
            return;
        }
        double trueGap = IntStream.range(0, values.length)
                .filter(j -> j != nearest)
                .mapToDouble(j -> Math.abs(values[j] - pair.value()))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        assertThat(pair.gap()).isLessThanOrEqualTo(trueGap + rounding());
        assertThat(sine(vectors.apply(nearest), pair.vector()))
                .as("sine at %s", pair.value())
                .isLessThanOrEqualTo(pair.angleBound() + rounding() / trueGap + ROUNDING);
    }

    /**
     * The pairs are the leading ones, none missed: θ_i = λ_i in order, within the norm of all residuals (Kahan 1967)
     * and the solver's resolution.
     *
     * @param resolution how much nearer to the k-th an eigenvalue may lie than others, and count as the k-th
     */
    void checkLeading(Spectrum spectrum, Which which, double resolution) {
        int k = spectrum.pairs().size();
        double residuals = Math.sqrt(spectrum.pairs().stream()
                .mapToDouble(pair -> pair.residual() * pair.residual())
                .sum());
        double[] expected =
                ordered(which, Arrays.stream(which.leading(values, k)).mapToDouble(i -> values[i]));
        double[] found = ordered(which, spectrum.pairs().stream().mapToDouble(Eigenpair::value));
        assertThat(found).containsExactly(expected, within(residuals + resolution + rounding()));
    }

    /** By magnitude without signs: whether +a or −a comes first, or comes at all as the last, is left to rounding. */
    private static double[] ordered(Which which, DoubleStream values) {
        return which == Which.LARGEST_MAGNITUDE ? values.map(Math::abs).toArray() : values.toArray();
    }

    private double rounding() {
        return ROUNDING * Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private double residual(Eigenpair pair) {
        double[] r = new double[operator.size()];
        operator.apply(pair.vector(), r);
        Blas.axpy(r.length, -pair.value(), pair.vector(), 0, r, 0);
        return Blas.norm(r.length, r, 0);
    }

    private int nearest(double value) {
        return IntStream.range(0, values.length)
                .boxed()
                .min(Comparator.comparingDouble(i -> Math.abs(values[i] - value)))
                .orElseThrow();
    }

    /** ‖v − (u·v) u‖ of unit vectors: exact also for small angles. */
    static double sine(double[] u, double[] v) {
        double[] rest = v.clone();
        Blas.axpy(v.length, -Blas.dot(v.length, u, 0, v, 0), u, 0, rest, 0);
        return Blas.norm(v.length, rest, 0);
    }
}
