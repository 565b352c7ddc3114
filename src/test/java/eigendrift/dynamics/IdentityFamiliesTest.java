package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.dynamics.Followed.Seen;
import eigendrift.dynamics.Truth.Direction;
import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Families of spectra in some 200 dimensions with known identities, each eigenvector off the true one by as much as its
 * certificate allows, from 1e-6 at the first of 200 seeds to 1e-2 at the last. The identities are the true ones; born,
 * died, returned and crossed is what was planted and nothing else; and no displacement is off by more than its bound.
 */
class IdentityFamiliesTest {

    private static final int SEEDS = 200;
    private static final int OUTPUTS = 3;
    private static final int FEATURES = 67;
    private static final int N = OUTPUTS * FEATURES;
    private static final int MEASURED = 6;

    /** Frames are orthonormal to some 1e-15; squares of sines are compared. */
    private static final double ROUNDING = 1e-13;

    /** The true eigenpairs at each time, one more than is measured at least, from orthonormal rows. */
    private interface Family {
        List<List<Direction>> of(double[][] frame);
    }

    private static List<List<Direction>> times(int first, int last, IntFunction<List<Direction>> truth) {
        return IntStream.rangeClosed(first, last).mapToObj(truth).toList();
    }

    /** Directions {@code from} to 9 of a frame of 10, at rest, with values 10 − name. */
    private static List<Direction> resting(double[][] frame, int from, Direction... moving) {
        List<Direction> all = new ArrayList<>(List.of(moving));
        for (int name = from; name <= 9; name++) {
            all.add(new Direction(name, 10 - name, frame[name - 1]));
        }
        return all;
    }

    /** The first turns out of what is measured, the second and third turn into each other. */
    @ParameterizedTest
    @ValueSource(doubles = {.01, .3, .7})
    void rotations(double angle) {
        follow(
                N,
                f -> times(
                        0,
                        6,
                        t -> resting(
                                f,
                                4,
                                new Direction(1, 10, Vectors.rotated(f[0], f[9], angle * t)),
                                new Direction(2, 9, Vectors.rotated(f[1], f[2], angle / 2 * t)),
                                new Direction(3, 8, Vectors.rotated(f[2], f[1], -angle / 2 * t)))));
    }

    @Test
    void aTrueCrossing() {
        follow(
                N,
                f -> times(
                        0,
                        5,
                        t -> resting(
                                f,
                                3,
                                new Direction(1, 10 - .4 * (t - 2.5), f[0]),
                                new Direction(2, 10 + .4 * (t - 2.5), f[1]))),
                "3 CROSSED 1 2");
    }

    @Test
    void threeCrossAtOnce() {
        follow(
                N,
                f -> times(
                        0,
                        5,
                        t -> resting(
                                f,
                                4,
                                new Direction(1, 10 - .4 * (t - 2.5), f[0]),
                                new Direction(2, 10, f[1]),
                                new Direction(3, 10 + .4 * (t - 2.5), f[2]))),
                "3 CROSSED 1 2",
                "3 CROSSED 1 3",
                "3 CROSSED 2 3");
    }

    /**
     * [[εt, g], [g, −εt]] has the upper vector at ½ atan2(g, εt). In steps that are short against g/ε the vectors turn
     * by nearly a right angle and keep their ranks.
     */
    @Test
    void anAvoidedCrossingInSmallSteps() {
        follow(N, f -> times(-8, 8, t -> avoided(f, .8 * t, 1, 1, 2)));
    }

    /** In steps that jump over the crossing directions stay and ranks change. */
    @Test
    void anAvoidedCrossingInLargeSteps() {
        follow(N, f -> times(0, 5, t -> avoided(f, t - 2.5, .02, t < 3 ? 1 : 2, t < 3 ? 2 : 1)), "3 CROSSED 1 2");
    }

    private static List<Direction> avoided(double[][] f, double slope, double g, int upper, int lower) {
        double angle = StrictMath.atan2(g, slope) / 2;
        double half = Math.hypot(slope, g);
        return resting(
                f,
                3,
                new Direction(upper, 17 + half, Vectors.rotated(f[0], f[1], angle)),
                new Direction(lower, 17 - half, Vectors.rotated(f[1], f[0], -angle)));
    }

    /** The third is beyond what is measured at two times and comes back turned by .2; the seventh fills in, twice. */
    @Test
    void oneThatLeavesAndReturns() {
        follow(
                N,
                f -> times(
                        0,
                        7,
                        t -> List.of(
                                new Direction(1, 10, f[0]),
                                new Direction(2, 9, f[1]),
                                new Direction(
                                        3, t == 2 || t == 3 ? .5 : 8, Vectors.rotated(f[2], f[9], t < 4 ? 0 : .2)),
                                new Direction(4, t < 6 ? 7 : .7, f[3]),
                                new Direction(5, 6, f[4]),
                                new Direction(6, 5, f[5]),
                                new Direction(7, 4, f[6]),
                                new Direction(8, .1, f[7]))),
                "2 DIED 3",
                "2 BORN 7",
                "4 DIED 7",
                "4 RETURNED 3",
                "6 DIED 4",
                "6 RETURNED 7");
    }

    /** H = I ⊗ XᵀX/N of linear regression: as many copies of each eigenvalue as outputs, in any basis each time. */
    @ParameterizedTest
    @ValueSource(doubles = {0, .1})
    void copiesOfRegression(double angle) {
        follow(FEATURES, f -> times(0, 6, t -> copies(4, Vectors.rotated(f[0], f[2], angle * t), 2, f[1])));
    }

    @Test
    void copiesThatCross() {
        follow(
                FEATURES,
                f -> times(0, 5, t -> copies(10 - .4 * (t - 2.5), f[0], 10 + .4 * (t - 2.5), f[1])),
                IntStream.rangeClosed(1, OUTPUTS)
                        .boxed()
                        .flatMap(first -> IntStream.rangeClosed(OUTPUTS + 1, 2 * OUTPUTS)
                                .mapToObj(second -> "3 CROSSED " + first + " " + second))
                        .toArray(String[]::new));
    }

    private static List<Direction> copies(double first, double[] u, double second, double[] v) {
        List<Direction> all = new ArrayList<>();
        for (int output = 0; output < OUTPUTS; output++) {
            all.add(new Direction(1 + output, first, ofOutput(output, u)));
            all.add(new Direction(1 + OUTPUTS + output, second, ofOutput(output, v)));
        }
        all.add(new Direction(0, 0, new double[N]));
        return all;
    }

    /** e_o ⊗ u. */
    private static double[] ofOutput(int output, double[] u) {
        double[] v = new double[N];
        System.arraycopy(u, 0, v, output * FEATURES, FEATURES);
        return v;
    }

    private static void follow(int dimension, Family family, String... planted) {
        for (long seed = 0; seed < SEEDS; seed++) {
            double bound = Math.pow(10, -6 + 4. * seed / (SEEDS - 1));
            String context = "seed " + seed + ", bound " + bound;
            RandomGenerator random = new Streams(seed).stream("certified");
            List<Truth> truth = family.of(Vectors.orthonormal(10, dimension, seed)).stream()
                    .map(directions -> new Truth(directions, MEASURED))
                    .toList();
            List<Seen> seen = truth.stream().map(at -> at.seen(bound, random)).toList();
            Followed followed = Followed.of(seen);
            assertThat(followed.history()).as(context).containsExactlyInAnyOrder(planted);
            for (int t = 0; t < truth.size(); t++) {
                assertNamed(followed.identities().get(t).ofRank(), truth.get(t), context + ", time " + t);
                if (t > 0) {
                    assertMoved(followed, seen, truth, t - 1, t, bound, context);
                }
            }
            assertMoved(followed, seen, truth, 0, truth.size() - 1, bound, context);
        }
    }

    /** Copies of one eigenvalue may exchange their names. */
    private static void assertNamed(List<Integer> found, Truth truth, String context) {
        for (int rank = 0; rank < MEASURED; rank++) {
            assertThat(truth.names(truth.copies(rank)))
                    .as("%s, rank %d", context, rank + 1)
                    .contains(found.get(rank));
        }
        assertThat(found).as(context).doesNotHaveDuplicates();
    }

    /** Displacement by identity between two times, as it is exported; every direction or cluster turns as one. */
    private static void assertMoved(
            Followed followed, List<Seen> seen, List<Truth> truth, int then, int now, double bound, String context) {
        List<Integer> before = followed.identities().get(then).ofRank();
        List<Integer> after = followed.identities().get(now).ofRank();
        int[] to = IntStream.range(0, MEASURED)
                .filter(rank -> before.contains(after.get(rank)))
                .toArray();
        int[] from =
                IntStream.of(to).map(rank -> before.indexOf(after.get(rank))).toArray();
        double[][] q = Overlaps.between(seen.get(then).vectors(), seen.get(now).vectors());
        double[] overlaps = seen.get(now).clusters().overlaps(q, from, to);
        for (int m = 0; m < to.length; m++) {
            // Of d copies that are each off by the sine b, the span is off by √d b at most.
            double sine = Math.sqrt(truth.get(now).copies(to[m]).length) * bound;
            String which = context + ", identity " + after.get(to[m]) + ", times " + then + " and " + now;
            double expected = truth.get(then).displacement(truth.get(now), after.get(to[m]));
            assertWithin(Displacement.of(overlaps[m], sine, sine), expected, which);
            if (sine == bound) {
                double[] early = seen.get(then).vectors()[from[m]];
                double[] late = seen.get(now).vectors()[to[m]];
                assertWithin(Displacement.between(early, late, bound, bound), expected, which);
            }
        }
    }

    private static void assertWithin(Displacement found, double expected, String which) {
        assertThat(found.displacement()).as(which).isCloseTo(expected, within(found.bound() + ROUNDING));
    }
}
