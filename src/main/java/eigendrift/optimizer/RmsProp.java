package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Division by a running root mean square (Tieleman and Hinton 2012), centered variant by Graves (2013).
 *
 * <p>d = g + w p; v ← α v + (1 − α) d²; s = √v + ε, centered: a ← α a + (1 − α) d and s = √(v − a²) + ε; p ← p − η d/s,
 * with momentum μ: b ← μ b + d/s and p ← p − η b. Where rounding makes v − a² negative the result is NaN, as in torch,
 * and {@link #breakdown} says so.
 */
final class RmsProp extends StatefulOptimizer {

    private final UpdateRule.RmsProp rule;
    private final double[] squareAverage;
    private final double[] gradientAverage;
    private final double[] momentum;
    /** v, or v − a² if centered: room to work, no state. The loops stay free of branches so that they vectorize. */
    private final double[] variance;

    RmsProp(UpdateRule.RmsProp rule, int n) {
        super(rule, n);
        this.rule = rule;
        this.squareAverage = vector("square-average");
        this.gradientAverage = rule.centered() ? vector("gradient-average") : null;
        this.momentum = rule.momentum() == 0 ? null : vector("momentum");
        this.variance = new double[n];
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        averageSquares(p, gradient);
        if (gradientAverage != null) {
            center(p, gradient);
        }
        if (momentum == null) {
            descend(p, gradient, learningRate);
        } else {
            descendWithMomentum(p, gradient, learningRate);
        }
    }

    private void averageSquares(double[] p, double[] g) {
        double alpha = rule.alpha(), decay = rule.weightDecay();
        double[] v = squareAverage, u = variance;
        for (int i = 0; i < p.length; i++) {
            double d = g[i] + decay * p[i];
            v[i] = alpha * v[i] + (1 - alpha) * d * d;
            u[i] = v[i];
        }
    }

    private void center(double[] p, double[] g) {
        double alpha = rule.alpha(), decay = rule.weightDecay();
        double[] a = gradientAverage, u = variance;
        for (int i = 0; i < p.length; i++) {
            a[i] = alpha * a[i] + (1 - alpha) * (g[i] + decay * p[i]);
            u[i] -= a[i] * a[i];
        }
    }

    private void descend(double[] p, double[] g, double rate) {
        double epsilon = rule.epsilon(), decay = rule.weightDecay();
        double[] u = variance;
        for (int i = 0; i < p.length; i++) {
            p[i] -= rate * (g[i] + decay * p[i]) / (Math.sqrt(u[i]) + epsilon);
        }
    }

    private void descendWithMomentum(double[] p, double[] g, double rate) {
        double epsilon = rule.epsilon(), decay = rule.weightDecay(), mu = rule.momentum();
        double[] u = variance, b = momentum;
        for (int i = 0; i < p.length; i++) {
            b[i] = mu * b[i] + (g[i] + decay * p[i]) / (Math.sqrt(u[i]) + epsilon);
            p[i] -= rate * b[i];
        }
    }

    @Override
    public Optional<String> breakdown(int i) {
        return variance(i) < 0
                ? Optional.of("the update took the root of " + variance(i)
                        + ", as rounding outweighs the variance of its gradients." + "\nMaybe centered = false.")
                : super.breakdown(i);
    }

    private double variance(int i) {
        double mean = gradientAverage == null ? 0 : gradientAverage[i];
        return squareAverage[i] - mean * mean;
    }

    /** P = s. */
    @Override
    boolean precondition(double[] diagonal, long t) {
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = Math.sqrt(variance(i)) + rule.epsilon();
        }
        return true;
    }

    /** (2 + 2μ)/η. */
    @Override
    public OptionalDouble stabilityThreshold(double learningRate) {
        return rule.weightDecay() == 0
                ? OptionalDouble.of((2 + 2 * rule.momentum()) / learningRate)
                : OptionalDouble.empty();
    }
}
