package eigendrift.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.Activation;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.data.Samples;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cross-entropy of samples that are certain up to e^−m: every number keeps its digits, beside arithmetic of 60 digits.
 */
class CertainSamplesTest {

    /** Logits of up to 600 are rounded to 1e-13, and e^z takes that over. */
    private static final double ROUNDING = 1e-12;

    /** The same of single precision, whose logits of up to 60 are rounded to 4e-6. */
    private static final double SINGLE = 3e-5;

    private static final int INPUTS = 2;

    /**
     * Softmax regression on five samples.
     *
     * @param margin m, by which the largest logit is above the others, give or take 2
     * @param wrong whether a sample is certain of a class that is not its label
     */
    record Case(int classes, double margin, boolean wrong) {

        Samples samples() {
            double[] inputs = {1, .5, -1, .25, 1, -.5, -1, 1, 1, .125};
            int[] labels = new int[5];
            for (int s = 0; s < labels.length; s++) {
                labels[s] = (inputs[INPUTS * s] > 0 ? 0 : 1) ^ (wrong && s == 4 ? 1 : 0);
            }
            return new Samples(5, INPUTS, inputs, classes, labels, null);
        }

        /**
         * The first input decides between the first two classes, the others are far below. All entries are exact in
         * both precisions.
         */
        double[] weights() {
            double[] weights = new double[classes * (INPUTS + 1)];
            for (int j = 0; j < classes; j++) {
                weights[INPUTS * j] = j == 0 ? margin / 2 : j == 1 ? -margin / 2 : 0;
                weights[INPUTS * j + 1] = (j % 3) / 4.;
                weights[INPUTS * classes + j] = j > 1 ? -margin / 2 - j / 8. : 0;
            }
            return weights;
        }

        Architecture architecture() {
            return new Architecture(List.of(INPUTS, classes), Activation.IDENTITY);
        }

        Curvature curvature(Precision precision) {
            return Curvature.at(architecture(), Loss.CROSS_ENTROPY, samples(), weights(), precision, Workers.SINGLE);
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (int classes : new int[] {2, 3, 7}) {
            for (double margin : new double[] {1, 16, 20, 30, 38, 40, 60, 200, 600}) {
                cases.add(new Case(classes, margin, false));
                cases.add(new Case(classes, margin, true));
            }
        }
        return cases.stream();
    }

    /** Entry (i, j) is held relative to √(H_ii H_jj), as the matrix is graded. */
    @ParameterizedTest
    @MethodSource("cases")
    void curvatureKeepsItsDigits(Case given) {
        Softmax60 exact = Softmax60.of(given.samples(), given.weights());
        for (Function<Curvature, LinearOperator> operator :
                List.<Function<Curvature, LinearOperator>>of(Curvature::hessian, Curvature::gaussNewton)) {
            double[][] found = Networks.dense(operator.apply(given.curvature(Precision.FLOAT64)));
            for (int i = 0; i < found.length; i++) {
                for (int j = 0; j < found.length; j++) {
                    double scale = Math.sqrt(exact.hessian()[i][i]) * Math.sqrt(exact.hessian()[j][j]);
                    assertThat(found[i][j]).isCloseTo(exact.hessian()[i][j], within(ROUNDING * scale));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void lossAndGradientKeepTheirDigits(Case given) {
        Softmax60 exact = Softmax60.of(given.samples(), given.weights());
        Curvature curvature = given.curvature(Precision.FLOAT64);
        double[] gradient = new double[given.weights().length];
        BatchLoss batch = BatchLoss.of(given.architecture(), Loss.CROSS_ENTROPY, given.samples(), Precision.FLOAT64, 5);
        double loss = batch.gradient(given.weights(), new int[] {0, 1, 2, 3, 4}, 0, 5, gradient);
        for (double found : new double[] {
            loss, curvature.loss(), batch.evaluate(given.weights()).loss()
        }) {
            assertThat(found).isCloseTo(exact.loss(), within(ROUNDING * exact.loss()));
        }
        for (double[] found : List.of(gradient, curvature.gradient())) {
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isCloseTo(exact.gradient()[i], within(ROUNDING * exact.gradientScale()[i]));
            }
        }
    }

    /** In single precision as far as it reaches, and beyond that in double. */
    @ParameterizedTest
    @MethodSource("cases")
    void singlePrecisionDrivesAsWell(Case given) {
        Softmax60 exact = Softmax60.of(given.samples(), given.weights());
        Curvature curvature = given.curvature(Precision.FLOAT32);
        assertThat(curvature.loss()).isCloseTo(exact.loss(), within(ROUNDING * exact.loss()));
        double[][] found = Networks.dense(curvature.hessian());
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, exact.hessian()[i][i]);
        }
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).containsExactly(exact.hessian()[i], within(SINGLE * largest));
        }
        double[] gradient = new double[given.weights().length];
        double loss = BatchLoss.of(given.architecture(), Loss.CROSS_ENTROPY, given.samples(), Precision.FLOAT32, 5)
                .gradient(given.weights(), new int[] {0, 1, 2, 3, 4}, 0, 5, gradient);
        // e^−m leaves single precision at m = 87.
        if (given.margin() <= 60) {
            assertThat(loss).isCloseTo(exact.loss(), within(SINGLE * exact.loss()));
            for (int i = 0; i < gradient.length; i++) {
                assertThat(gradient[i]).isCloseTo(exact.gradient()[i], within(SINGLE * exact.gradientScale()[i]));
            }
        }
    }
}
