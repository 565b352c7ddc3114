package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import java.util.OptionalDouble;

/**
 * Adam with Nesterov's momentum (Dozat 2016), weight decay w added to the gradient.
 *
 * <p>μ_t = β₁ (1 − 0.96^(tψ)/2) with the momentum decay ψ, M_t = μ₁ ⋯ μ_t; d = g + w p; m ← β₁ m + (1 − β₁) d;
 * v ← β₂ v + (1 − β₂) d²; s = √(v/(1 − β₂ᵗ)) + ε; p ← p − η ((1 − μ_t)/(1 − M_t) d + μ_{t+1}/(1 − M_{t+1}) m) / s.
 */
final class NAdam extends StatefulOptimizer {

    private static final double WARM_UP = .96;

    private final UpdateRule.NAdam rule;
    private final double[] first = vector("first-moment");
    private final double[] second = vector("second-moment");

    /** M up to {@code factors}: follows from t, and is kept only to save the multiplications. */
    private double product = 1;

    private long factors;

    NAdam(UpdateRule.NAdam rule, int n) {
        super(rule, n);
        this.rule = rule;
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        double mu = mu(t), next = mu(t + 1), through = product(t);
        double now = learningRate * (1 - mu) / (1 - through), ahead = learningRate * next / (1 - through * next);
        double correction = 1 / Math.sqrt(1 - StrictMath.pow(rule.beta2(), t));
        double beta1 = rule.beta1(), beta2 = rule.beta2(), epsilon = rule.epsilon(), decay = rule.weightDecay();
        double[] m = first, v = second;
        for (int i = 0; i < p.length; i++) {
            double d = gradient[i] + decay * p[i];
            m[i] = beta1 * m[i] + (1 - beta1) * d;
            v[i] = beta2 * v[i] + (1 - beta2) * d * d;
            p[i] -= (now * d + ahead * m[i]) / (Math.sqrt(v[i]) * correction + epsilon);
        }
    }

    private double mu(long t) {
        return rule.beta1() * (1 - .5 * StrictMath.pow(WARM_UP, t * rule.momentumDecay()));
    }

    private double product(long t) {
        if (factors >= t) {
            factors = 0;
            product = 1;
        }
        while (factors < t) {
            product *= mu(++factors);
        }
        return product;
    }

    /** P = s. */
    @Override
    boolean precondition(double[] diagonal, long t) {
        double correction = 1 / Math.sqrt(1 - StrictMath.pow(rule.beta2(), t));
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = Math.sqrt(second[i]) * correction + rule.epsilon();
        }
        return true;
    }

    /**
     * (2 + 2β₁)/(((1 + β₁) a + (1 − β₁) c) η) with the factors a of d and c of m in the next update, which approach 1 −
     * β₁ and β₁: then Nesterov's, with the rate (1 − β₁) η.
     */
    @Override
    public OptionalDouble stabilityThreshold(double learningRate) {
        if (rule.weightDecay() != 0) {
            return OptionalDouble.empty();
        }
        long t = updates() + 1;
        double mu = mu(t), next = mu(t + 1), through = product(t), beta1 = rule.beta1();
        double now = (1 - mu) / (1 - through), ahead = next / (1 - through * next);
        return OptionalDouble.of((2 + 2 * beta1) / (((1 + beta1) * now + (1 - beta1) * ahead) * learningRate));
    }
}
