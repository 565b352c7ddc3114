package eigendrift.nullmodel;

import eigendrift.dynamics.HaarForm;
import eigendrift.dynamics.Observable;
import java.util.List;
import java.util.Optional;
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

    /** Of an observable, by its {@link HaarForm} summed over the layers; empty where it has none. */
    public Optional<Moments> moments(Observable observable) {
        return observable.haar().map(this::moments);
    }

    private Moments moments(HaarForm form) {
        double mean = 0;
        double variance = 0;
        for (int l = 0; l < sizes.size(); l++) {
            mean += form.mean(masses.get(l), sizes.get(l));
            variance += form.variance(masses.get(l), sizes.get(l));
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
