package eigendrift.data;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A random network as teacher: y = f(x) + noise · ξ with x ~ N(0, I) and ξ ~ N(0, I), both drawn sample by sample, so
 * that x does not depend on the noise. f has tanh on its hidden layers and a linear output; weights and biases of a
 * layer of m inputs are N(0, 1/m). Under classification the label is the index of the largest entry of y.
 */
final class TeacherSource {

    private static final String NAME = "teacher";

    private TeacherSource() {}

    static TrainTestSplit draw(DataConfig.Teacher source, DataConfig config, Streams streams) {
        List<Layer> layers = layers(source, streams.stream("data-teacher"));
        return Synthetic.split(NAME, source.count(), source.testCount(), config, streams, (n, random) -> {
            int d = source.inputs();
            int k = source.outputs();
            double[] inputs = Targets.numbers(NAME, n, d);
            double[] targets = Targets.numbers(NAME, n, k);
            for (int i = 0; i < n; i++) {
                double[] x = gaussians(d, 1, random);
                double[] y = output(layers, x);
                for (int j = 0; j < k; j++) {
                    targets[i * k + j] = y[j] + source.noise() * random.nextGaussian();
                }
                System.arraycopy(x, 0, inputs, i * d, d);
            }
            return config.task() == Task.REGRESSION
                    ? new Samples(n, d, inputs, k, null, targets)
                    : Targets.labelled(NAME, config.task(), d, inputs, k, largest(targets, n, k));
        });
    }

    /** A layer's weights, out x in, row-major, and biases. */
    record Layer(int in, double[] weights, double[] biases) {}

    static List<Layer> layers(DataConfig.Teacher source, RandomGenerator random) {
        List<Integer> widths = new ArrayList<>(source.hidden());
        widths.add(source.outputs());
        List<Layer> layers = new ArrayList<>();
        int in = source.inputs();
        for (int out : widths) {
            double sd = 1 / Math.sqrt(in);
            double[] weights = gaussians(Targets.size(NAME, out, in), sd, random);
            layers.add(new Layer(in, weights, gaussians(out, sd, random)));
            in = out;
        }
        return layers;
    }

    private static double[] output(List<Layer> layers, double[] x) {
        double[] a = x;
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            double[] z = layer.biases.clone();
            for (int i = 0; i < z.length; i++) {
                for (int j = 0; j < layer.in; j++) {
                    z[i] += layer.weights[i * layer.in + j] * a[j];
                }
                z[i] = l < layers.size() - 1 ? StrictMath.tanh(z[i]) : z[i];
            }
            a = z;
        }
        return a;
    }

    private static double[] gaussians(int n, double sd, RandomGenerator random) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = sd * random.nextGaussian();
        }
        return values;
    }

    private static int[] largest(double[] targets, int n, int k) {
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            for (int j = 1; j < k; j++) {
                labels[i] = targets[i * k + j] > targets[i * k + labels[i]] ? j : labels[i];
            }
        }
        return labels;
    }
}
