package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import java.util.OptionalDouble;

/**
 * Adam with the maximum norm in place of the second moment (Kingma and Ba 2015, section 7.1), weight decay w added to
 * the gradient.
 *
 * <p>d = g + w p; m ← β₁ m + (1 − β₁) d; u ← max(β₂ u, |d| + ε); p ← p − η/(1 − β₁ᵗ) · m/u.
 */
final class Adamax extends StatefulOptimizer {

    private final UpdateRule.Adamax rule;
    private final double[] first = vector("first-moment");
    private final double[] largest = vector("largest-gradient");

    Adamax(UpdateRule.Adamax rule, int n) {
        super(rule, n);
        this.rule = rule;
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        double rate = learningRate / (1 - StrictMath.pow(rule.beta1(), t));
        double beta1 = rule.beta1(), beta2 = rule.beta2(), epsilon = rule.epsilon(), decay = rule.weightDecay();
        double[] m = first, u = largest;
        for (int i = 0; i < p.length; i++) {
            double d = gradient[i] + decay * p[i];
            m[i] = beta1 * m[i] + (1 - beta1) * d;
            u[i] = Math.max(beta2 * u[i], Math.abs(d) + epsilon);
            p[i] -= rate * m[i] / u[i];
        }
    }

    /** P = (1 − β₁ᵗ) u. */
    @Override
    boolean precondition(double[] diagonal, long t) {
        double bias = 1 - StrictMath.pow(rule.beta1(), t);
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = bias * largest[i];
        }
        return true;
    }

    /** As Adam's. */
    @Override
    public OptionalDouble stabilityThreshold(double learningRate) {
        return Adam.threshold(rule.beta1(), rule.weightDecay(), learningRate);
    }
}
