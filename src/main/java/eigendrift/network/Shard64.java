package eigendrift.network;

import eigendrift.config.Activation;
import eigendrift.data.Samples;

/**
 * A portion of the samples at fixed weights: activations a, derivatives f′(z), errors δ = ∂loss/∂z, and, as
 * secondDerivatives, e ∘ f″(z) with e = ∂loss/∂a.
 */
final class Shard64 {

    private final Samples samples;
    private final Layers64 layers;
    private final Activation activation;
    private final Output64 output;
    private final double[] inputs;
    private int first;

    int rows;
    final double[][] activations;
    final double[][] derivatives;
    final double[][] secondDerivatives;
    final double[][] errors;
    final double[] probabilities;

    /** @param maxRows most samples of a shard */
    Shard64(Samples samples, Layers64 layers, Activation activation, Output64 output, int maxRows) {
        this.samples = samples;
        this.layers = layers;
        this.activation = activation;
        this.output = output;
        inputs = samples.inputs64();
        int last = layers.count();
        activations = new double[last + 1][];
        derivatives = new double[last + 1][];
        secondDerivatives = new double[last + 1][];
        errors = new double[last + 1][];
        for (int layer = 1; layer <= last; layer++) {
            int size = maxRows * layers.width(layer);
            activations[layer] = new double[size];
            errors[layer] = new double[size];
            if (layer < last) {
                derivatives[layer] = new double[size];
                secondDerivatives[layer] = Activation64.isCurved(activation) ? new double[size] : null;
            }
        }
        probabilities = new double[maxRows * layers.width(last)];
    }

    /** Numbers that a shard keeps for each of its samples. */
    static int numbersPerRow(Layers64 layers, Activation activation) {
        int numbers = 3 * layers.width(layers.count());
        for (int layer = 1; layer < layers.count(); layer++) {
            numbers += (Activation64.isCurved(activation) ? 4 : 3) * layers.width(layer);
        }
        return numbers;
    }

    /**
     * Computes activations, derivatives and errors of the samples {@code first .. first + rows − 1}.
     *
     * @return the sum over rows of the loss
     */
    double /*both*/ fill(int first, int rows, double[] weights) {
        this.first = first;
        this.rows = rows;
        int last = layers.count();
        for (int layer = 1; layer <= last; layer++) {
            layers.forward(layer, rows, weights, activation(layer - 1), offset(layer - 1), activations[layer]);
            if (layer < last) {
                int size = rows * layers.width(layer);
                Activation64.apply(activation, size, activations[layer], derivatives[layer], secondDerivatives[layer]);
            }
        }
        double /*both*/ loss =
                output.error(rows, activations[last], null, first, samples.count(), errors[last], probabilities);
        for (int layer = last; layer > 1; layer--) {
            layers.backward(layer, rows, weights, errors[layer], 0, errors[layer - 1]);
            passBack(
                    rows * layers.width(layer - 1),
                    errors[layer - 1],
                    derivatives[layer - 1],
                    secondDerivatives[layer - 1]);
        }
        return loss;
    }

    /** δ = e ∘ f′ in place of e; secondDerivatives = e ∘ f″ in place of f″. */
    private static void passBack(int size, double[] e, double[] derivative, double[] second) {
        for (int i = 0; second != null && i < size; i++) {
            second[i] *= e[i];
        }
        for (int i = 0; i < size; i++) {
            e[i] *= derivative[i];
        }
    }

    /** Output of a layer; the inputs for layer 0. */
    double[] activation(int layer) {
        return layer == 0 ? inputs : activations[layer];
    }

    int offset(int layer) {
        return layer == 0 ? first * samples.inputSize() : 0;
    }
}
