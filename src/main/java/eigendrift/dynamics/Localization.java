package eigendrift.dynamics;

import eigendrift.network.Blocks;
import eigendrift.network.Blocks.Block;
import java.util.Arrays;
import java.util.List;

/**
 * On how few parameters a direction sits, with p_j = v_j²/‖v‖².
 *
 * <p>The IPR does not change when hidden units are permuted, but it does when a ReLU unit's input weights are scaled up
 * and its output weights down, though the network stays the same function.
 *
 * @param ipr inverse participation ratio Σ p_j² ∈ [1/n, 1]; 1/s for equal mass on s parameters
 * @param entropy Shannon's S_1 = −Σ p_j ln p_j ∈ [0, ln n], in nats
 * @param largestMass mass of the ⌈n/100⌉ largest p_j
 * @param layers split by layer
 * @param blocks split by named block, in their order
 * @param neurons split by neuron: its incoming weights and its bias; the neurons of layer 1, then of layer 2, ...
 * @param biasMass mass of the blocks whose name ends in {@code bias}; the rest are weights
 * @param renyiHalf Rényi entropy S_½ = 2 ln Σ √p_j
 * @param renyiInfinity S_∞ = −ln max p_j
 * @param carriers the parameters of largest p_j, up to {@link #CARRIERS}
 */
public record Localization(
        double ipr,
        double entropy,
        double largestMass,
        Split layers,
        Split blocks,
        Split neurons,
        double biasMass,
        double renyiHalf,
        double renyiInfinity,
        List<Carrier> carriers) {

    /** Parameters named one by one. */
    public static final int CARRIERS = 10;

    public Localization {
        carriers = List.copyOf(carriers);
    }

    /**
     * Measures one direction. Reads {@code v}. O(n log n) for the largest entries, n numbers of memory.
     *
     * @throws IllegalArgumentException if the length is not that of the blocks, or the vector is zero or not finite
     */
    public static Localization of(double[] v, Blocks blocks) {
        if (v.length != blocks.size()) {
            throw new IllegalArgumentException(
                    "expected a vector of the blocks' length " + blocks.size() + ", found length " + v.length);
        }
        double[] p = probabilities(v);
        int[] firstNeuron = firstNeurons(blocks);
        Split.Sums layers = new Split.Sums(blocks.layers());
        Split.Sums named = new Split.Sums(blocks.blocks().size());
        Split.Sums neurons = new Split.Sums(firstNeuron[blocks.layers()]);
        double ipr = 0;
        double biases = 0;
        for (int b = 0; b < blocks.blocks().size(); b++) {
            Block block = blocks.blocks().get(b);
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
                ipr += share;
                biases += block.isBias() ? mass : 0;
            }
        }
        return new Localization(
                ipr,
                shannon(p),
                largestMass(p),
                layers.split(),
                named.split(),
                neurons.split(),
                biases,
                renyiOf(p, .5),
                renyiOf(p, Double.POSITIVE_INFINITY),
                Carrier.largest(v, CARRIERS));
    }

    /** 1/IPR ∈ [1, n]: the number of parameters the direction sits on. */
    public double participationRatio() {
        return 1 / ipr;
    }

    /** e^{S_1} ∈ [1, n]: the number of parameters by Shannon's measure. */
    public double effectiveSupport() {
        return StrictMath.exp(entropy);
    }

    /**
     * Rényi entropy S_q = ln Σ p_j^q / (1 − q), in nats; S_2 = −ln IPR. At q = 1 its limit, Shannon's. O(n).
     *
     * @param q order, ≥ 0; at 0 the logarithm of the number of non-zero entries
     */
    public static double renyi(double[] v, double q) {
        if (!(q >= 0)) {
            throw new IllegalArgumentException("the order of a Rényi entropy must be at least 0, found q = " + q);
        }
        return renyiOf(probabilities(v), q);
    }

    private static double renyiOf(double[] p, double q) {
        if (q == 1) {
            return shannon(p);
        }
        if (q == Double.POSITIVE_INFINITY) {
            return -StrictMath.log(Arrays.stream(p).max().getAsDouble());
        }
        double sum = 0;
        for (double x : p) {
            sum += x > 0 ? q == .5 ? Math.sqrt(x) : StrictMath.pow(x, q) : 0;
        }
        return StrictMath.log(sum) / (1 - q);
    }

    private static double[] probabilities(double[] v) {
        double squared = Directions.squaredNorm(v);
        double[] p = new double[v.length];
        for (int j = 0; j < p.length; j++) {
            p[j] = v[j] * v[j] / squared;
        }
        return p;
    }

    private static double shannon(double[] p) {
        double sum = 0;
        for (double x : p) {
            sum -= x > 0 ? x * StrictMath.log(x) : 0;
        }
        return sum;
    }

    /** Sorts p. */
    private static double largestMass(double[] p) {
        Arrays.sort(p);
        double sum = 0;
        for (int j = p.length - 1; j >= p.length - (p.length + 99) / 100; j--) {
            sum += p[j];
        }
        return sum;
    }

    /** Place of each layer's first neuron; the last entry is the number of neurons. */
    private static int[] firstNeurons(Blocks blocks) {
        int[] first = new int[blocks.layers() + 1];
        for (Block block : blocks.blocks()) {
            first[block.layer()] = Math.max(first[block.layer()], block.rows());
        }
        for (int layer = 1; layer < first.length; layer++) {
            first[layer] += first[layer - 1];
        }
        return first;
    }
}
