package eigendrift.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrincipalBlockTest {

    private static final DenseMatrix A =
            new DenseMatrix(4, new double[] {1, 2, 3, 4, 2, 5, 6, 7, 3, 6, 8, 9, 4, 7, 9, 10});

    @Test
    void multipliesTheRowsAndColumnsOfItsOwn() {
        PrincipalBlock block = new PrincipalBlock(A, 1, 2);
        double[] y = new double[2];
        for (int repeated = 0; repeated < 2; repeated++) {
            block.apply(new double[] {10, 100}, y);
            assertThat(y).containsExactly(650, 860);
        }
        assertThat(block.restrict(new double[] {1, 2, 3, 4})).containsExactly(2, 3);
    }

    @Test
    void allRowsAreTheMatrixItself() {
        PrincipalBlock all = new PrincipalBlock(A, 0, 4);
        double[] y = new double[4];
        double[] v = {1, 0, 0, 1};
        all.apply(v, y);
        assertThat(y).containsExactly(5, 9, 12, 14);
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "3, 2", "0, 0", "0, 5", "2147483647, 1"})
    void refusesRowsThatThereAreNot(int from, int size) {
        assertThatThrownBy(() -> new PrincipalBlock(A, from, size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected rows of a matrix of size n = 4, found from = " + from + ", size = " + size);
    }

    @Test
    void isRefinedLikeTheMatrix() {
        LinearOperator coarse = new Coarse(A);
        PrincipalBlock block = new PrincipalBlock(coarse, 1, 2);
        double[] y = new double[2];
        block.apply(new double[] {1, 1}, y);
        assertThat(y).containsExactly(0, 0);
        assertThat(block.rounding()).isEqualTo(.5);
        LinearOperator exact = block.exact();
        exact.apply(new double[] {1, 1}, y);
        assertThat(y).containsExactly(11, 14);
        assertThat(exact.exact()).isSameAs(exact);
    }
}
