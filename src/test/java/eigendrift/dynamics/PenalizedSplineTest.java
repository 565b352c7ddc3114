package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PenalizedSplineTest {

    private static final double ROUNDING = 1e-20;

    /** Rounding: normal equations square the condition of a basis. */
    private static final double CONDITIONED = 1e-9;

    @Test
    void aLineIsFollowedExactlyThroughAnEmptyInterval() {
        double[] x = {-3, -2.9, -2.8, 5, 5.5, 6};
        double[] y = Arrays.stream(x).map(v -> 2 - .5 * v).toArray();
        double[] ones = {1, 1, 1, 1, 1, 1};
        PenalizedSpline line = PenalizedSpline.fit(x, y, ones);
        assertThat(line.squares()).isLessThan(ROUNDING);
        assertThat(line.objective()).isLessThan(ROUNDING);
    }

    /** A point of weight 3 counts as three points. */
    @Test
    void weightsCountPoints() {
        double[] x = {0, 1, 2, 3, 4, 5};
        double[] y = {1, .7, .8, .2, .1, 0};
        PenalizedSpline weighted = PenalizedSpline.fit(x, y, new double[] {1, 1, 3, 1, 1, 1});
        double[] ones = new double[8];
        Arrays.fill(ones, 1);
        PenalizedSpline repeated = PenalizedSpline.fit(
                new double[] {0, 1, 2, 2, 2, 3, 4, 5}, new double[] {1, .7, .8, .8, .8, .2, .1, 0}, ones);
        assertThat(weighted.objective()).isCloseTo(repeated.objective(), within(1e-15));
        assertThat(weighted.squares()).isCloseTo(repeated.squares(), within(1e-15));
    }

    /**
     * Least squares by QR in the truncated powers (x − knot)₊³, which span the same curves. The second difference of
     * the coefficients is h² f″ at a knot (de Boor 1978), so the penalty is five further equations.
     */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void minimizesTheSquaresAndTheBendAtTheKnots(long seed) {
        RandomGenerator random = new Streams(seed).stream("spline");
        int count = 60;
        int intervals = PenalizedSpline.INTERVALS;
        double h = 1.0 / intervals;
        double[] x = DoubleStream.generate(random::nextDouble).limit(count).toArray();
        x[0] = 0;
        x[1] = 1;
        double[] y = Arrays.stream(x)
                .map(v -> Math.exp(-3 * v) + .1 * random.nextGaussian())
                .toArray();
        DMatrixRMaj powers = new DMatrixRMaj(count + intervals + 1, intervals + 3);
        DMatrixRMaj target = new DMatrixRMaj(count + intervals + 1, 1);
        for (int i = 0; i < count; i++) {
            target.set(i, 0, y[i]);
            for (int p = 0; p < intervals + 3; p++) {
                powers.set(i, p, p < 4 ? Math.pow(x[i], p) : Math.pow(Math.max(0, x[i] - (p - 3) * h), 3));
            }
        }
        for (int knot = 0; knot <= intervals; knot++) {
            double factor = Math.sqrt(PenalizedSpline.ROUGHNESS * count) * h * h;
            powers.set(count + knot, 2, 2 * factor);
            powers.set(count + knot, 3, 6 * knot * h * factor);
            for (int p = 4; p < intervals + 3; p++) {
                powers.set(count + knot, p, 6 * Math.max(0, knot - (p - 3)) * h * factor);
            }
        }
        DMatrixRMaj c = new DMatrixRMaj(intervals + 3, 1);
        assertThat(CommonOps_DDRM.solve(powers, target, c)).isTrue();
        DMatrixRMaj rest = new DMatrixRMaj(count + intervals + 1, 1);
        CommonOps_DDRM.mult(powers, c, rest);
        CommonOps_DDRM.subtractEquals(rest, target);
        double squares = Arrays.stream(rest.data, 0, count).map(r -> r * r).sum();
        double objective = Arrays.stream(rest.data).map(r -> r * r).sum();
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        PenalizedSpline spline = PenalizedSpline.fit(x, y, ones);
        assertThat(spline.objective()).as("seed %d", seed).isCloseTo(objective, within(CONDITIONED));
        assertThat(spline.squares()).as("seed %d", seed).isCloseTo(squares, within(CONDITIONED));
        assertThat(objective - squares).as("the penalty is seen").isGreaterThan(100 * CONDITIONED);
    }

    @Test
    void onePlaceIsNoCurve() {
        double[] same = {1, 1, 1};
        assertThatThrownBy(() -> PenalizedSpline.fit(same, same, same))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two distinct");
    }
}
