package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import eigendrift.linalg.Blas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Limited-memory BFGS (Liu and Nocedal 1989), as torch.optim.LBFGS: one update here is one of its steps, of at most
 * {@code max-iterations} iterations with a gradient each, more with a line search. For full batches.
 *
 * <p>Iteration: y = g − g₋, s = p − p₋, kept if yᵀs &gt; 1e-10 among the last {@code history}; d = −H g by the two-loop
 * recursion with H₀ = yᵀs/yᵀy; p ← p + t d with t = η, in the very first t = min(1, 1/‖g‖₁) η, or by {@link LineSearch}
 * from there. It ends where max|g| ≤ {@code tolerance-gradient}, or where −gᵀd, max|t d| or the change of the loss is
 * within {@code tolerance-change}. State: g₋, the last t d, and the pairs. Time: 4 n history operations an iteration
 * besides the gradients.
 */
final class Lbfgs implements Optimizer {

    private static final double CURVATURE = 1e-10;
    private static final String GRADIENT = "gradient";
    private static final String MOVE = "move";

    private final UpdateRule.Lbfgs rule;
    private final int n;
    private final List<double[]> displacements = new ArrayList<>();
    private final List<double[]> differences = new ArrayList<>();

    /** g and t d of the last iteration; null before the first. */
    private double[] lastGradient;

    private double[] lastMove;
    private long updates;

    Lbfgs(UpdateRule.Lbfgs rule, int n) {
        this.rule = rule;
        this.n = n;
    }

    @Override
    public void step(double[] parameters, double[] gradient, double learningRate, Objective batch) {
        StatefulOptimizer.checkLength(rule, n, "parameters", parameters);
        StatefulOptimizer.checkLength(rule, n, "gradient", gradient);
        updates++;
        double[] g = gradient.clone();
        if (largest(g) <= rule.toleranceGradient()) {
            return;
        }
        double loss = batch.evaluate(parameters, g);
        int evaluations = 1;
        int most = rule.maxIterations() * 5 / 4;
        for (int iteration = 1; iteration <= rule.maxIterations(); iteration++) {
            boolean first = lastGradient == null;
            if (!first) {
                remember(g);
            }
            double[] d = direction(g);
            double t = first ? Math.min(1, 1 / sum(g)) * learningRate : learningRate;
            double slope = Blas.dot(n, g, 0, d, 0);
            double before = loss;
            lastGradient = g.clone();
            if (slope > -rule.toleranceChange()) {
                move(d, t);
                return;
            }
            if (rule.lineSearch() == UpdateRule.Lbfgs.Search.STRONG_WOLFE) {
                LineSearch search = new LineSearch(batch, parameters, d, rule.toleranceChange());
                LineSearch.Point reached = search.from(t, loss, g, slope);
                t = reached.t();
                loss = reached.loss();
                g = reached.gradient();
                evaluations += search.evaluations();
                Blas.axpy(n, t, d, 0, parameters, 0);
            } else {
                Blas.axpy(n, t, d, 0, parameters, 0);
                if (iteration < rule.maxIterations()) {
                    loss = batch.evaluate(parameters, g);
                    evaluations++;
                }
            }
            move(d, t);
            if (evaluations >= most
                    || largest(g) <= rule.toleranceGradient()
                    || largest(lastMove) <= rule.toleranceChange()
                    || Math.abs(loss - before) < rule.toleranceChange()) {
                return;
            }
        }
    }

    private void move(double[] d, double t) {
        lastMove = d.clone();
        Blas.scale(n, t, lastMove, 0);
    }

    private void remember(double[] g) {
        double[] y = g.clone();
        Blas.axpy(n, -1, lastGradient, 0, y, 0);
        if (Blas.dot(n, y, 0, lastMove, 0) > CURVATURE) {
            if (displacements.size() == rule.history()) {
                displacements.remove(0);
                differences.remove(0);
            }
            displacements.add(lastMove);
            differences.add(y);
        }
    }

    /** −H g. */
    private double[] direction(double[] g) {
        double[] d = g.clone();
        Blas.scale(n, -1, d, 0);
        int pairs = displacements.size();
        if (pairs == 0) {
            return d;
        }
        double[] alpha = new double[pairs];
        for (int i = pairs - 1; i >= 0; i--) {
            alpha[i] = Blas.dot(n, displacements.get(i), 0, d, 0) / curvature(i);
            Blas.axpy(n, -alpha[i], differences.get(i), 0, d, 0);
        }
        double[] y = differences.get(pairs - 1);
        Blas.scale(n, curvature(pairs - 1) / Blas.dot(n, y, 0, y, 0), d, 0);
        for (int i = 0; i < pairs; i++) {
            double beta = Blas.dot(n, differences.get(i), 0, d, 0) / curvature(i);
            Blas.axpy(n, alpha[i] - beta, displacements.get(i), 0, d, 0);
        }
        return d;
    }

    private double curvature(int i) {
        return Blas.dot(n, differences.get(i), 0, displacements.get(i), 0);
    }

    private static double largest(double[] x) {
        double largest = 0;
        for (double entry : x) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return largest;
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double entry : x) {
            sum += Math.abs(entry);
        }
        return sum;
    }

    private static String displacement(int i) {
        return String.format(Locale.ROOT, "displacement-%04d", i);
    }

    private static String difference(int i) {
        return String.format(Locale.ROOT, "gradient-difference-%04d", i);
    }

    @Override
    public OptimizerState state() {
        SortedMap<String, double[]> arrays = new TreeMap<>();
        if (lastGradient != null) {
            arrays.put(GRADIENT, lastGradient.clone());
            arrays.put(MOVE, lastMove.clone());
        }
        for (int i = 0; i < displacements.size(); i++) {
            arrays.put(displacement(i), displacements.get(i).clone());
            arrays.put(difference(i), differences.get(i).clone());
        }
        return new OptimizerState(updates, Collections.unmodifiableSortedMap(arrays));
    }

    @Override
    public void restore(OptimizerState state) {
        SortedMap<String, double[]> arrays = state.arrays();
        int pairs = Math.max(0, (arrays.size() - 2) / 2);
        SortedMap<String, double[]> expected = new TreeMap<>();
        for (int i = 0; i < pairs; i++) {
            expected.put(displacement(i), null);
            expected.put(difference(i), null);
        }
        if (!arrays.isEmpty()) {
            expected.put(GRADIENT, null);
            expected.put(MOVE, null);
        }
        StatefulOptimizer.check(rule, n, expected.keySet(), state);
        lastGradient = arrays.isEmpty() ? null : arrays.get(GRADIENT).clone();
        lastMove = arrays.isEmpty() ? null : arrays.get(MOVE).clone();
        displacements.clear();
        differences.clear();
        for (int i = 0; i < pairs; i++) {
            displacements.add(arrays.get(displacement(i)).clone());
            differences.add(arrays.get(difference(i)).clone());
        }
        updates = state.updates();
    }
}
