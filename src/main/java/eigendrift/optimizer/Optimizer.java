package eigendrift.optimizer;

import java.util.Optional;
import java.util.OptionalDouble;

/** An update rule with its state. Not thread-safe; one a run. */
public interface Optimizer {

    /**
     * One update. Reads {@code gradient} (length n), changes {@code parameters} (length n) and the state in place.
     *
     * @param gradient of {@code batch} at {@code parameters}, clipped unless the rule
     *     {@linkplain #looksAhead looks ahead}
     * @param learningRate the rate of this update
     * @param batch asked by rules that need more than that gradient; clips its gradients
     */
    void step(double[] parameters, double[] gradient, double learningRate, Objective batch);

    /**
     * Whether the gradient given to {@link #step} only locates the point of the gradient that the update follows, as in
     * SAM. Clipping acts on the gradient that an update follows. So most rules are given a clipped one; these are given
     * an unclipped one, and the gradients of their {@code batch} are clipped.
     */
    default boolean looksAhead() {
        return false;
    }

    /**
     * Writes the diagonal of the preconditioner P as of the last update: p ← p − η P⁻¹ m, where m is the gradient or
     * what momentum makes of it. The identity for gradient descent; adaptive rules have none before their first update,
     * and rules that do not divide by a diagonal never have one.
     *
     * @param diagonal of length n
     * @return whether there is one; if not, nothing is written
     */
    default boolean preconditioner(double[] diagonal) {
        return false;
    }

    /**
     * The largest eigenvalue of P^{-1/2} H P^{-1/2} with which updates with the exact gradient of a quadratic of
     * Hessian H stay bounded while P does not change (Cohen et al. 2021 and 2022). H is that of the loss without the
     * weight decay.
     *
     * @param learningRate the rate of the next update
     * @return empty where P^{-1/2} H P^{-1/2} alone does not decide: rules without P, and those whose P divides a
     *     weight decay
     */
    default OptionalDouble stabilityThreshold(double learningRate) {
        return OptionalDouble.empty();
    }

    /**
     * Why parameter {@code i} may be NaN or infinite since the last update, and what to do: a division by 0, or the
     * root of a negative number. Empty if there was neither.
     */
    default Optional<String> breakdown(int i) {
        return Optional.empty();
    }

    /** A copy of the state, enough to go on with the same bits. */
    OptimizerState state();

    /**
     * Replaces the state by a copy of {@code state}.
     *
     * @throws IllegalArgumentException if it comes from a rule with other state vectors, or another n
     */
    void restore(OptimizerState state);
}
