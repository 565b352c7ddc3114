package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** On L(w) = ½ Σ λ_j w_j² with the first axes as the leading subspace, where every part is known. */
class LossChangeTest {

    private static final double[] LAMBDA = {9, 4, 1, -.5};

    private static final ToDoubleFunction<double[]> LOSS = w -> {
        double sum = 0;
        for (int j = 0; j < w.length; j++) {
            sum += LAMBDA[j] * w[j] * w[j] / 2;
        }
        return sum;
    };

    private static final double[][] TOP = {{1, 0, 0, 0}, {0, 1, 0, 0}};

    @Test
    void thePartsAreThoseOfTheAxes() {
        double[] w = {1, 2, -1, 3};
        double[] u = {-.25, .5, 1, .5};
        double[] top = Subspaces.project(TOP, u);
        assertThat(top).containsExactly(-.25, .5, 0, 0);
        LossChange found = LossChange.along(w, u, top, LOSS);
        // λ (w u + u²/2): 9 (−.25 + .03125), 4 (1 + .125); (−1 + .5), −.5 (1.5 + .125)
        assertThat(found.top()).isEqualTo(-1.96875 + 4.5);
        assertThat(found.bulk()).isEqualTo(-.5 - .8125);
        assertThat(found.whole()).isEqualTo(found.top() + found.bulk());
    }

    /** A mixed basis of the same span makes the same projection. */
    @Test
    void aProjectionDependsOnTheSpanAlone() {
        double c = Math.cos(.7);
        double s = Math.sin(.7);
        double[] u = {3, -1, 2, 5};
        double[] mixed = Subspaces.project(new double[][] {{c, s, 0, 0}, {-s, c, 0, 0}}, u);
        assertThat(mixed).containsExactly(new double[] {3, -1, 0, 0}, within(1e-15));
    }

    @Test
    void vectorsMustBeOfOneLength() {
        assertThatThrownBy(() -> LossChange.along(new double[4], new double[3], new double[4], LOSS))
                .hasMessageContaining("expected 4, found length = 3");
    }
}
