package eigendrift.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.UpdateRule;
import eigendrift.network.ParameterLayout;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which updates divide by 0 or take the root of a number below it, and that they say so. */
class BreakdownTest {

    private static final ParameterLayout BIAS =
            new ParameterLayout(List.of(new ParameterLayout.Parameter("layer1.bias", 1, 0, 2, 1)));
    private static final Objective NOWHERE = (p, gradient) -> 0;

    static Stream<UpdateRule> withoutEpsilon() {
        return Stream.of(
                new UpdateRule.Adam(.9, .999, 0, 0),
                new UpdateRule.AdamW(.9, .999, 0, 0),
                new UpdateRule.AmsGrad(.9, .999, 0, 0),
                new UpdateRule.Adamax(.9, .999, 0, 0),
                new UpdateRule.NAdam(.9, .999, 0, 0, 4e-3),
                new UpdateRule.RAdam(.9, .999, 0, 0),
                new UpdateRule.RmsProp(.99, 0, 0, 0, false),
                new UpdateRule.RmsProp(.99, 0, 0, .5, true),
                new UpdateRule.Adagrad(0, 0, 0, 0),
                new UpdateRule.Muon(.95, true, 0, .015, .9, .95, 0));
    }

    static Stream<UpdateRule> withEpsilon() {
        return Stream.of(
                new UpdateRule.Adam(.9, .999, 1e-8, 0),
                new UpdateRule.RmsProp(.99, 1e-8, 0, 0, true),
                new UpdateRule.Adagrad(0, 0, .1, 0),
                new UpdateRule.Muon(.95, true, 0, .015, .9, .95, 1e-10),
                new UpdateRule.Sgd(.9, false, 0),
                new UpdateRule.Lion(.9, .99, 0),
                new UpdateRule.Sam(.05, 0, 0));
    }

    /** RAdam divides from its sixth update on. */
    @ParameterizedTest
    @MethodSource("withoutEpsilon")
    void aGradientOfZeroIsDividedByZero(UpdateRule rule) {
        double[] p = {1, 1};
        Optimizer optimizer = Optimizers.create(rule, BIAS);
        for (int t = 0; t < 6 && !Double.isNaN(p[1]); t++) {
            optimizer.step(p, new double[] {t % 2 == 0 ? 1 : -2, 0}, .1, NOWHERE);
        }
        assertThat(p[0]).isFinite();
        assertThat(p[1]).isNaN();
        assertThat(optimizer.breakdown(0)).isEmpty();
        assertThat(optimizer.breakdown(1).orElseThrow())
                .contains("divided by 0")
                .endsWith("Maybe epsilon = 1e-8.");
    }

    @ParameterizedTest
    @MethodSource("withEpsilon")
    void whatDividesByNoZeroDoesNotSaySo(UpdateRule rule) {
        double[] p = {1, 1};
        Optimizer optimizer = Optimizers.create(rule, BIAS);
        for (int t = 0; t < 6; t++) {
            optimizer.step(p, new double[] {1, 0}, .1, NOWHERE);
        }
        assertThat(p[0]).isFinite();
        assertThat(p[1]).isEqualTo(1);
        assertThat(optimizer.breakdown(0)).isEmpty();
        assertThat(optimizer.breakdown(1)).isEmpty();
    }

    /** Of equal gradients the variance vanishes, and rounding decides on its sign. */
    @Test
    void aRootOfANegativeVarianceIsNamed() {
        Optimizer optimizer = Optimizers.create(new UpdateRule.RmsProp(.5, 1e-8, 0, 0, true), BIAS);
        double[] p = {1, 1};
        int t = 0;
        while (!Double.isNaN(p[0]) && t++ < 1000) {
            optimizer.step(p, new double[] {.7, t % 2 == 0 ? 1 : -1}, .01, NOWHERE);
        }
        assertThat(p[0]).as("after " + t + " updates").isNaN();
        assertThat(optimizer.breakdown(0).orElseThrow())
                .contains("took the root of -")
                .endsWith("Maybe centered = false.");
        assertThat(optimizer.breakdown(1)).isEmpty();
    }
}
