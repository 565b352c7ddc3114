package eigendrift.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

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
