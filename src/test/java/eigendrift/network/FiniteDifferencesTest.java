package eigendrift.network;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.Activation;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.data.Samples;
import eigendrift.linalg.Blas;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Workers;
import eigendrift.network.Networks.Problem;
import eigendrift.random.Streams;
import eigendrift.spectrum.SelfCheck;
import eigendrift.spectrum.SelfCheck.Verdict;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The check of products against differences: it finds wrong ones, and never rejects right ones, even where the
 * differences are inexact.
 */
class FiniteDifferencesTest {

    static Stream<Problem> problems() {
        return Networks.all();
    }

    /** @param wrong what becomes of a right product */
    private static SelfCheck hessian(Problem problem, double[] u, UnaryOperator<double[]> wrong) {
        double[] product = new double[u.length];
        curvature(problem).hessian().apply(u, product);
        FiniteDifferences.Vectors differences =
                differences(problem, Workers.SINGLE).hessian(u, problem.gradient(problem.weights()));
        return SelfCheck.of(wrong.apply(product), differences.wide(), differences.narrow(), differences.kink());
    }

    private static SelfCheck gaussNewton(Problem problem, double[] u, double wrong) {
        double[] product = new double[u.length];
        curvature(problem).gaussNewton().apply(u, product);
        FiniteDifferences.Forms forms = differences(problem, Workers.SINGLE).gaussNewton(u);
        return SelfCheck.ofForm(
                wrong * Blas.dot(u.length, u, 0, product, 0),
                forms.wide(),
                forms.narrow(),
                forms.difference(),
                forms.kink());
    }

    private static Curvature curvature(Problem problem) {
        return Curvature.at(
                problem.architecture(),
                problem.loss(),
                problem.samples(),
                problem.weights(),
                Precision.FLOAT64,
                Workers.SINGLE);
    }

    private static FiniteDifferences differences(Problem problem, Workers workers) {
        return new FiniteDifferences(
                problem.architecture(), problem.loss(), problem.samples(), problem.weights(), workers);
    }

    private static double[] direction(Problem problem, long seed) {
        RandomGenerator random = new Streams(seed).stream("direction");
        return random.doubles(problem.weights().length, -1, 1).toArray();
    }

    @ParameterizedTest
    @MethodSource("problems")
    void oneInAThousandIsNamedAndNothingElse(Problem problem) {
        double[] u = direction(problem, 1);
        assertThat(hessian(problem, u, product -> product).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(hessian(problem, u, product -> scaled(product, 1.001)).verdict())
                .isEqualTo(Verdict.FAILS);
        assertThat(gaussNewton(problem, u, 1).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(gaussNewton(problem, u, .999).verdict()).isEqualTo(Verdict.FAILS);
    }

    private static double[] scaled(double[] x, double factor) {
        return Arrays.stream(x).map(entry -> factor * entry).toArray();
    }

    /** The Gauss-Newton matrix is not the Hessian of a network with f″ ≠ 0. */
    @Test
    void gaussNewtonIsNoHessian() {
        Problem problem = Networks.problem(Activation.TANH, Loss.MEAN_SQUARED_ERROR, 2, 50);
        double[] u = direction(problem, 2);
        double[] product = new double[u.length];
        curvature(problem).gaussNewton().apply(u, product);
        assertThat(hessian(problem, u, right -> product).verdict()).isEqualTo(Verdict.FAILS);
    }

    /** p_j (u_j − Σ p u) without a shift, for samples that are certain up to e^−m: wrong by a fifth at m = 38. */
    @ParameterizedTest
    @ValueSource(doubles = {34, 36, 38, 40})
    void aCancellingProductOfNearlyCertainSamplesIsNamed(double margin) {
        Problem problem = certain(margin);
        LinearOperator cancelling = cancelling(problem);
        int n = cancelling.size();
        double[] u = direction(problem, 3);
        double[] product = new double[n];
        cancelling.apply(u, product);
        SelfCheck check = hessian(problem, u, right -> product);
        assertThat(check.verdict()).as("%s", check).isEqualTo(Verdict.FAILS);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 10, 20, 30, 40, 60, 200, 600})
    void nearlyCertainSamplesAreNoProblem(double margin) {
        Problem problem = certain(margin);
        double[] u = direction(problem, 3);
        assertThat(hessian(problem, u, product -> product).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(hessian(problem, u, product -> scaled(product, 1.01)).verdict())
                .isEqualTo(Verdict.FAILS);
        assertThat(gaussNewton(problem, u, 1).verdict()).isEqualTo(Verdict.HOLDS);
        assertThat(gaussNewton(problem, u, 1.01).verdict()).isEqualTo(Verdict.FAILS);
    }

    /** Two classes, one input, margins m and m + 1/2. */
    private static Problem certain(double margin) {
        Architecture architecture = new Architecture(List.of(1, 2), Activation.IDENTITY);
        Samples samples = new Samples(2, 1, new double[] {1, -1}, 2, new int[] {0, 1}, null);
        return new Problem(
                architecture, Loss.CROSS_ENTROPY, samples, new double[] {margin / 2, -margin / 2, .25, -.25});
    }

    private static LinearOperator cancelling(Problem problem) {
        double[] w = problem.weights();
        return new LinearOperator() {
            @Override
            public int size() {
                return w.length;
            }

            @Override
            public void apply(double[] v, double[] product) {
                Arrays.fill(product, 0);
                for (double x : problem.samples().inputs()) {
                    double z = w[0] * x + w[2] - w[1] * x - w[3];
                    double e = Math.exp(-Math.abs(z));
                    double first = z > 0 ? 1 / (1 + e) : e / (1 + e);
                    double second = z > 0 ? e / (1 + e) : 1 / (1 + e);
                    double a = v[0] * x + v[2];
                    double b = v[1] * x + v[3];
                    double along = first * a + second * b;
                    product[0] += first * (a - along) * x / 2;
                    product[1] += second * (b - along) * x / 2;
                    product[2] += first * (a - along) / 2;
                    product[3] += second * (b - along) / 2;
                }
            }
        };
    }

    /** Kinks near w and at it (inputs and biases of 0), targets and inputs of any size: no false alarm. */
    @ParameterizedTest
    @CsvSource({"1, 1", "1e6, 1", "1e-6, 1", "1, 1e6", "1, 1e-6", "1e4, 1e8"})
    void rightProductsAreNeverNamed(double inputs, double targets) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        for (Activation activation : Activation.values()) {
            for (long seed = 0; seed < 40; seed++) {
                Problem problem = kinky(activation, inputs, targets, seed);
                double[] u = direction(problem, seed);
                for (SelfCheck check : List.of(hessian(problem, u, right -> right), gaussNewton(problem, u, 1))) {
                    assertThat(check.verdict())
                            .as("%s, seed %d: %s", activation, seed, check)
                            .isNotEqualTo(Verdict.FAILS);
                    verdicts.merge(check.verdict(), 1, Integer::sum);
                }
            }
        }
        assertThat(verdicts.getOrDefault(Verdict.HOLDS, 0)).as("%s", verdicts).isGreaterThan(400);
    }

    /** Every third sample is zero, as are the biases of the first layer: ReLU stands on its kink. */
    private static Problem kinky(Activation activation, double inputs, double targets, long seed) {
        Streams streams = new Streams(seed);
        Architecture architecture = new Architecture(List.of(3, 6, 5, 2), activation);
        double[] weights = streams.stream("weights")
                .doubles(architecture.parameters(), -1, 1)
                .toArray();
        Arrays.fill(weights, 18, 24, 0);
        double[] x = streams.stream("inputs").doubles(90, -inputs, inputs).toArray();
        for (int s = 0; s < 30; s += 3) {
            Arrays.fill(x, 3 * s, 3 * s + 3, 0);
        }
        double[] y = streams.stream("targets").doubles(60, -targets, targets).toArray();
        return new Problem(architecture, Loss.MEAN_SQUARED_ERROR, new Samples(30, 3, x, 2, null, y), weights);
    }

    @Test
    void theBitsDoNotDependOnTheThreads() {
        Problem problem = Networks.problem(Activation.GELU, Loss.CROSS_ENTROPY, 2, 2177);
        double[] u = direction(problem, 4);
        double[] gradient = problem.gradient(problem.weights());
        FiniteDifferences one = differences(problem, Workers.SINGLE);
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            FiniteDifferences many = differences(problem, new Workers(4, executor));
            assertThat(many.hessian(u, gradient).wide())
                    .containsExactly(one.hessian(u, gradient).wide());
            assertThat(many.hessian(u, gradient).narrow())
                    .containsExactly(one.hessian(u, gradient).narrow());
            assertThat(many.gaussNewton(u)).isEqualTo(one.gaussNewton(u));
        } finally {
            executor.shutdownNow();
        }
    }
}
