package eigendrift.optimizer;

import eigendrift.config.UpdateRule;

/**
 * The sign of an interpolated momentum (Chen et al. 2023, algorithm 2), with decoupled weight decay w.
 *
 * <p>c = β₁ m + (1 − β₁) g; p ← p − η (sign c + w p); m ← β₂ m + (1 − β₂) g.
 */
final class Lion extends StatefulOptimizer {

    private final UpdateRule.Lion rule;
    private final double[] momentum = vector("momentum");

    Lion(UpdateRule.Lion rule, int n) {
        super(rule, n);
        this.rule = rule;
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        double beta1 = rule.beta1(), beta2 = rule.beta2(), decay = rule.weightDecay();
        double[] m = momentum;
        for (int i = 0; i < p.length; i++) {
            double c = beta1 * m[i] + (1 - beta1) * gradient[i];
            p[i] -= learningRate * (Math.signum(c) + decay * p[i]);
            m[i] = beta2 * m[i] + (1 - beta2) * gradient[i];
        }
    }
}
