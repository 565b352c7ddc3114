package eigendrift.dynamics;

import eigendrift.network.ParameterLayout;
import eigendrift.network.ParameterLayout.Parameter;
import java.util.List;

/**
 * Where a direction sits, with p_j = v_j²/‖v‖².
 *
 * @param values its observables
 * @param layers split by layer
 * @param blocks split by named block, in their order
 * @param neurons split by neuron: its incoming weights and its bias; the neurons of layer 1, then of layer 2, ...
 * @param carriers the parameters of largest p_j, up to {@link #CARRIERS}
 */
public record Localization(
        ObservableValues values, GroupMasses layers, GroupMasses blocks, GroupMasses neurons, List<TopEntry> carriers) {

    /** Parameters named one by one. */
    public static final int CARRIERS = 10;

    public Localization {
        carriers = List.copyOf(carriers);
    }

    /**
     * Measures one direction. Reads {@code v}. O(n log n) for the largest entries, 2n numbers of memory.
     *
     * @throws IllegalArgumentException if the length is not that of the blocks, or the vector is zero or not finite
     */
    public static Localization of(double[] v, ParameterLayout blocks) {
        Masses masses = Masses.of(v, blocks);
        double[] p = masses.p();
        int[] firstNeuron = firstNeurons(blocks);
        GroupMasses.Sums layers = new GroupMasses.Sums(blocks.layers());
        GroupMasses.Sums named = new GroupMasses.Sums(blocks.parameters().size());
        GroupMasses.Sums neurons = new GroupMasses.Sums(firstNeuron[blocks.layers()]);
        for (int b = 0; b < blocks.parameters().size(); b++) {
            Parameter block = blocks.parameters().get(b);
            int layer = block.layer() - 1;
            for (int row = 0; row < block.rows(); row++) {
                double mass = 0;
                double share = 0;
                int start = block.offset() + row * block.columns();
                for (int j = start; j < start + block.columns(); j++) {
                    mass += p[j];
                    share += p[j] * p[j];
                }
                layers.add(layer, mass, share);
                named.add(b, mass, share);
                neurons.add(firstNeuron[layer] + row, mass, share);
            }
        }
        return new Localization(
                ObservableValues.of(masses),
                layers.split(),
                named.split(),
                neurons.split(),
                TopEntry.largest(v, CARRIERS));
    }

    /** Place of each layer's first neuron; the last entry is the number of neurons. */
    private static int[] firstNeurons(ParameterLayout blocks) {
        int[] first = new int[blocks.layers() + 1];
        for (Parameter block : blocks.parameters()) {
            first[block.layer()] = Math.max(first[block.layer()], block.rows());
        }
        for (int layer = 1; layer < first.length; layer++) {
            first[layer] += first[layer - 1];
        }
        return first;
    }
}
