package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapsTest {

    private static final double ROUNDING = 1e-14;

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,5,7", "5,2,4096", "3,4,4097", "4,3,10000"})
    void areScalarProducts(int k, int l, int n) {
        double[][] a = Vectors.orthonormal(Math.min(k, n), n, 1);
        double[][] b = Vectors.orthonormal(Math.min(l, n), n, 2);
        double[][] q = Overlaps.between(a, b);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                double sum = 0;
                for (int m = 0; m < n; m++) {
                    sum += a[i][m] * b[j][m];
                }
                assertThat(q[i][j]).as("q[%d][%d]", i, j).isCloseTo(sum, within(ROUNDING));
            }
        }
    }

    @Test
    void ofASpectrumWithItselfAreTheIdentity() {
        double[][] v = Vectors.orthonormal(3, 50, 3);
        double[][] q = Overlaps.between(
                Vectors.spectrum(new double[] {3, 2, 1}, v), Vectors.spectrum(new double[] {3, 2, 1}, v));
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(q[i][j]).isCloseTo(i == j ? 1 : 0, within(ROUNDING));
            }
        }
    }

    @Test
    void ofNothingAreEmpty() {
        assertThat(Overlaps.between(new double[0][], new double[2][5])).isEmpty();
        assertThat(Overlaps.between(new double[2][5], new double[0][])).hasDimensions(2, 0);
    }

    @Test
    void needVectorsOfOneLength() {
        assertThatThrownBy(() -> Overlaps.between(new double[][] {{1, 0}}, new double[][] {{1, 0}, {1}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 2")
                .hasMessageContaining("length = 1 at index 1");
    }
}
