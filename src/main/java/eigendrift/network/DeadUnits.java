package eigendrift.network;

import eigendrift.data.Samples;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Hidden units through which nothing is learned any more.
 *
 * @param dead units whose slope f′(z) is at most {@link #FLAT} in size at every sample: a ReLU that never fires, a tanh
 *     that is saturated everywhere
 * @param units hidden units in all
 */
public record DeadUnits(int dead, int units) {

    /** Largest |f′(z)| at which a unit counts as passing no gradient on. */
    static final double FLAT = 1e-6;

    private static final int SHARD = 256;

    /** Counts them in one forward pass over all samples; reads {@code parameters}. */
    public static DeadUnits count(Architecture architecture, double[] parameters, Samples samples) {
        Layers64 layers = new Layers64(architecture);
        int hidden = layers.count() - 1;
        BitSet[] alive = new BitSet[hidden + 1];
        Arrays.setAll(alive, layer -> new BitSet());
        for (int from = 0; from < samples.count(); from += SHARD) {
            int rows = Math.min(SHARD, samples.count() - from);
            double[] a = samples.inputs();
            int offset = from * samples.inputSize();
            for (int layer = 1; layer <= hidden; layer++) {
                int width = layers.width(layer);
                double[] z = new double[rows * width];
                double[] derivatives = new double[rows * width];
                layers.forward(layer, rows, parameters, a, offset, z);
                Activation64.apply(architecture.activation(), z.length, z, derivatives, new double[rows * width]);
                for (int i = 0; i < derivatives.length; i++) {
                    // NaN counts as alive: a network with NaN has another fault.
                    if (!(Math.abs(derivatives[i]) <= FLAT)) {
                        alive[layer].set(i % width);
                    }
                }
                a = z;
                offset = 0;
            }
        }
        int units = 0;
        int living = 0;
        for (int layer = 1; layer <= hidden; layer++) {
            units += layers.width(layer);
            living += alive[layer].cardinality();
        }
        return new DeadUnits(units - living, units);
    }
}
