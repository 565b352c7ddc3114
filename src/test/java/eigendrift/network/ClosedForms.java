package eigendrift.network;

import eigendrift.data.Samples;
import eigendrift.network.Networks.Problem;

/** Hessians of models without hidden layers, written out. Parameters: W row by row, then b. */
final class ClosedForms {

    private ClosedForms() {}

    static double[][] softmaxRegression(Problem problem) {
        Samples samples = problem.samples();
        int out = samples.outputs();
        double[][] hessian = new double[problem.weights().length][problem.weights().length];
        for (int s = 0; s < samples.count(); s++) {
            double[] p = softmax(outputs(problem, s));
            double[][] block = new double[out][out];
            for (int a = 0; a < out; a++) {
                for (int b = 0; b < out; b++) {
                    block[a][b] = (a == b ? p[a] : 0) - p[a] * p[b];
                }
            }
            add(problem, s, block, hessian);
        }
        return hessian;
    }

    /**
     * (1/N) Xᵀ diag(s(1 − s)) X, s = σ(w·x), x extended by 1: the Hessian of mean log(1 + exp(w·x)) − y w·x.
     *
     * @param w d weights, then the bias
     */
    static double[][] binaryLogistic(Samples samples, double[] w) {
        int in = samples.inputSize();
        double[][] hessian = new double[in + 1][in + 1];
        double[] x = new double[in + 1];
        for (int s = 0; s < samples.count(); s++) {
            System.arraycopy(samples.inputs(), s * in, x, 0, in);
            x[in] = 1;
            double z = 0;
            for (int i = 0; i <= in; i++) {
                z += w[i] * x[i];
            }
            double p = 1 / (1 + Math.exp(-z));
            for (int i = 0; i <= in; i++) {
                for (int j = 0; j <= in; j++) {
                    hessian[i][j] += p * (1 - p) * x[i] * x[j] / samples.count();
                }
            }
        }
        return hessian;
    }

    static double[][] linearRegression(Problem problem) {
        int out = problem.samples().outputs();
        double[][] identity = new double[out][out];
        for (int a = 0; a < out; a++) {
            identity[a][a] = 1;
        }
        double[][] hessian = new double[problem.weights().length][problem.weights().length];
        for (int s = 0; s < problem.samples().count(); s++) {
            add(problem, s, identity, hessian);
        }
        return hessian;
    }

    /** hessian += block ⊗ xxᵀ / N with x extended by 1. */
    private static void add(Problem problem, int sample, double[][] block, double[][] hessian) {
        int in = problem.samples().inputSize();
        int out = block.length;
        for (int a = 0; a < out; a++) {
            for (int b = 0; b < out; b++) {
                for (int i = 0; i <= in; i++) {
                    for (int j = 0; j <= in; j++) {
                        hessian[place(a, i, in, out)][place(b, j, in, out)] += block[a][b]
                                * input(problem, sample, i)
                                * input(problem, sample, j)
                                / problem.samples().count();
                    }
                }
            }
        }
    }

    private static int place(int output, int input, int in, int out) {
        return input < in ? output * in + input : out * in + output;
    }

    private static double input(Problem problem, int sample, int i) {
        int in = problem.samples().inputSize();
        return i < in ? problem.samples().inputs()[sample * in + i] : 1;
    }

    private static double[] outputs(Problem problem, int sample) {
        int in = problem.samples().inputSize();
        double[] z = new double[problem.samples().outputs()];
        for (int a = 0; a < z.length; a++) {
            for (int i = 0; i <= in; i++) {
                z[a] += problem.weights()[place(a, i, in, z.length)] * input(problem, sample, i);
            }
        }
        return z;
    }

    private static double[] softmax(double[] z) {
        double[] p = new double[z.length];
        double sum = 0;
        for (int a = 0; a < z.length; a++) {
            p[a] = Math.exp(z[a]);
            sum += p[a];
        }
        for (int a = 0; a < z.length; a++) {
            p[a] /= sum;
        }
        return p;
    }
}
