package eigendrift.network;

import eigendrift.config.Activation;
import eigendrift.config.Loss;
import eigendrift.data.Samples;

/**
 * Loss and gradient in passes over at most {@link #CHUNK} samples, so that the activations of one pass stay in the
 * cache.
 */
@SuppressWarnings("cast") // the casts to double narrow in the generated single-precision twin
final class BatchLoss64 implements BatchLoss {

    private static final int CHUNK = 512;

    private final Samples samples;
    private final Activation activation;
    private final Layers64 layers;
    private final Output64 output;
    private final Inputs64 inputs;
    private final int chunk;
    private final double[][] activations;
    private final double[][] derivatives;
    private final double[][] errors;
    private final double[] probabilities;
    private final double[] weights;
    private final double[] sums;

    BatchLoss64(Architecture architecture, Loss loss, Samples samples, int maxBatch) {
        this.samples = samples;
        activation = architecture.activation();
        layers = new Layers64(architecture);
        output = new Output64(loss, samples);
        chunk = Math.min(CHUNK, Math.max(maxBatch, Math.min(CHUNK, samples.count())));
        inputs = new Inputs64(samples, Math.min(CHUNK, maxBatch));
        activations = new double[layers.count() + 1][];
        derivatives = new double[layers.count() + 1][];
        errors = new double[layers.count() + 1][];
        for (int layer = 1; layer <= layers.count(); layer++) {
            activations[layer] = new double[chunk * layers.width(layer)];
            derivatives[layer] = new double[chunk * layers.width(layer)];
            errors[layer] = new double[chunk * layers.width(layer)];
        }
        probabilities = new double[chunk * layers.width(layers.count())];
        weights = new double[architecture.parameters()];
        sums = new double[architecture.parameters()];
    }

    @Override
    public double /*both*/ gradient(
            double /*both*/[] parameters, int[] rows, int from, int to, double /*both*/[] gradient) {
        load(parameters);
        double /*both*/ sum = 0;
        for (int start = from; start < to; start += CHUNK) {
            int end = Math.min(to, start + CHUNK);
            int count = end - start;
            double[] x = inputs.gather(rows, start, end);
            forward(count, x, 0, derivatives);
            int last = layers.count();
            sum += output.error(count, activations[last], rows, start, to - from, errors[last], probabilities);
            backward(count, x, start == from ? 0 : 1);
        }
        for (int i = 0; i < sums.length; i++) {
            gradient[i] = sums[i];
        }
        return sum / (to - from);
    }

    @Override
    public Evaluation evaluate(double /*both*/[] parameters) {
        load(parameters);
        int last = layers.count();
        double /*both*/ sum = 0;
        int correct = 0;
        for (int first = 0; first < samples.count(); first += chunk) {
            int count = Math.min(chunk, samples.count() - first);
            forward(count, samples.inputs64(), first * samples.inputSize(), null);
            sum += output.error(count, activations[last], null, first, samples.count(), errors[last], probabilities);
            correct += samples.labels() == null ? 0 : output.correct(count, activations[last], first);
        }
        // Double.NaN becomes Float.NaN in the single-precision twin, and widens to the NaN of a double.
        double /*both*/ accuracy = samples.labels() == null ? Double.NaN : (double /*both*/) correct / samples.count();
        return new Evaluation(sum / samples.count(), accuracy);
    }

    private void load(double /*both*/[] parameters) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (double) parameters[i];
        }
    }

    private void forward(int count, double[] x, int offset, double[][] derivatives) {
        double[] a = x;
        int aOffset = offset;
        for (int layer = 1; layer <= layers.count(); layer++) {
            double[] z = activations[layer];
            layers.forward(layer, count, weights, a, aOffset, z);
            if (layer < layers.count()) {
                double[] derivative = derivatives == null ? null : derivatives[layer];
                Activation64.apply(activation, count * layers.width(layer), z, derivative, null);
            }
            a = z;
            aOffset = 0;
        }
    }

    private void backward(int count, double[] x, double beta) {
        for (int layer = layers.count(); layer >= 1; layer--) {
            double[] a = layer == 1 ? x : activations[layer - 1];
            layers.addWeights(layer, count, errors[layer], a, 0, beta, sums);
            layers.addBiases(layer, count, errors[layer], beta, sums);
            if (layer > 1) {
                double[] e = errors[layer - 1];
                layers.backward(layer, count, weights, errors[layer], 0, e);
                double[] derivative = derivatives[layer - 1];
                int size = count * layers.width(layer - 1);
                for (int i = 0; i < size; i++) {
                    e[i] *= derivative[i];
                }
            }
        }
    }
}
