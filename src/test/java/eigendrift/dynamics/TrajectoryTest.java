package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Directions in a plane whose angles are known. */
class TrajectoryTest {

    private static final double ROUNDING = 1e-12;

    /** Angles between directions at these angles to an axis. */
    private static Trajectory of(double... at) {
        return of(LongStream.range(0, at.length).toArray(), at);
    }

    private static Trajectory of(long[] times, double... at) {
        Trajectory motion = new Trajectory(times);
        for (int i = 0; i < at.length; i++) {
            for (int j = i + 1; j < at.length; j++) {
                double turn = Math.abs(at[i] - at[j]) % Math.PI;
                motion.add(i, j, Math.min(turn, Math.PI - turn));
            }
        }
        return motion;
    }

    @Test
    void aSteadyTurnIsAllNet() {
        Trajectory motion = of(0, .1, .3, .4, .9);
        assertThat(motion.pathLength(0)).isZero();
        assertThat(motion.pathLength(4)).isCloseTo(.9, within(ROUNDING));
        assertThat(motion.netOverPath(4)).isCloseTo(1, within(ROUNDING));
        assertThat(motion.netOverPath(0)).isNaN();
        assertThat(motion.rate(2, 50)).isCloseTo(.2 / 50, within(ROUNDING));
        assertThat(motion.rate(0, 50)).isNaN();
    }

    @Test
    void thereAndBackIsNoNet() {
        Trajectory motion = of(0, .2, .5, .2, 0);
        assertThat(motion.pathLength(4)).isCloseTo(1, within(ROUNDING));
        assertThat(motion.netOverPath(4)).isZero();
    }

    /**
     * cos² of the first is 1, of the second 1/2, of the third 0: linear in between, 1/e is reached in the second
     * interval.
     */
    @Test
    void relaxationIsInterpolated() {
        Trajectory motion = of(new long[] {100, 200, 400}, 0, Math.PI / 4, Math.PI / 2);
        double expected = 100 + 200 * (.5 - 1 / Math.E) / .5;
        assertThat(motion.relaxation(0)).isCloseTo(expected, within(1e-9));
        assertThat(motion.relaxation(1)).isNaN();
        assertThat(motion.relaxation(2)).isNaN();
    }

    @Test
    void whatWasNotMeasuredIsNotKnown() {
        double unknown = Double.NaN;
        Trajectory motion = new Trajectory(new long[] {0, 1, 2});
        motion.add(0, 1, .1);
        motion.add(0, 2, unknown);
        motion.add(1, 2, .2);
        assertThat(motion.netOverPath(2)).isNaN();
        assertThat(motion.pathLength(2)).isCloseTo(.3, within(ROUNDING));
    }

    /** At right angles to the start from the second checkpoint on; at the first it was not measured. */
    @Test
    void aGapEndsTheSearchForTheRelaxation() {
        Trajectory motion = new Trajectory(new long[] {0, 10, 20, 30});
        motion.add(0, 2, Math.PI / 2);
        motion.add(0, 3, Math.PI / 2);
        motion.add(1, 2, Math.PI / 2);
        assertThat(motion.relaxation(0)).isNaN();
        assertThat(motion.relaxation(1)).isCloseTo(10 * (1 - 1 / Math.E), within(ROUNDING));
        assertThat(motion.netOverPath(3)).isNaN();
        assertThat(motion.pathLength(1)).isNaN();
    }
}
