package eigendrift.optimizer;

import eigendrift.config.UpdateRule;
import eigendrift.network.ParameterLayout;
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
    public static Optimizer create(UpdateRule rule, ParameterLayout layout) {
        return rule.accept(new Create(layout, layout.size()));
    }

    /** How many vectors of length n the state holds at most within {@code updates} updates. */
    public static long stateVectors(UpdateRule rule, long updates) {
        if (rule instanceof UpdateRule.Lbfgs lbfgs) {
            return 2 + 2 * Math.min(lbfgs.history(), updates * lbfgs.maxIterations());
        }
        ParameterLayout one = new ParameterLayout(List.of(new ParameterLayout.Parameter("layer1.weight", 1, 0, 1, 1)));
        return create(rule, one).state().arrays().size();
    }

    private record Create(ParameterLayout layout, int n) implements UpdateRule.Cases<Optimizer> {

        @Override
        public Optimizer sgd(UpdateRule.Sgd rule) {
            return new Sgd(rule, n);
        }

        @Override
        public Optimizer adam(UpdateRule.Adam rule) {
            return new Adam(rule, n);
        }

        @Override
        public Optimizer adamW(UpdateRule.AdamW rule) {
            return new AdamW(rule, n);
        }

        @Override
        public Optimizer rmsProp(UpdateRule.RmsProp rule) {
            return new RmsProp(rule, n);
        }

        @Override
        public Optimizer adagrad(UpdateRule.Adagrad rule) {
            return new Adagrad(rule, n);
        }

        @Override
        public Optimizer amsGrad(UpdateRule.AmsGrad rule) {
            return new AmsGrad(rule, n);
        }

        @Override
        public Optimizer adamax(UpdateRule.Adamax rule) {
            return new Adamax(rule, n);
        }

        @Override
        public Optimizer nAdam(UpdateRule.NAdam rule) {
            return new NAdam(rule, n);
        }

        @Override
        public Optimizer rAdam(UpdateRule.RAdam rule) {
            return new RAdam(rule, n);
        }

        @Override
        public Optimizer lion(UpdateRule.Lion rule) {
            return new Lion(rule, n);
        }

        @Override
        public Optimizer sam(UpdateRule.Sam rule) {
            return new Sam(rule, n);
        }

        @Override
        public Optimizer muon(UpdateRule.Muon rule) {
            return new Muon(rule, layout);
        }

        @Override
        public Optimizer lbfgs(UpdateRule.Lbfgs rule) {
            return new Lbfgs(rule, n);
        }
    }
}
