package eigendrift.optimizer;

/** An update rule with its state. Not thread-safe; one a run. */
public interface Optimizer {

    /**
     * One update. Reads {@code gradient} (length n), changes {@code parameters} (length n) and the state in place.
     *
     * @param gradient of {@code batch} at {@code parameters}
     * @param learningRate the rate of this update
     * @param batch asked by rules that need more than that gradient
     */
    void step(double[] parameters, double[] gradient, double learningRate, Objective batch);

    /** A copy of the state, enough to go on with the same bits. */
    OptimizerState state();

    /**
     * Replaces the state by a copy of {@code state}.
     *
     * @throws IllegalArgumentException if it comes from a rule with other state vectors, or another n
     */
    void restore(OptimizerState state);
}
