package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.random.Streams;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplacementTest {

    /** The vector that was turned is itself rounded to some 1e-16 of its length. */
    private static final double ROUNDED_ANGLE = 1e-15;

    private static final double ROUNDING = 1e-14;

    private final double[][] plane = Vectors.orthonormal(2, 301, 11);

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-12, 1e-9, 1e-5, .1, .7, 1.2, Math.PI / 2})
    void ofARotationIsItsAngleWhateverSignAndLength(double angle) {
        double[] to = Vectors.rotated(plane[0], plane[1], angle);
        for (double factor : new double[] {1, -1, 3, -1e-4}) {
            Displacement d = Displacement.between(plane[0], Vectors.scaled(to, factor), 0, 0);
            assertThat(d.angle()).isCloseTo(angle, within(ROUNDED_ANGLE + ROUNDING * angle));
            assertThat(d.overlap()).isCloseTo(Math.signum(factor) * Math.cos(angle), within(ROUNDING));
            double sine = Math.sin(angle);
            assertThat(d.displacement())
                    .isCloseTo(sine * sine, within(ROUNDED_ANGLE * ROUNDED_ANGLE + ROUNDING * angle));
            assertThat(d.chordal()).isCloseTo(2 * (1 - Math.cos(angle)), within(ROUNDING));
        }
    }

    @Test
    void keepsItsDigitsWhereOneMinusSquareHasNone() {
        double angle = 1e-9;
        Displacement d = Displacement.between(plane[0], Vectors.rotated(plane[0], plane[1], angle), 0, 0);
        assertThat(1 - d.overlap() * d.overlap()).as("the naive form is lost").isLessThan(1e-15);
        assertThat(d.displacement()).isCloseTo(1e-18, Percentage.withPercentage(1e-3));
        assertThat(d.chordal()).isCloseTo(1e-18, Percentage.withPercentage(1e-3));
    }

    @Test
    void ofAVectorFromItselfIsExactlyZero() {
        Displacement d = Displacement.between(plane[0], plane[0], 0, 0);
        assertThat(d.angle()).isZero();
        assertThat(d.displacement()).isZero();
        assertThat(Displacement.belowResolution(d.angle(), d.bound())).isTrue();
    }

    /** True vectors at every corner of what the certificates allow stay within the bound, and one reaches it. */
    @Test
    void boundHoldsForEveryErrorTheCertificatesAllowAndIsReached() {
        RandomGenerator random = new Streams(5).stream("bounds");
        for (int trial = 0; trial < 2000; trial++) {
            double angle = random.nextDouble() * Math.PI / 2;
            double b = random.nextDouble() * random.nextDouble();
            double c = random.nextDouble() * random.nextDouble();
            Displacement d =
                    new Displacement(Math.cos(angle), angle, Math.min(Math.PI / 2, Math.asin(b) + Math.asin(c)));
            double reached = 0;
            for (int i = -20; i <= 20; i++) {
                for (int j = -20; j <= 20; j++) {
                    double from = Math.asin(b) * i / 20;
                    double to = angle + Math.asin(c) * j / 20;
                    double truth = Math.pow(Math.sin(to - from), 2);
                    double error = Math.abs(truth - d.displacement());
                    assertThat(error).as("trial %d", trial).isLessThanOrEqualTo(d.bound() + ROUNDING);
                    reached = Math.max(reached, error);
                }
            }
            boolean insideQuarter = angle - d.resolution() >= 0 && angle + d.resolution() <= Math.PI / 2;
            if (insideQuarter) {
                assertThat(reached).as("trial %d", trial).isCloseTo(d.bound(), within(ROUNDING));
            }
        }
    }

    @Test
    void belowResolutionIsWhatBothCertificatesTogetherAllow() {
        double[] to = Vectors.rotated(plane[0], plane[1], .2);
        assertThat(isBelowResolution(Displacement.between(plane[0], to, .1, .09)))
                .isFalse();
        assertThat(isBelowResolution(Displacement.between(plane[0], to, .1, .1)))
                .isTrue();
        assertThat(Displacement.between(plane[0], to, .1, 1).resolution()).isEqualTo(Math.PI / 2);
    }

    private static boolean isBelowResolution(Displacement moved) {
        return Displacement.belowResolution(moved.angle(), moved.bound());
    }

    @Test
    void refusesWhatIsNoDirection() {
        double[] v = plane[0];
        assertThatThrownBy(() -> Displacement.between(v, new double[301], 0, 0)).hasMessageContaining("0.0");
        assertThatThrownBy(() -> Displacement.between(v, new double[3], 0, 0)).hasMessageContaining("expected 301");
        assertThatThrownBy(() -> Displacement.between(v, v, 0, 1.5)).hasMessageContaining("found 1.5");
        assertThatThrownBy(() -> Displacement.between(v, v, Double.NaN, 0)).hasMessageContaining("found NaN");
        double[] broken = v.clone();
        broken[7] = Double.NaN;
        assertThatThrownBy(() -> Displacement.between(broken, v, 0, 0)).hasMessageContaining("NaN");
    }

    @Test
    void ofWeightsIsTheMeanSquare() {
        double[] from = {1, 2, 3, 4};
        double[] to = {1, 0, 3, 8};
        assertThat(WeightDisplacement.meanSquare(from, to)).isEqualTo(5);
        assertThat(WeightDisplacement.distance(from, to)).isEqualTo(Math.sqrt(20));
    }

    /**
     * Of θ = .1 and δ = .05 the bound is above the displacement, though the certificates show that the vector turned.
     */
    @Test
    void theBoundTellsWhatTheResolutionTells() {
        for (double angle : new double[] {0, 1e-12, 1e-7, .1, .5, Math.PI / 4, 1, 1.5, Math.PI / 2}) {
            for (double share : new double[] {0, .3, .42, .5, .9, .999, 1, 1.001, 1.5, 10}) {
                Displacement d = new Displacement(Math.cos(angle), angle, Math.min(Math.PI / 2, share * angle));
                assertThat(Displacement.belowResolution(angle, d.bound()))
                        .as("angle %s, resolution %s", angle, d.resolution())
                        .isEqualTo(angle <= d.resolution());
            }
        }
        Displacement turned = new Displacement(Math.cos(.1), .1, .05);
        assertThat(turned.bound()).isGreaterThan(turned.displacement());
        assertThat(Displacement.belowResolution(.1, turned.bound())).isFalse();
    }
}
