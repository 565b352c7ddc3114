package eigendrift.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.Activation;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.data.Samples;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Workers;
import eigendrift.network.Networks.Problem;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CurvatureTest {

    /** Step of central differences: balances truncation h² against rounding 1e-16 / h. */
    private static final double STEP = 1e-5;

    /** What such differences leave of functions and derivatives of order one to ten. */
    private static final double DIFFERENCE = 2e-8;

    /** Rounding of sums of some hundred terms of order one. */
    private static final double ROUNDING = 1e-12;

    /** The same in single precision. */
    private static final double SINGLE = 3e-5;

    static Stream<Problem> problems() {
        return Networks.all();
    }

    private static Curvature curvature(Problem problem, Precision precision, Workers workers) {
        return Curvature.at(
                problem.architecture(), problem.loss(), problem.samples(), problem.weights(), precision, workers);
    }

    private static Curvature curvature(Problem problem) {
        return curvature(problem, Precision.FLOAT64, Workers.SINGLE);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void gradientIsThatOfTheLoss(Problem problem) {
        double[] gradient = curvature(problem).gradient();
        for (int i = 0; i < gradient.length; i++) {
            double[] unit = new double[gradient.length];
            unit[i] = 1;
            double up = problem.loss(Networks.along(problem.weights(), unit, STEP));
            double down = problem.loss(Networks.along(problem.weights(), unit, -STEP));
            assertThat(gradient[i]).isCloseTo((up - down) / (2 * STEP), within(DIFFERENCE));
        }
        assertThat(problem.gradient(problem.weights())).containsExactly(gradient, within(ROUNDING));
        assertThat(curvature(problem).loss()).isCloseTo(problem.loss(problem.weights()), within(ROUNDING));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void hessianIsTheDerivativeOfTheGradient(Problem problem) {
        double[][] hessian = Networks.dense(curvature(problem).hessian());
        for (int i = 0; i < hessian.length; i++) {
            double[] unit = new double[hessian.length];
            unit[i] = 1;
            double[] up = problem.gradient(Networks.along(problem.weights(), unit, STEP));
            double[] down = problem.gradient(Networks.along(problem.weights(), unit, -STEP));
            for (int j = 0; j < hessian.length; j++) {
                assertThat(hessian[i][j]).isCloseTo((up[j] - down[j]) / (2 * STEP), within(DIFFERENCE));
                assertThat(hessian[i][j]).isCloseTo(hessian[j][i], within(ROUNDING));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void productsAreLinear(Problem problem) {
        LinearOperator operator = curvature(problem).hessian();
        double[][] hessian = Networks.dense(operator);
        double[] v = problem.random().doubles(hessian.length, -1, 1).toArray();
        double[] product = new double[v.length];
        operator.apply(v, product);
        for (int j = 0; j < v.length; j++) {
            int column = j;
            double expected = IntStream.range(0, v.length)
                    .mapToDouble(i -> v[i] * hessian[i][column])
                    .sum();
            assertThat(product[j]).isCloseTo(expected, within(ROUNDING));
        }
    }

    /**
     * G = (1/N) Σ Jᵀ H_z J with J by central differences of the outputs, which a squared loss of a shifted target
     * gives.
     */
    @ParameterizedTest
    @MethodSource("problems")
    void gaussNewtonIsBuiltOfTheJacobian(Problem problem) {
        double[][] expected = GaussNewtonByHand.matrix(problem, STEP);
        double[][] found = Networks.dense(curvature(problem).gaussNewton());
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).containsExactly(expected[i], within(DIFFERENCE));
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void singlePrecisionAgrees(Problem problem) {
        Curvature exact = curvature(problem);
        Curvature single = curvature(problem, Precision.FLOAT32, Workers.SINGLE);
        double[] v = problem.random().doubles(problem.weights().length, -1, 1).toArray();
        assertThat(single.loss()).isCloseTo(exact.loss(), within(SINGLE));
        assertThat(single.gradient()).containsExactly(exact.gradient(), within(SINGLE));
        assertThat(product(single.hessian(), v)).containsExactly(product(exact.hessian(), v), within(SINGLE));
        assertThat(product(single.gaussNewton(), v)).containsExactly(product(exact.gaussNewton(), v), within(SINGLE));
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void theBitsDoNotDependOnTheThreads(Activation activation) {
        // 2,177 rows: eight full shards and an uneven one, in eight lanes.
        Problem problem = Networks.problem(activation, Loss.CROSS_ENTROPY, 2, 2177);
        double[] v = problem.random().doubles(problem.weights().length, -1, 1).toArray();
        Curvature one = curvature(problem);
        double[] gradient = one.gradient();
        double[] product = product(one.hessian(), v);
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            for (int threads = 2; threads <= 4; threads++) {
                for (int repeat = 0; repeat < 20; repeat++) {
                    Curvature many = curvature(problem, Precision.FLOAT64, new Workers(threads, executor));
                    assertThat(many.loss()).isEqualTo(one.loss());
                    assertThat(many.gradient()).containsExactly(gradient);
                    assertThat(product(many.hessian(), v)).containsExactly(product);
                }
            }
        } finally {
            executor.shutdownNow();
        }
        double[] whole = problem.gradient(problem.weights());
        assertThat(gradient).containsExactly(whole, within(ROUNDING));
    }

    @Test
    void aDeadUnitGivesExactZeroModes() {
        Problem problem = Networks.problem(Activation.RELU, Loss.CROSS_ENTROPY, 1, 60);
        double[] weights = problem.weights().clone();
        // Unit 0 of the hidden layer: far below zero for every input in [−2, 2]⁴.
        int bias = problem.architecture().layout().parameters().get(1).offset();
        weights[bias] = -100;
        Problem dead = new Problem(problem.architecture(), problem.loss(), problem.samples(), weights);
        double[][] hessian = Networks.dense(curvature(dead).hessian());
        for (int input = 0; input < 4; input++) {
            assertThat(hessian[input]).containsOnly(0.);
        }
        assertThat(hessian[bias]).containsOnly(0.);
    }

    @Test
    void refusesWeightsThatAreNoNumbers() {
        Problem problem = Networks.problem(Activation.TANH, Loss.CROSS_ENTROPY, 1, 5);
        double[] weights = problem.weights().clone();
        weights[3] = Double.NaN;
        Problem broken = new Problem(problem.architecture(), problem.loss(), problem.samples(), weights);
        assertThatThrownBy(() -> curvature(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected finite weights, found weight 3 = NaN");
        Problem shorter = new Problem(problem.architecture(), problem.loss(), problem.samples(), new double[2]);
        assertThatThrownBy(() -> curvature(shorter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 2");
    }

    @Test
    void evaluationCountsTheFirstOfEqualOutputs() {
        Architecture architecture = new Architecture(List.of(1, 2), Activation.IDENTITY);
        Samples samples = new Samples(3, 1, new double[] {1, 2, 3}, 2, new int[] {0, 1, 0}, null);
        BatchLoss loss = BatchLoss.of(architecture, Loss.CROSS_ENTROPY, samples, Precision.FLOAT64, 3);
        Evaluation evaluation = loss.evaluate(new double[4]);
        assertThat(evaluation.accuracy()).isEqualTo(2. / 3);
        assertThat(evaluation.loss()).isCloseTo(Math.log(2), within(ROUNDING));
    }

    private static double[] product(LinearOperator operator, double[] v) {
        double[] product = new double[v.length];
        operator.apply(v, product);
        return product;
    }

    /** 3 shards, the last one uneven. */
    private static final int SHARDS = 600;

    @ParameterizedTest
    @EnumSource(Precision.class)
    void memoryThatIsNotThereCostsTimeAndNoBits(Precision precision) {
        for (Activation activation : Activation.values()) {
            Problem problem = Networks.problem(activation, Loss.CROSS_ENTROPY, 2, SHARDS);
            Curvature roomy = curvature(problem, precision, Workers.SINGLE);
            Curvature tight = Curvature.at(
                    problem.architecture(),
                    problem.loss(),
                    problem.samples(),
                    problem.weights(),
                    precision,
                    Workers.SINGLE,
                    0);
            assertThat(tight.loss()).isEqualTo(roomy.loss());
            assertThat(tight.gradient()).isEqualTo(roomy.gradient());
            assertThat(Networks.dense(tight.hessian())).isDeepEqualTo(Networks.dense(roomy.hessian()));
            assertThat(Networks.dense(tight.gaussNewton())).isDeepEqualTo(Networks.dense(roomy.gaussNewton()));
        }
    }

    @ParameterizedTest
    @MethodSource("problems")
    void exactProductsAreThoseOfDoublePrecision(Problem problem) {
        Curvature exact = curvature(problem, Precision.FLOAT64, Workers.SINGLE);
        Curvature mixed = curvature(problem, Precision.FLOAT32, Workers.SINGLE);
        assertThat(Networks.dense(mixed.hessian().exact())).isDeepEqualTo(Networks.dense(exact.hessian()));
        assertThat(Networks.dense(mixed.gaussNewton().exact())).isDeepEqualTo(Networks.dense(exact.gaussNewton()));
        assertThat(exact.hessian().exact().rounding())
                .isLessThan(mixed.hessian().rounding());
    }
}
