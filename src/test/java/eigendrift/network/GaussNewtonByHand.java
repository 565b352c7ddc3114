package eigendrift.network;

import eigendrift.data.Samples;
import eigendrift.network.Networks.Problem;

/** (1/N) Σ Jᵀ H_z J, with a forward pass of its own and its Jacobian by central differences. */
final class GaussNewtonByHand {

    private GaussNewtonByHand() {}

    static double[][] matrix(Problem problem, double step) {
        Samples samples = problem.samples();
        int n = problem.weights().length;
        int out = samples.outputs();
        double[][] sum = new double[n][n];
        for (int s = 0; s < samples.count(); s++) {
            double[][] jacobian = jacobian(problem, s, step);
            double[][] curvature = outputCurvature(problem, outputs(problem, problem.weights(), s));
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int a = 0; a < out; a++) {
                        for (int b = 0; b < out; b++) {
                            sum[i][j] += jacobian[i][a] * curvature[a][b] * jacobian[j][b] / samples.count();
                        }
                    }
                }
            }
        }
        return sum;
    }

    private static double[][] jacobian(Problem problem, int sample, double step) {
        int n = problem.weights().length;
        double[][] jacobian = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            double[] up = outputs(problem, Networks.along(problem.weights(), unit, step), sample);
            double[] down = outputs(problem, Networks.along(problem.weights(), unit, -step), sample);
            jacobian[i] = new double[up.length];
            for (int a = 0; a < up.length; a++) {
                jacobian[i][a] = (up[a] - down[a]) / (2 * step);
            }
        }
        return jacobian;
    }

    private static double[][] outputCurvature(Problem problem, double[] z) {
        int out = z.length;
        double[][] curvature = new double[out][out];
        double total = 0;
        for (double x : z) {
            total += Math.exp(x);
        }
        for (int a = 0; a < out; a++) {
            for (int b = 0; b < out; b++) {
                double same = a == b ? 1 : 0;
                double p = Math.exp(z[a]) / total;
                double q = Math.exp(z[b]) / total;
                curvature[a][b] = switch (problem.loss()) {
                    case CROSS_ENTROPY -> same * p - p * q;
                    case MEAN_SQUARED_ERROR -> same * 2 / out;
                    case HALF_SQUARED_ERROR -> same;
                };
            }
        }
        return curvature;
    }

    /** z of one sample, neuron by neuron. */
    private static double[] outputs(Problem problem, double[] weights, int sample) {
        Architecture architecture = problem.architecture();
        int in = architecture.widths().get(0);
        double[] a = new double[in];
        System.arraycopy(problem.samples().inputs(), sample * in, a, 0, in);
        int offset = 0;
        for (int layer = 1; layer <= architecture.layers(); layer++) {
            double[] z = new double[architecture.widths().get(layer)];
            for (int j = 0; j < z.length; j++) {
                z[j] = weights[offset + z.length * a.length + j];
                for (int i = 0; i < a.length; i++) {
                    z[j] += weights[offset + j * a.length + i] * a[i];
                }
                z[j] = layer < architecture.layers() ? ActivationsByHand.value(architecture.activation(), z[j]) : z[j];
            }
            offset += z.length * a.length + z.length;
            a = z;
        }
        return a;
    }
}
