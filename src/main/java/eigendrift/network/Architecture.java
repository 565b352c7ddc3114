package eigendrift.network;

import eigendrift.config.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * Widths and activation of a multilayer perceptron.
 *
 * @param widths inputs, hidden widths ..., outputs; at least two entries
 */
public record Architecture(List<Integer> widths, Activation activation) {

    public Architecture {
        widths = List.copyOf(widths);
    }

    /** Number of weight layers. */
    public int layers() {
        return widths.size() - 1;
    }

    /** Layout of the parameter vector: layer l holds W (out x in, row-major), then b. */
    public ParameterLayout layout() {
        List<ParameterLayout.Parameter> parameters = new ArrayList<>();
        int offset = 0;
        for (int layer = 1; layer <= layers(); layer++) {
            int in = widths.get(layer - 1);
            int out = widths.get(layer);
            parameters.add(new ParameterLayout.Parameter("layer" + layer + ".weight", layer, offset, out, in));
            offset = Math.addExact(offset, Math.multiplyExact(out, in));
            parameters.add(new ParameterLayout.Parameter("layer" + layer + ".bias", layer, offset, out, 1));
            offset = Math.addExact(offset, out);
        }
        return new ParameterLayout(parameters);
    }

    /** n, the number of parameters. */
    public int parameters() {
        return layout().size();
    }
}
