package eigendrift.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.Activation;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.data.Samples;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Workers;
import eigendrift.network.Networks.Problem;
import eigendrift.random.Streams;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Without hidden layers the Hessian has a closed form, and it is the Gauss-Newton matrix. */
class ClosedFormsTest {

    /** Rounding of sums of some hundred terms of order one. */
    private static final double ROUNDING = 1e-12;

    /** H = (1/N) Σ (diag p − ppᵀ) ⊗ xxᵀ. */
    @Test
    void softmaxRegression() {
        Problem problem = Networks.problem(Activation.RELU, Loss.CROSS_ENTROPY, 0, 700);
        assertCurvature(problem, ClosedForms.softmaxRegression(problem));
    }

    /** Half-squared linear regression: H = I ⊗ XᵀX/N with the inputs extended by 1, whatever the weights. */
    @Test
    void linearRegression() {
        Problem problem = Networks.problem(Activation.TANH, Loss.HALF_SQUARED_ERROR, 0, 700);
        assertCurvature(problem, ClosedForms.linearRegression(problem));
    }

    /**
     * Binary logistic regression with weights w is softmax regression over two classes with weights (a, a + w), as
     * softmax(z)₁ = σ(z₁ − z₀). Its Hessian B appears as H = [[B, −B], [−B, B]].
     */
    @Test
    void binaryLogisticRegression() {
        int in = 6;
        int count = 500;
        Streams streams = new Streams(Networks.SEED);
        double[] inputs =
                streams.stream("inputs").doubles((long) count * in, -2, 2).toArray();
        int[] labels = streams.stream("targets").ints(count, 0, 2).toArray();
        Samples samples = new Samples(count, in, inputs, 2, labels, null);
        double[] w = streams.stream("weights").doubles(in + 1, -1, 1).toArray();
        double[] a = streams.stream("shift").doubles(in + 1, -1, 1).toArray();
        double[][] logistic = ClosedForms.binaryLogistic(samples, w);

        Architecture architecture = new Architecture(List.of(in, 2), Activation.IDENTITY);
        double[] weights = new double[architecture.parameters()];
        double[][] expected = new double[weights.length][weights.length];
        for (int i = 0; i <= in; i++) {
            weights[place(0, i, in)] = a[i];
            weights[place(1, i, in)] = a[i] + w[i];
            for (int j = 0; j <= in; j++) {
                for (int block = 0; block < 4; block++) {
                    int row = block / 2;
                    int column = block % 2;
                    double sign = row == column ? 1 : -1;
                    expected[place(row, i, in)][place(column, j, in)] = sign * logistic[i][j];
                }
            }
        }
        assertCurvature(new Problem(architecture, Loss.CROSS_ENTROPY, samples, weights), expected);
    }

    /** Of W (2 x in), then b. */
    private static int place(int output, int input, int in) {
        return input < in ? output * in + input : 2 * in + output;
    }

    private static void assertCurvature(Problem problem, double[][] expected) {
        Curvature curvature = Curvature.at(
                problem.architecture(),
                problem.loss(),
                problem.samples(),
                problem.weights(),
                Precision.FLOAT64,
                Workers.SINGLE);
        for (Function<Curvature, LinearOperator> operator :
                List.<Function<Curvature, LinearOperator>>of(Curvature::hessian, Curvature::gaussNewton)) {
            double[][] found = Networks.dense(operator.apply(curvature));
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).containsExactly(expected[i], within(ROUNDING));
            }
        }
    }
}
