package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import java.util.OptionalDouble;

/**
 * Adam with decoupled weight decay w (Loshchilov and Hutter 2019): p ← (1 − η w) p, then Adam's update without decay.
 */
final class AdamW extends Adam {

    private final double weightDecay;

    AdamW(UpdateRule.AdamW rule, int n) {
        super(rule, new UpdateRule.Adam(rule.beta1(), rule.beta2(), rule.epsilon(), 0), n);
        this.weightDecay = rule.weightDecay();
    }

    @Override
    void update(double[] p, double[] gradient, double learningRate, long t) {
        double keep = 1 - learningRate * weightDecay;
        for (int i = 0; i < p.length; i++) {
            p[i] *= keep;
        }
        super.update(p, gradient, learningRate, t);
    }

    /** (2 − η w)(1 + β₁)/((1 − β₁) η). */
    @Override
    public OptionalDouble stabilityThreshold(double learningRate) {
        double shrink = 1 - learningRate * weightDecay / 2;
        return OptionalDouble.of(shrink * super.stabilityThreshold(learningRate).orElseThrow());
    }
}
