package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import java.util.OptionalDouble;

/**
 * Adaptive moments (Kingma and Ba 2015), weight decay w added to the gradient.
 *
 * <p>d = g + w p; m ← β₁ m + (1 − β₁) d; v ← β₂ v + (1 − β₂) d²; p ← p − η/(1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε).
 */
sealed class Adam extends StatefulOptimizer permits AdamW {

    private final UpdateRule.Adam rule;
    private final double[] first = vector("first-moment");
    private final double[] second = vector("second-moment");

    Adam(UpdateRule.Adam rule, int n) {
        this(rule, rule, n);
    }

    /**
     * @param name the rule that {@link #state} and errors name
     * @param rule the rule that steps
     */
    Adam(UpdateRule name, UpdateRule.Adam rule, int n) {
        super(name, n);
        this.rule = rule;
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        double rate = learningRate / (1 - StrictMath.pow(rule.beta1(), t));
        double correction = 1 / Math.sqrt(1 - StrictMath.pow(rule.beta2(), t));
        double beta1 = rule.beta1(), beta2 = rule.beta2(), epsilon = rule.epsilon(), decay = rule.weightDecay();
        double[] m = first, v = second;
        for (int i = 0; i < p.length; i++) {
            double d = gradient[i] + decay * p[i];
            m[i] = beta1 * m[i] + (1 - beta1) * d;
            v[i] = beta2 * v[i] + (1 - beta2) * d * d;
            p[i] -= rate * m[i] / (Math.sqrt(v[i]) * correction + epsilon);
        }
    }

    /** P = (1 − β₁ᵗ)(√(v/(1 − β₂ᵗ)) + ε). */
    @Override
    boolean precondition(double[] diagonal, long t) {
        double bias = 1 - StrictMath.pow(rule.beta1(), t);
        double correction = 1 / Math.sqrt(1 - StrictMath.pow(rule.beta2(), t));
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = bias * (Math.sqrt(second[i]) * correction + rule.epsilon());
        }
        return true;
    }

    /** (2 + 2β₁)/((1 − β₁) η). */
    @Override
    public OptionalDouble stabilityThreshold(double learningRate) {
        return threshold(rule.beta1(), rule.weightDecay(), learningRate);
    }

    /** The threshold of every rule that divides a moving average of gradients; these contain {@code weightDecay}. */
    static OptionalDouble threshold(double beta1, double weightDecay, double learningRate) {
        return weightDecay == 0
                ? OptionalDouble.of((2 + 2 * beta1) / ((1 - beta1) * learningRate))
                : OptionalDouble.empty();
    }
}
