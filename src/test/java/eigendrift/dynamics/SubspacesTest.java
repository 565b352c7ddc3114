package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubspacesTest {

    /** The rounding of vectors of some hundred entries. */
    private static final double ROUNDING = 1e-14;

    private final double[][] basis = Vectors.orthonormal(8, 200, 21);

    /** V from the first rows, V′ turned by the given angles into the others, and both bases mixed. */
    private double[][] turned(double... angles) {
        double[][] w = new double[angles.length][];
        for (int i = 0; i < angles.length; i++) {
            w[i] = Vectors.rotated(basis[i], basis[4 + i], angles[i]);
        }
        return mixed(w, 31);
    }

    /** Another orthonormal basis of the same span. */
    private static double[][] mixed(double[][] rows, long seed) {
        double[][] rotation = Vectors.orthonormal(rows.length, rows.length, seed);
        double[][] result = new double[rows.length][rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                for (int m = 0; m < rows[0].length; m++) {
                    result[i][m] += rotation[i][j] * rows[j][m];
                }
            }
        }
        return result;
    }

    @Test
    void principalAnglesAreThoseOfTheConstructionEvenTinyOnesBesideLargeOnes() {
        double[] angles = {1e-12, 1e-6, .4, 1.5};
        double[][] v = mixed(Arrays.copyOf(basis, 4), 32);
        PrincipalAngles found = PrincipalAngles.between(v, turned(angles));
        assertThat(found.angles()).containsExactly(angles, within(ROUNDING));
        assertThat(found.geodesic()).isCloseTo(Math.sqrt(1e-12 + .16 + 2.25), within(ROUNDING));
        assertThat(found.largest()).isCloseTo(1.5, within(ROUNDING));
        double sines = Arrays.stream(angles).map(a -> Math.pow(Math.sin(a), 2)).sum();
        assertThat(found.chordal()).isCloseTo(Math.sqrt(sines), within(ROUNDING));
        double overlap = Subspaces.overlap(Overlaps.between(v, turned(angles)));
        assertThat(overlap).isCloseTo(1 - sines / 4, within(ROUNDING));
    }

    @Test
    void principalAnglesOfDifferentDimensions() {
        double[][] v = Arrays.copyOf(basis, 4);
        double[][] w = turned(.1, .2);
        assertThat(PrincipalAngles.between(v, w).angles()).containsExactly(new double[] {.1, .2}, within(ROUNDING));
        assertThat(PrincipalAngles.between(w, v).angles()).containsExactly(new double[] {.1, .2}, within(ROUNDING));
        assertThat(PrincipalAngles.between(v, Arrays.copyOf(v, 2)).angles())
                .containsExactly(new double[2], within(ROUNDING));
        assertThat(Subspaces.overlap(Overlaps.between(v, Arrays.copyOf(v, 2)))).isCloseTo(1, within(ROUNDING));
    }

    @Test
    void orthogonalSubspacesAreARightAngleApart() {
        double[][] v = Arrays.copyOf(basis, 4);
        double[][] w = Arrays.copyOfRange(basis, 4, 8);
        assertThat(PrincipalAngles.between(v, w).angles()).hasSize(4).satisfies(a -> assertThat(a[0])
                .isCloseTo(Math.PI / 2, within(ROUNDING)));
        assertThat(Subspaces.overlap(Overlaps.between(v, w))).isCloseTo(0, within(ROUNDING));
    }

    @Test
    void overlapOfTheLeadingVectorsIgnoresTheBuffer() {
        double[][] v = {basis[0], basis[1], basis[2]};
        double[][] w = {basis[2], basis[1], basis[0]};
        double[][] q = Overlaps.between(v, w);
        assertThat(Subspaces.overlap(q, 3)).isCloseTo(1, within(ROUNDING));
        assertThat(Subspaces.overlap(q, 2)).isCloseTo(.5, within(ROUNDING));
        assertThat(Subspaces.overlap(q, 1)).isCloseTo(0, within(ROUNDING));
        assertThatThrownBy(() -> Subspaces.overlap(q, 4))
                .hasMessageContaining("4 x 4")
                .hasMessageContaining("3 x 3");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, .25, 1.3})
    void fractionIsTheSquaredCosine(double angle) {
        double[] g = Vectors.scaled(Vectors.rotated(basis[1], basis[5], angle), 1e-200);
        double[][] v = Arrays.copyOf(basis, 3);
        assertThat(Subspaces.fraction(v, g)).isCloseTo(Math.pow(Math.cos(angle), 2), within(ROUNDING));
    }

    @Test
    void fractionOfNothingIsNotMeasured() {
        assertThat(Subspaces.fraction(basis, new double[200])).isNaN();
    }
}
