package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Adaptive subgradients (Duchi, Hazan and Singer 2011) with learning-rate decay δ.
 *
 * <p>d = g + w p; s ← s + d², from the initial accumulator; p ← p − η/(1 + (t − 1) δ) · d / (√s + ε).
 */
final class Adagrad extends StatefulOptimizer {

    private final UpdateRule.Adagrad rule;
    private final double[] squareSum = vector("square-sum");

    Adagrad(UpdateRule.Adagrad rule, int n) {
        super(rule, n);
        this.rule = rule;
        Arrays.fill(squareSum, rule.initialAccumulator());
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        double rate = rate(learningRate, t);
        double epsilon = rule.epsilon(), decay = rule.weightDecay();
        double[] s = squareSum;
        for (int i = 0; i < p.length; i++) {
            double d = gradient[i] + decay * p[i];
            s[i] += d * d;
            p[i] -= rate * d / (Math.sqrt(s[i]) + epsilon);
        }
    }

    private double rate(double learningRate, long t) {
        return learningRate / (1 + (t - 1) * rule.learningRateDecay());
    }

    /** P = √s + ε. */
    @Override
    boolean precondition(double[] diagonal, long t) {
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = Math.sqrt(squareSum[i]) + rule.epsilon();
        }
        return true;
    }

    /** 2 over the decayed rate of the next update. */
    @Override
    public OptionalDouble stabilityThreshold(double learningRate) {
        return rule.weightDecay() == 0
                ? OptionalDouble.of(2 / rate(learningRate, updates() + 1))
                : OptionalDouble.empty();
    }
}
