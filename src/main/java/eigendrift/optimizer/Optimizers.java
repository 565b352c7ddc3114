package eigendrift.optimizer;

import eigendrift.config.UpdateRule;

/**
 * Makes update rules.
 *
 * <p>Written for one coordinate: p parameter, g gradient, η learning rate, t the number of this update from 1. Each rule keeps
 * these vectors, all of length n, under these names in its {@link OptimizerState}:
 *
 * <table>
 * <caption>State</caption>
 * <tr><td>sgd</td><td>{@code momentum}, unless its factor is 0</td></tr>
 * <tr><td>adam, adamw</td><td>{@code first-moment}, {@code second-moment}, before bias correction</td></tr>
 * <tr><td>rmsprop</td><td>{@code square-average}; {@code gradient-average} if centered; {@code momentum} unless its factor is 0</td></tr>
 * <tr><td>adagrad</td><td>{@code square-sum}</td></tr>
 * </table>
 */
public final class Optimizers {

    private Optimizers() {}

    /** The rule before its first update, for {@code n} parameters. */
    public static Optimizer create(UpdateRule rule, int n) {
        if (rule instanceof UpdateRule.Sgd sgd) {
            return new Sgd(sgd, n);
        } else if (rule instanceof UpdateRule.Adam adam) {
            return new Adam(adam, n);
        } else if (rule instanceof UpdateRule.AdamW adamW) {
            return new AdamW(adamW, n);
        } else if (rule instanceof UpdateRule.RmsProp rmsProp) {
            return new RmsProp(rmsProp, n);
        }
        return new Adagrad((UpdateRule.Adagrad) rule, n);
    }
}
