package eigendrift.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DiagonallyScaledTest {

    private static final DenseMatrix A = new DenseMatrix(2, new double[] {1, 2, 2, 3});
    private static final double[] DIAGONAL = {10, -1};

    @Test
    void multipliesOnBothSides() {
        DiagonallyScaled scaled = new DiagonallyScaled(A, DIAGONAL);
        double[] y = new double[2];
        for (int repeated = 0; repeated < 2; repeated++) {
            scaled.apply(new double[] {1, 5}, y);
            assertThat(y).containsExactly(100 - 20 * 5, -20 + 3 * 5);
        }
    }

    @Test
    void isRefinedLikeTheMatrix() {
        DiagonallyScaled scaled = new DiagonallyScaled(new Coarse(A), DIAGONAL);
        assertThat(scaled.rounding()).isEqualTo(.5);
        double[] y = new double[2];
        LinearOperator exact = scaled.exact();
        exact.apply(new double[] {1, 0}, y);
        assertThat(y).containsExactly(100, -20);
        assertThat(exact.exact()).isSameAs(exact);
    }

    @Test
    void refusesADiagonalOfAnotherLength() {
        assertThatThrownBy(() -> new DiagonallyScaled(A, new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected a diagonal of length n = 2, found 3");
    }
}
