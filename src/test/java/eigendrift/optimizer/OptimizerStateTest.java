package eigendrift.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.UpdateRule;
import eigendrift.network.ParameterLayout;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OptimizerStateTest {

    private static OptimizerState state(Map<String, double[]> arrays) {
        return new OptimizerState(1, new TreeMap<>(arrays));
    }

    @Test
    void momentumIsABufferOrAFirstMoment() {
        double[] m = {1, -2};
        double[] other = {5, 5};
        assertThat(state(Map.of("momentum", m, "square-average", other))
                        .momentum()
                        .orElseThrow())
                .containsExactly(m)
                .isNotSameAs(m);
        assertThat(state(Map.of("first-moment", m, "second-moment", other))
                        .momentum()
                        .orElseThrow())
                .containsExactly(m);
        assertThat(state(Map.of("square-sum", other)).momentum()).isEmpty();
    }

    /** As version 0.1.0 wrote them under fa-IR, ar-EG and, beyond 16 bits, ccp. */
    @Test
    void namesWithTheDigitsOfALocaleAreRead() {
        double[] a = {1}, b = {2}, c = {3};
        assertThat(state(Map.of("displacement-\u06f0\u06f0\u06f1\u06f2", a)).arrays())
                .containsExactly(Map.entry("displacement-0012", a));
        OptimizerState both = state(Map.of(
                "gradient-difference-\u0660\u0660\u0660\u0661",
                b,
                "displacement-\ud804\udd36\ud804\udd36\ud804\udd36\ud804\udd3f",
                c,
                "move",
                a));
        assertThat(both.arrays())
                .containsExactly(
                        Map.entry("displacement-0009", c),
                        Map.entry("gradient-difference-0001", b),
                        Map.entry("move", a));
    }

    @Test
    void lbfgsNamesItsStateAlikeInAllLanguages() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : new String[] {"fa-IR-u-nu-arabext", "ar-EG-u-nu-arab", "en-US"}) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                Optimizer lbfgs = Optimizers.create(
                        new UpdateRule.Lbfgs(5, 3, 0, 0, UpdateRule.Lbfgs.Search.NONE),
                        new ParameterLayout(List.of(new ParameterLayout.Parameter("p", 1, 0, 2, 1))));
                Objective bowl = (p, g) -> {
                    g[0] = p[0];
                    g[1] = 3 * p[1];
                    return (p[0] * p[0] + 3 * p[1] * p[1]) / 2;
                };
                lbfgs.step(new double[] {1, 1}, new double[] {1, 3}, 1, bowl);
                assertThat(lbfgs.state().arrays())
                        .as(tag)
                        .containsOnlyKeys("gradient", "move", "displacement-0000", "gradient-difference-0000");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    /** Muon's matrices have the one, its biases the other. */
    @Test
    void whereARuleKeepsBothMomentumIsTheirSum() {
        double[] matrices = {1, -2, 0};
        double[] biases = {0, 0, 3};
        assertThat(state(Map.of("momentum", matrices, "first-moment", biases, "second-moment", biases))
                        .momentum()
                        .orElseThrow())
                .containsExactly(1, -2, 3);
        assertThat(matrices).containsExactly(1, -2, 0);
    }
}
