package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import java.util.OptionalDouble;

/**
 * Adam whose step is rectified for the variance of its second moment, and unscaled while that has none (Liu et al.
 * 2020), weight decay w added to the gradient.
 *
 * <p>ρ = 2/(1 − β₂) − 1, ρ_t = ρ − 2 t β₂ᵗ/(1 − β₂ᵗ), r² = (ρ_t − 4)(ρ_t − 2) ρ / ((ρ − 4)(ρ − 2) ρ_t); d = g + w p; m
 * ← β₁ m + (1 − β₁) d; v ← β₂ v + (1 − β₂) d²; p ← p − η/(1 − β₁ᵗ) · m · r √(1 − β₂ᵗ) / (√v + ε) where ρ_t &gt; 5, else
 * p ← p − η/(1 − β₁ᵗ) · m.
 */
final class RAdam extends StatefulOptimizer {

    private static final double ENOUGH = 5;

    private final UpdateRule.RAdam rule;
    private final double[] first = vector("first-moment");
    private final double[] second = vector("second-moment");

    RAdam(UpdateRule.RAdam rule, int n) {
        super(rule, n);
        this.rule = rule;
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        double beta1 = rule.beta1(), beta2 = rule.beta2(), decay = rule.weightDecay();
        double[] m = first, v = second;
        for (int i = 0; i < p.length; i++) {
            double d = gradient[i] + decay * p[i];
            m[i] = beta1 * m[i] + (1 - beta1) * d;
            v[i] = beta2 * v[i] + (1 - beta2) * d * d;
        }
        double rate = learningRate / (1 - StrictMath.pow(beta1, t));
        double rectified = rectified(t);
        if (rectified > 0) {
            double scaled = rate * rectified;
            double epsilon = rule.epsilon();
            for (int i = 0; i < p.length; i++) {
                p[i] -= scaled * m[i] / (Math.sqrt(v[i]) + epsilon);
            }
        } else {
            for (int i = 0; i < p.length; i++) {
                p[i] -= rate * m[i];
            }
        }
    }

    /** r √(1 − β₂ᵗ), or 0 where the second moment has no variance yet. */
    private double rectified(long t) {
        double power = StrictMath.pow(rule.beta2(), t);
        double limit = 2 / (1 - rule.beta2()) - 1;
        double length = limit - 2 * t * power / (1 - power);
        if (length <= ENOUGH) {
            return 0;
        }
        double squared = (length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length);
        return Math.sqrt(squared) * Math.sqrt(1 - power);
    }

    /** P = (1 − β₁ᵗ)(√v + ε)/(r √(1 − β₂ᵗ)), or 1 − β₁ᵗ while unscaled. */
    @Override
    boolean precondition(double[] diagonal, long t) {
        double bias = 1 - StrictMath.pow(rule.beta1(), t);
        double rectified = rectified(t);
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = rectified > 0 ? bias * (Math.sqrt(second[i]) + rule.epsilon()) / rectified : bias;
        }
        return true;
    }

    /** As Adam's. */
    @Override
    public OptionalDouble stabilityThreshold(double learningRate) {
        return Adam.threshold(rule.beta1(), rule.weightDecay(), learningRate);
    }
}
