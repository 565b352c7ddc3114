package eigendrift.nullmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * p-values of one test, from independent simulations.
 *
 * @param sorted ascending
 * @param origin what a failure needs for being repeated: test and seed
 */
public record PValues(double[] sorted, String origin) {

    private static final double[] LEVELS = {.01, .05};

    /** How often {@link #kolmogorov} fails a right law: the seeds are fixed, so it passes once and for all. */
    private static final double RISK = 1e-4;

    private static final double ROUNDING = 1e-9;

    public static PValues of(int simulations, long seed, String name, ToDoubleFunction<RandomGenerator> simulation) {
        RandomGenerator random = new Streams(seed).stream(name);
        double[] p = new double[simulations];
        Arrays.setAll(p, i -> simulation.applyAsDouble(random));
        Arrays.sort(p);
        return new PValues(p, name + ", seed " + seed);
    }

    /** Uniform on [0, 1], by the test of Kolmogorov; errors of the first kind as often as the level says. */
    public void areUniform() {
        for (int i = 0; i < sorted.length; i++) {
            assertThat(sorted[i])
                    .as("%s: value %d of %d", origin, i + 1, sorted.length)
                    .isBetween((i + 1.0) / sorted.length - kolmogorov(), (double) i / sorted.length + kolmogorov());
        }
        for (double level : LEVELS) {
            atMost(level).is(level);
        }
    }

    /** Uniform on 1/cells, 2/cells, …, 1, and nowhere else. */
    public void areUniformOn(int cells) {
        for (double p : sorted) {
            assertThat(p * cells).as(origin).isCloseTo(Math.rint(p * cells), within(cells * ROUNDING));
        }
        for (int cell = 1; cell <= cells; cell++) {
            double level = (double) cell / cells;
            assertThat(share(level)).as("%s: P(p <= %s)", origin, level).isCloseTo(level, within(kolmogorov()));
        }
        for (double level : LEVELS) {
            atMost(level).is(Math.floor(level * cells + ROUNDING) / cells);
        }
    }

    /** P(p ≤ α) ≤ α for every α. */
    public void areAtLeastUniform() {
        for (double p : sorted) {
            assertThat(share(p)).as("%s: P(p <= %s)", origin, p).isLessThanOrEqualTo(p + kolmogorov());
        }
        for (double level : LEVELS) {
            atMost(level).isAtMost(level);
        }
    }

    /** How often the test rejects at a level. */
    public Rate atMost(double level) {
        return new Rate(count(level), sorted.length, origin + ", p <= " + level);
    }

    private double share(double level) {
        return (double) count(level) / sorted.length;
    }

    private int count(double level) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) / 2;
            if (sorted[middle] <= level + ROUNDING) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** sup |F_N − F| exceeds √(ln(2/risk)/2N) with probability {@value #RISK} at most, for any F (Massart 1990). */
    private double kolmogorov() {
        return Math.sqrt(StrictMath.log(2 / RISK) / (2 * sorted.length));
    }
}
