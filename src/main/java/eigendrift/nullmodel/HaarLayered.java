package eigendrift.nullmodel;

import eigendrift.dynamics.Localization;
import eigendrift.network.Blocks;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A direction with given layer masses that is uniformly random within each layer: the closed forms of
 * {@code haar-layered}.
 *
 * <p>If a measurement exceeds this model, its eigenvectors are localized within layers; if it exceeds {@link Haar} but
 * not this model, they only prefer some layers.
 *
 * @param sizes n_l, the parameters of each layer
 * @param masses m_l, one a layer, with sum 1
 */
public record HaarLayered(List<Integer> sizes, List<Double> masses) {

    /** Largest difference of the masses' sum from 1: rounding of sums over many parameters. */
    private static final double ROUNDING = 1e-9;

    public HaarLayered {
        sizes = List.copyOf(sizes);
        masses = List.copyOf(masses);
        double sum = masses.stream().mapToDouble(m -> m).sum();
        if (sizes.size() != masses.size() || !(Math.abs(sum - 1) <= ROUNDING)) {
            throw new IllegalArgumentException(
                    "expected one mass for each of " + sizes.size() + " layers, with sum 1, found masses = " + masses);
        }
    }

    /** With the layer masses of a measurement. */
    public static HaarLayered of(Blocks blocks, Localization measured) {
        Layers layers = Layers.of(blocks);
        List<Integer> sizes = new ArrayList<>();
        for (int l = 0; l < layers.count(); l++) {
            sizes.add(layers.size(l));
        }
        return new HaarLayered(sizes, measured.layers().masses());
    }

    /**
     * Inverse participation ratio: mean Σ m_l²·3/(n_l + 2), variance Σ m_l⁴·24(n_l − 1)/((n_l + 2)²(n_l + 4)(n_l + 6)).
     */
    public Moments ipr() {
        double mean = 0;
        double variance = 0;
        for (int l = 0; l < sizes.size(); l++) {
            double m = masses.get(l);
            mean += m * m * Haar.iprMean(sizes.get(l));
            variance += m * m * m * m * Haar.iprVariance(sizes.get(l));
        }
        return Moments.ofVariance(mean, variance);
    }

    /** Shannon entropy S = −Σ m_l ln m_l + Σ m_l S_l, with S_l of a random direction in n_l dimensions. */
    public Moments entropy() {
        double mean = 0;
        double variance = 0;
        for (int l = 0; l < sizes.size(); l++) {
            double m = masses.get(l);
            if (m > 0) {
                mean += m * (Haar.entropyMean(sizes.get(l)) - StrictMath.log(m));
                variance += m * m * Haar.entropyVariance(sizes.get(l));
            }
        }
        return Moments.ofVariance(mean, Math.max(0, variance));
    }

    /** A unit vector of this law, for observables without a closed form. O(n). */
    public double[] draw(RandomGenerator random) {
        double[] v = new double[sizes.stream().mapToInt(s -> s).sum()];
        int start = 0;
        for (int l = 0; l < sizes.size(); l++) {
            Haar.fill(v, start, sizes.get(l), Math.sqrt(masses.get(l)), random);
            start += sizes.get(l);
        }
        return v;
    }
}
