package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Stochastic gradient descent with momentum μ (Polyak 1964), Nesterov's variant (Sutskever et al. 2013) and weight
 * decay w.
 *
 * <p>d = g + w p; b ← μ b + d, from b = 0, so that the first b is d; p ← p − η b, or p − η (d + μ b) with Nesterov.
 */
final class Sgd extends StatefulOptimizer {

    private final UpdateRule.Sgd rule;
    private final double[] momentum;

    Sgd(UpdateRule.Sgd rule, int n) {
        super(rule, n);
        this.rule = rule;
        this.momentum = rule.momentum() == 0 ? null : vector("momentum");
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        if (momentum == null) {
            descend(p, gradient, learningRate);
        } else if (rule.nesterov()) {
            nesterov(p, gradient, learningRate);
        } else {
            heavyBall(p, gradient, learningRate);
        }
    }

    private void descend(double[] p, double[] g, double rate) {
        double decay = rule.weightDecay();
        for (int i = 0; i < p.length; i++) {
            p[i] -= rate * (g[i] + decay * p[i]);
        }
    }

    private void heavyBall(double[] p, double[] g, double rate) {
        double mu = rule.momentum(), decay = rule.weightDecay();
        double[] b = momentum;
        for (int i = 0; i < p.length; i++) {
            b[i] = mu * b[i] + (g[i] + decay * p[i]);
            p[i] -= rate * b[i];
        }
    }

    private void nesterov(double[] p, double[] g, double rate) {
        double mu = rule.momentum(), decay = rule.weightDecay();
        double[] b = momentum;
        for (int i = 0; i < p.length; i++) {
            double d = g[i] + decay * p[i];
            b[i] = mu * b[i] + d;
            p[i] -= rate * (d + mu * b[i]);
        }
    }

    /** P = 1. */
    @Override
    public boolean preconditioner(double[] diagonal) {
        Arrays.fill(diagonal, 1);
        return true;
    }

    /** (2 + 2μ)/η − w; with Nesterov (2 + 2μ)/((1 + 2μ) η) − w. */
    @Override
    public OptionalDouble stabilityThreshold(double learningRate) {
        double mu = rule.momentum();
        double slower = rule.nesterov() ? 1 + 2 * mu : 1;
        return OptionalDouble.of((2 + 2 * mu) / (slower * learningRate) - rule.weightDecay());
    }
}
