package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import eigendrift.network.Blocks;
import java.util.List;

/**
 * Makes update rules.
 *
 * <p>Written for one coordinate: p parameter, g gradient, η learning rate, t the number of this update from 1. Each
 * rule keeps these vectors, all of length n, under these names in its {@link OptimizerState}:
 *
 * <table> <caption>State</caption>
 * <tr><td>sgd</td><td>{@code momentum}, unless its factor is 0</td></tr>
 * <tr><td>adam, adamw</td><td>{@code first-moment}, {@code second-moment}, before bias correction</td></tr>
 * <tr><td>amsgrad</td><td>the same and {@code largest-second-moment}</td></tr>
 * <tr><td>adamax</td><td>{@code first-moment}, {@code largest-gradient}</td></tr>
 * <tr><td>nadam, radam</td><td>{@code first-moment}, {@code second-moment}</td></tr>
 * <tr><td>rmsprop</td><td>{@code square-average}; {@code gradient-average} if centered; {@code momentum} unless its
 * factor is 0</td></tr>
 * <tr><td>adagrad</td><td>{@code square-sum}</td></tr>
 * <tr><td>lion, sam</td><td>{@code momentum}</td></tr>
 * <tr><td>muon</td><td>{@code momentum} of matrices; {@code first-moment}, {@code second-moment} of biases</td></tr>
 * <tr><td>lbfgs</td><td>{@code gradient}, {@code move}, {@code displacement-0000} and {@code gradient-difference-0000}
 * onward</td></tr>
 * </table>
 */
public final class Optimizers {

    private Optimizers() {}

    /** The rule before its first update; {@code blocks} says which of the n parameters form matrices. */
    public static Optimizer create(UpdateRule rule, Blocks blocks) {
        int n = blocks.size();
        if (rule instanceof UpdateRule.Sgd sgd) {
            return new Sgd(sgd, n);
        } else if (rule instanceof UpdateRule.Adam adam) {
            return new Adam(adam, n);
        } else if (rule instanceof UpdateRule.AdamW adamW) {
            return new AdamW(adamW, n);
        } else if (rule instanceof UpdateRule.AmsGrad amsGrad) {
            return new AmsGrad(amsGrad, n);
        } else if (rule instanceof UpdateRule.Adamax adamax) {
            return new Adamax(adamax, n);
        } else if (rule instanceof UpdateRule.NAdam nAdam) {
            return new NAdam(nAdam, n);
        } else if (rule instanceof UpdateRule.RAdam rAdam) {
            return new RAdam(rAdam, n);
        } else if (rule instanceof UpdateRule.RmsProp rmsProp) {
            return new RmsProp(rmsProp, n);
        } else if (rule instanceof UpdateRule.Lion lion) {
            return new Lion(lion, n);
        } else if (rule instanceof UpdateRule.Sam sam) {
            return new Sam(sam, n);
        } else if (rule instanceof UpdateRule.Muon muon) {
            return new Muon(muon, blocks);
        } else if (rule instanceof UpdateRule.Lbfgs lbfgs) {
            return new Lbfgs(lbfgs, n);
        }
        return new Adagrad((UpdateRule.Adagrad) rule, n);
    }

    /** How many vectors of length n the state holds at most within {@code updates} updates. */
    public static long stateVectors(UpdateRule rule, long updates) {
        if (rule instanceof UpdateRule.Lbfgs lbfgs) {
            return 2 + 2 * Math.min(lbfgs.history(), updates * lbfgs.maxIterations());
        }
        Blocks one = new Blocks(List.of(new Blocks.Block("layer1.weight", 1, 0, 1, 1)));
        return create(rule, one).state().arrays().size();
    }
}
