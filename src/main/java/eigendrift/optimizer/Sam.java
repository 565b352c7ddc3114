package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import eigendrift.linalg.Blas;

/**
 * Sharpness-aware minimization (Foret et al. 2021) over gradient descent with momentum μ and weight decay w: the
 * gradient is taken where the loss of the batch is about largest within a distance ρ. Two gradients an update.
 *
 * <p>h = ∇L(p + ρ g/‖g‖); d = h + w p; b ← μ b + d; p ← p − η b. Clipping acts on h alone: with g clipped entry by
 * entry, h would be taken at another point.
 */
final class Sam extends StatefulOptimizer {

    /** Keeps a vanishing gradient from being divided by 0. */
    private static final double TINY = 1e-12;

    private final UpdateRule.Sam rule;
    private final double[] momentum = vector("momentum");
    private final double[] uphill;
    private final double[] gradientThere;

    Sam(UpdateRule.Sam rule, int n) {
        super(rule, n);
        this.rule = rule;
        this.uphill = new double[n];
        this.gradientThere = new double[n];
    }

    @Override
    public boolean looksAhead() {
        return true;
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t, Objective batch) {
        double scale = rule.rho() / (Blas.norm(p.length, gradient, 0) + TINY);
        for (int i = 0; i < p.length; i++) {
            uphill[i] = p[i] + scale * gradient[i];
        }
        batch.evaluate(uphill, gradientThere);
        double mu = rule.momentum(), decay = rule.weightDecay();
        double[] b = momentum;
        for (int i = 0; i < p.length; i++) {
            b[i] = mu * b[i] + (gradientThere[i] + decay * p[i]);
            p[i] -= learningRate * b[i];
        }
    }
}
