package eigendrift.nullmodel;

import eigendrift.linalg.Blas;
import eigendrift.network.ParameterLayout;
import eigendrift.network.ParameterLayout.Parameter;
import java.util.random.RandomGenerator;

/** Weights for null models: shuffled, freshly drawn and rescaled, or reached by a random walk. */
public final class NullWeights {

    private NullWeights() {}

    /**
     * {@code shuffled-weights}: the entries permuted within each weight matrix and bias, so that every parameter block
     * keeps the distribution of its entries and loses their arrangement. Returns a new array. O(n).
     */
    public static double[] shuffledWeights(double[] parameters, ParameterLayout layout, RandomGenerator random) {
        Layers.of(layout).requireLength(parameters);
        double[] shuffled = parameters.clone();
        for (Parameter block : layout.parameters()) {
            for (int i = block.length() - 1; i > 0; i--) {
                int a = block.offset() + i;
                int b = block.offset() + random.nextInt(i + 1);
                double held = shuffled[a];
                shuffled[a] = shuffled[b];
                shuffled[b] = held;
            }
        }
        return shuffled;
    }

    /**
     * {@code scaled-initialization}: fresh initial weights, each layer (its bias included) multiplied so that its norm
     * is the trained one. Returns a new array. O(n).
     *
     * @throws IllegalArgumentException if a fresh layer is all zero and the trained one is not
     */
    public static double[] scaledInitialization(double[] fresh, double[] trained, ParameterLayout layout) {
        Layers layers = Layers.of(layout);
        layers.requireLength(fresh);
        layers.requireLength(trained);
        double[] scaled = fresh.clone();
        for (int l = 0; l < layers.count(); l++) {
            double from = Blas.norm(layers.size(l), fresh, layers.start(l));
            double to = Blas.norm(layers.size(l), trained, layers.start(l));
            if (from == 0 && to > 0) {
                throw new IllegalArgumentException("layer " + (l + 1)
                        + " of the fresh weights is zero and cannot be rescaled to the trained norm " + to);
            }
            Blas.scale(layers.size(l), from == 0 ? 0 : to / from, scaled, layers.start(l));
        }
        return scaled;
    }

    /**
     * {@code random-walk}: one walk in uniformly random directions of given lengths, the optimizer's own ‖Δw‖ between
     * checkpoints or steps. Reads {@code start}, returns a new array: the weights at the end. O(n) a step.
     */
    public static double[] randomWalk(double[] start, double[] stepLengths, RandomGenerator random) {
        double[] at = start.clone();
        double[] step = new double[start.length];
        for (double length : stepLengths) {
            Haar.fill(step, 0, step.length, length, random);
            Blas.axpy(at.length, 1, step, 0, at, 0);
        }
        return at;
    }
}
