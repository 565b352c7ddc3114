package eigendrift.network;

import eigendrift.config.Activation;
import eigendrift.data.Samples;

/**
 * A portion of the samples at fixed weights: activations a, slopes f′(z), errors δ, and the bends e ∘ f″(z), where e is the error
 * before it passes the activation. Computed once, then only read.
 */
final class Shard64 {

    final int first;
    final int rows;
    final double[] inputs;
    final int inputOffset;
    final double[][] activations;
    final double[][] slopes;
    final double[][] bends;
    final double[][] errors;
    final double[] probabilities;

    /** Sum over rows of the loss. */
    final double /*both*/ loss;

    Shard64(
            Samples samples,
            int first,
            int rows,
            Layers64 layers,
            Activation activation,
            Output64 output,
            double[] weights) {
        this.first = first;
        this.rows = rows;
        inputs = samples.inputs64();
        inputOffset = first * samples.inputSize();
        int last = layers.count();
        activations = new double[last + 1][];
        slopes = new double[last + 1][];
        bends = new double[last + 1][];
        errors = new double[last + 1][];
        for (int layer = 1; layer <= last; layer++) {
            int size = rows * layers.width(layer);
            activations[layer] = new double[size];
            errors[layer] = new double[size];
            layers.forward(layer, rows, weights, activation(layer - 1), offset(layer - 1), activations[layer]);
            if (layer < last) {
                slopes[layer] = new double[size];
                bends[layer] = Activation64.bends(activation) ? new double[size] : null;
                Activation64.apply(activation, size, activations[layer], slopes[layer], bends[layer]);
            }
        }
        probabilities = new double[rows * layers.width(last)];
        loss = output.error(rows, activations[last], null, first, samples.count(), errors[last], probabilities);
        for (int layer = last; layer > 1; layer--) {
            layers.backward(layer, rows, weights, errors[layer], 0, errors[layer - 1]);
            passBack(errors[layer - 1], slopes[layer - 1], bends[layer - 1]);
        }
    }

    /** δ = e ∘ f′ in place of e; bends = e ∘ f″ in place of f″. */
    private static void passBack(double[] e, double[] slope, double[] bend) {
        for (int i = 0; bend != null && i < e.length; i++) {
            bend[i] *= e[i];
        }
        for (int i = 0; i < e.length; i++) {
            e[i] *= slope[i];
        }
    }

    /** Output of a layer; the inputs for layer 0. */
    double[] activation(int layer) {
        return layer == 0 ? inputs : activations[layer];
    }

    int offset(int layer) {
        return layer == 0 ? inputOffset : 0;
    }
}
