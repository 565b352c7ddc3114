package eigendrift.checkpoints;

import eigendrift.tensors.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The layers of a multilayer perceptron, from its inputs to its outputs, by their tensors in a file. */
public record Layers(List<Layer> layers) {

    /**
     * A layer: outputs = W inputs + b.
     *
     * @param weight W, outputs x inputs
     * @param transposed whether the file has it inputs x outputs, as Keras and Flax write
     */
    public record Layer(Tensor weight, Tensor bias, boolean transposed) {

        public int inputs() {
            return Math.toIntExact(weight.shape()[transposed ? 0 : 1]);
        }

        public int outputs() {
            return Math.toIntExact(weight.shape()[transposed ? 1 : 0]);
        }
    }

    public Layers {
        layers = List.copyOf(layers);
    }

    /** The same layers of other tensors, each of the shape of the one whose place it takes. */
    Layers with(UnaryOperator<Tensor> other) {
        return new Layers(layers.stream()
                .map(layer -> new Layer(other.apply(layer.weight), other.apply(layer.bias), layer.transposed))
                .toList());
    }

    /** From the inputs to the outputs. */
    public List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        widths.add(layers.get(0).inputs());
        layers.forEach(layer -> widths.add(layer.outputs()));
        return widths;
    }

    public long parameters() {
        return layers.stream()
                .mapToLong(layer -> (layer.inputs() + 1L) * layer.outputs())
                .sum();
    }

    /**
     * Reads the values: W by rows, then b, layer after layer.
     *
     * @throws eigendrift.files.DataException if they cannot be read
     */
    public double[] read() {
        double[] values = new double[Math.toIntExact(parameters())];
        int place = 0;
        for (Layer layer : layers) {
            double[] weight = layer.weight.read();
            if (layer.transposed) {
                weight = transposed(weight, layer.inputs(), layer.outputs());
            }
            System.arraycopy(weight, 0, values, place, weight.length);
            place += weight.length;
            System.arraycopy(layer.bias.read(), 0, values, place, layer.outputs());
            place += layer.outputs();
        }
        return values;
    }

    private static double[] transposed(double[] matrix, int rows, int columns) {
        double[] values = new double[matrix.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                values[j * rows + i] = matrix[i * columns + j];
            }
        }
        return values;
    }
}
