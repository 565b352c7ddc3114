package eigendrift.optimizer;

/** An update rule with its state. Not thread-safe; one a run. */
public interface Optimizer {

    /**
     * One update. Reads {@code gradient} (length n), changes {@code parameters} (length n) and the state in place.
     *
     * @param learningRate the rate of this update
     */
    void step(double[] parameters, double[] gradient, double learningRate);

    /** A copy of the state, enough to go on with the same bits. */
    OptimizerState state();

    /** Replaces the state by a copy of {@code state}, which must come from the same rule and n. */
    void restore(OptimizerState state);
}
