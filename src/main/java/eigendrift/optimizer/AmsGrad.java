package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import java.util.OptionalDouble;

/**
 * Adam with the largest second moment so far in place of the last, so that its rates do not grow again (Reddi, Kale and
 * Kumar 2018), as torch.optim.Adam with {@code amsgrad}: weight decay w is added to the gradient.
 *
 * <p>d = g + w p; m ← β₁ m + (1 − β₁) d; v ← β₂ v + (1 − β₂) d²; u ← max(u, v); p ← p − η/(1 − β₁ᵗ) · m / (√u / √(1 −
 * β₂ᵗ) + ε).
 */
final class AmsGrad extends StatefulOptimizer {

    private final UpdateRule.AmsGrad rule;
    private final double[] first = vector("first-moment");
    private final double[] second = vector("second-moment");
    private final double[] largest = vector("largest-second-moment");

    AmsGrad(UpdateRule.AmsGrad rule, int n) {
        super(rule, n);
        this.rule = rule;
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        double rate = learningRate / (1 - StrictMath.pow(rule.beta1(), t));
        double correction = 1 / Math.sqrt(1 - StrictMath.pow(rule.beta2(), t));
        double beta1 = rule.beta1(), beta2 = rule.beta2(), epsilon = rule.epsilon(), decay = rule.weightDecay();
        double[] m = first, v = second, u = largest;
        for (int i = 0; i < p.length; i++) {
            double d = gradient[i] + decay * p[i];
            m[i] = beta1 * m[i] + (1 - beta1) * d;
            v[i] = beta2 * v[i] + (1 - beta2) * d * d;
            u[i] = Math.max(u[i], v[i]);
            p[i] -= rate * m[i] / (Math.sqrt(u[i]) * correction + epsilon);
        }
    }

    /** P = (1 − β₁ᵗ)(√(u/(1 − β₂ᵗ)) + ε). */
    @Override
    boolean precondition(double[] diagonal, long t) {
        double bias = 1 - StrictMath.pow(rule.beta1(), t);
        double correction = 1 / Math.sqrt(1 - StrictMath.pow(rule.beta2(), t));
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = bias * (Math.sqrt(largest[i]) * correction + rule.epsilon());
        }
        return true;
    }

    /** As Adam's. */
    @Override
    public OptionalDouble stabilityThreshold(double learningRate) {
        return Adam.threshold(rule.beta1(), rule.weightDecay(), learningRate);
    }
}
