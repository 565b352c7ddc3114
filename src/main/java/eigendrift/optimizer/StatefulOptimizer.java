package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the update rules share: the count of updates, named state vectors, saving and restoring them. */
abstract class StatefulOptimizer implements Optimizer {

    private final UpdateRule rule;
    private final int n;
    private final SortedMap<String, double[]> arrays = new TreeMap<>();
    private long updates;

    StatefulOptimizer(UpdateRule rule, int n) {
        this.rule = rule;
        this.n = n;
    }

    /** A new state vector of zeros; {@link #restore} writes into it. */
    final double[] vector(String name) {
        double[] vector = new double[n];
        arrays.put(name, vector);
        return vector;
    }

    /**
     * The rule itself: changes {@code p} and the state vectors.
     *
     * @param t number of this update, from 1
     */
    void update(double[] p, double[] gradient, double learningRate, long t) {
        throw new UnsupportedOperationException(rule + " needs the batch");
    }

    /** As above, for a rule that evaluates {@code batch} at other points. */
    void update(double[] p, double[] gradient, double learningRate, long t, Objective batch) {
        update(p, gradient, learningRate, t);
    }

    /** Updates made so far. */
    final long updates() {
        return updates;
    }

    /**
     * Writes the diagonal of P after update {@code t}, at least 1.
     *
     * @return false, and nothing written, for a rule that does not divide by a diagonal
     */
    boolean precondition(double[] diagonal, long t) {
        return false;
    }

    @Override
    public boolean preconditioner(double[] diagonal) {
        checkLength(rule, n, "diagonal", diagonal);
        return updates > 0 && precondition(diagonal, updates);
    }

    /** What the last update divided entry {@code i} by; 1 for a rule that does not divide. */
    double divisor(int i) {
        double[] diagonal = new double[n];
        return preconditioner(diagonal) ? diagonal[i] : 1;
    }

    @Override
    public Optional<String> breakdown(int i) {
        return divisor(i) == 0
                ? Optional.of(
                        "the update divided by 0, as the squares of its gradients are 0 so far, and so is epsilon."
                                + "\nMaybe epsilon = 1e-8.")
                : Optional.empty();
    }

    @Override
    public final void step(double[] parameters, double[] gradient, double learningRate, Objective batch) {
        checkLength(rule, n, "parameters", parameters);
        checkLength(rule, n, "gradient", gradient);
        updates++;
        update(parameters, gradient, learningRate, updates, batch);
    }

    @Override
    public final OptimizerState state() {
        SortedMap<String, double[]> copy = new TreeMap<>();
        arrays.forEach((name, vector) -> copy.put(name, vector.clone()));
        return new OptimizerState(updates, Collections.unmodifiableSortedMap(copy));
    }

    @Override
    public final void restore(OptimizerState state) {
        check(rule, n, arrays.keySet(), state);
        state.arrays().forEach((name, vector) -> System.arraycopy(vector, 0, arrays.get(name), 0, n));
        updates = state.updates();
    }

    /** Refuses a state that is not of {@code rule}. */
    static void check(UpdateRule rule, int n, Set<String> names, OptimizerState state) {
        if (!state.arrays().keySet().equals(names)) {
            throw new IllegalArgumentException("optimizer state of another rule: " + rule + " keeps " + names
                    + ", found " + state.arrays().keySet());
        }
        if (state.updates() < 0) {
            throw new IllegalArgumentException("optimizer state: expected updates >= 0, found " + state.updates());
        }
        state.arrays().forEach((name, vector) -> checkLength(rule, n, name, vector));
    }

    static void checkLength(UpdateRule rule, int n, String name, double[] vector) {
        if (vector.length != n) {
            throw new IllegalArgumentException(rule + " of n = " + n + " parameters: expected " + name + " of length "
                    + n + ", found " + vector.length);
        }
    }
}
