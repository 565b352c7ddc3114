package eigendrift.network;

import eigendrift.data.Samples;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * Softmax regression in arithmetic of 60 significant digits, rounded at the end.
 *
 * @param gradientScale sum of the magnitudes of the samples' parts of the gradient
 */
record Softmax60(double loss, double[] gradient, double[] gradientScale, double[][] hessian) {

    private static final MathContext DIGITS = new MathContext(60);

    /** So many digits are lost between 1 and e^−700. */
    private static final MathContext MORE = new MathContext(400);

    /** @param weights W (classes x inputs), then b */
    static Softmax60 of(Samples samples, double[] weights) {
        int inputs = samples.inputSize();
        int classes = samples.outputs();
        int n = weights.length;
        BigDecimal count = new BigDecimal(samples.count());
        BigDecimal loss = BigDecimal.ZERO;
        BigDecimal[] gradient = zeros(n);
        BigDecimal[] magnitudes = zeros(n);
        BigDecimal[][] hessian = new BigDecimal[n][];
        for (int i = 0; i < n; i++) {
            hessian[i] = zeros(n);
        }
        for (int s = 0; s < samples.count(); s++) {
            BigDecimal[] x = new BigDecimal[inputs + 1];
            for (int i = 0; i <= inputs; i++) {
                x[i] = i < inputs ? new BigDecimal(samples.inputs()[s * inputs + i]) : BigDecimal.ONE;
            }
            BigDecimal[] p = new BigDecimal[classes];
            BigDecimal total = BigDecimal.ZERO;
            for (int j = 0; j < classes; j++) {
                BigDecimal z = BigDecimal.ZERO;
                for (int i = 0; i <= inputs; i++) {
                    z = z.add(x[i].multiply(new BigDecimal(weights[place(j, i, inputs, classes)])));
                }
                p[j] = exp(z);
                total = total.add(p[j], MORE);
            }
            int label = samples.labels()[s];
            for (int j = 0; j < classes; j++) {
                p[j] = p[j].divide(total, MORE);
            }
            loss = loss.add(minusLog(p[label]));
            for (int a = 0; a < classes; a++) {
                BigDecimal error = p[a].subtract(a == label ? BigDecimal.ONE : BigDecimal.ZERO);
                for (int i = 0; i <= inputs; i++) {
                    int row = place(a, i, inputs, classes);
                    BigDecimal part = error.multiply(x[i], MORE).divide(count, MORE);
                    gradient[row] = gradient[row].add(part);
                    magnitudes[row] = magnitudes[row].add(part.abs());
                    for (int b = 0; b < classes; b++) {
                        BigDecimal curvature = (a == b ? p[a] : BigDecimal.ZERO).subtract(p[a].multiply(p[b], MORE));
                        for (int k = 0; k <= inputs; k++) {
                            int column = place(b, k, inputs, classes);
                            hessian[row][column] = hessian[row][column].add(
                                    curvature.multiply(x[i]).multiply(x[k]).divide(count, MORE));
                        }
                    }
                }
            }
        }
        double[][] rounded = new double[n][];
        for (int i = 0; i < n; i++) {
            rounded[i] = doubles(hessian[i]);
        }
        return new Softmax60(loss.divide(count, DIGITS).doubleValue(), doubles(gradient), doubles(magnitudes), rounded);
    }

    private static int place(int output, int input, int inputs, int classes) {
        return input < inputs ? output * inputs + input : inputs * classes + output;
    }

    /** e^x = (e^(x / 2¹⁶))^(2¹⁶), the inner one by its series. */
    private static BigDecimal exp(BigDecimal x) {
        BigDecimal small = x.divide(new BigDecimal(1 << 16), MORE);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int k = 1; k < 250; k++) {
            term = term.multiply(small, MORE).divide(new BigDecimal(k), MORE);
            sum = sum.add(term, MORE);
        }
        for (int k = 0; k < 16; k++) {
            sum = sum.multiply(sum, MORE);
        }
        return sum;
    }

    /** −ln p by Newton's iteration on e^y = p, from the value in double precision or, near 1, from 1 − p. */
    private static BigDecimal minusLog(BigDecimal p) {
        BigDecimal rest = BigDecimal.ONE.subtract(p);
        BigDecimal y = rest.doubleValue() < 1e-6 ? rest.negate() : new BigDecimal(StrictMath.log(p.doubleValue()));
        for (int k = 0; k < 6; k++) {
            y = y.add(p.divide(exp(y), MORE)).subtract(BigDecimal.ONE);
        }
        return y.negate();
    }

    private static BigDecimal[] zeros(int n) {
        BigDecimal[] zeros = new BigDecimal[n];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }

    private static double[] doubles(BigDecimal[] values) {
        return Arrays.stream(values).mapToDouble(BigDecimal::doubleValue).toArray();
    }
}
