package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.dynamics.Followed.Seen;
import eigendrift.dynamics.Identities.Change;
import eigendrift.dynamics.Identities.Fate;
import eigendrift.linalg.Ranks;
import eigendrift.linalg.SymmetricEigen;
import eigendrift.linalg.Which;
import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Families of matrices whose true identities are known. */
class IdentitiesTest {

    private static final long SEED = 5;
    private static final int N = 12;

    /** One is reported of either end of e₁, e₂ | e₃, e₄, and one more each is the buffer. */
    private static Seen ends(double first, double second, double third, double fourth, int... order) {
        double[] values = {first, second, third, fourth};
        double[] ranked = new double[4];
        double[][] vectors = new double[4][4];
        for (int rank = 0; rank < 4; rank++) {
            ranked[rank] = values[order[rank]];
            vectors[rank][order[rank]] = 1;
        }
        return new Seen(ranked, new double[] {1e-3, 1e-3, 1e-3, 1e-3}, vectors);
    }

    /**
     * A vector that falls from the reported ones of one end behind its buffer has crossed the buffer, and no vector of
     * the other end.
     */
    @Test
    void atBothEndsCrossesWhoPassesInTheSpectrum() {
        Ranks ranks = new Ranks(Which.BOTH_ENDS, 2);
        Followed top = Followed.of(List.of(ends(5, 4, -5, -4, 0, 2, 1, 3), ends(5, 6, -5, -4, 1, 2, 0, 3)), ranks);
        assertThat(top.history()).containsExactly("1 CROSSED 1 3");
        assertThat(top.changes().get(0).get(0).rankFrom()).isEqualTo(1);
        assertThat(top.changes().get(0).get(0).rankTo()).isEqualTo(3);
        Followed bottom = Followed.of(List.of(ends(5, 4, -5, -4, 0, 2, 1, 3), ends(5, 4, -5, -6, 0, 3, 1, 2)), ranks);
        assertThat(bottom.history()).containsExactly("1 CROSSED 4 2");
    }

    /** A cluster is a set of near values, even at distant ranks; its members keep their former order. */
    @Test
    void aClusterNeedNotBeOfNeighbouringRanks() {
        Seen seen = ends(5, 4.9995, -5, -4, 0, 2, 1, 3);
        assertThat(seen.clusters().ofRank()).containsExactly(1, 2, 1, 3);
        Ranks ranks = new Ranks(Which.BOTH_ENDS, 2);
        Followed followed = Followed.of(
                List.of(
                        ends(5, 4, -5, -4, 0, 2, 1, 3),
                        ends(4.9995, 5, -5, -4, 1, 2, 0, 3),
                        ends(4, 5, -5, -4, 1, 2, 0, 3)),
                ranks);
        assertThat(followed.history()).containsExactly("2 CROSSED 1 3");
        assertThat(followed.identities().get(1).standing()).containsExactly(1, 2, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void assignmentIsThatOfBruteForce(int size) {
        RandomGenerator random = new Streams(SEED).stream("weights", size);
        for (int repeat = 0; repeat < 50; repeat++) {
            int rows = 1 + random.nextInt(size);
            int columns = 1 + random.nextInt(size);
            double[][] weights = new double[rows][];
            for (int i = 0; i < rows; i++) {
                weights[i] = random.doubles(columns).toArray();
            }
            int[] found = Assignment.maximize(weights);
            double sum = 0;
            for (int i = 0; i < rows; i++) {
                sum += found[i] < 0 ? 0 : weights[i][found[i]];
            }
            assertThat(Arrays.stream(found).filter(j -> j >= 0).distinct().count())
                    .isEqualTo(Math.min(rows, columns));
            assertThat(sum).as("seed %d, repeat %d", SEED, repeat).isCloseTo(best(weights, 0, 0), within(1e-12));
        }
    }

    private static double best(double[][] weights, int row, int used) {
        if (row == weights.length) {
            return 0;
        }
        double most = best(weights, row + 1, used);
        for (int j = 0; j < weights[0].length; j++) {
            if ((used & 1 << j) == 0) {
                most = Math.max(most, weights[row][j] + best(weights, row + 1, used | 1 << j));
            }
        }
        return most;
    }

    /** The leading eigenpairs of a matrix with symmetric noise; {@code error} bounds what that does to values. */
    private static Seen seen(double[] matrix, int count, double noise, double error, RandomGenerator random) {
        double[] noisy = matrix.clone();
        for (int i = 0; i < N; i++) {
            for (int j = i; j < N; j++) {
                double e = noise * random.nextGaussian();
                noisy[i * N + j] += e;
                noisy[j * N + i] = noisy[i * N + j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(N, noisy);
        double[] values = new double[count];
        double[] errors = new double[count];
        double[][] vectors = new double[count][N];
        for (int i = 0; i < count; i++) {
            values[i] = eigen.values()[N - 1 - i];
            errors[i] = error;
            System.arraycopy(eigen.vectors(), (N - 1 - i) * N, vectors[i], 0, N);
        }
        return new Seen(values, errors, vectors);
    }

    private static double[] diagonal(double... leading) {
        double[] matrix = new double[N * N];
        for (int i = 0; i < N; i++) {
            matrix[i * N + i] = i < leading.length ? leading[i] : .01 * (N - i);
        }
        return matrix;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-4, 1e-3})
    void aTrueCrossingSwapsRanksAndKeepsIdentities(double noise) {
        RandomGenerator random = new Streams(SEED).stream("crossing");
        List<Seen> family = new ArrayList<>();
        for (int t = -3; t <= 3; t++) {
            family.add(seen(diagonal(2 + .3 * t + .1, 2 - .3 * t, 1), 3, noise, 10 * noise, random));
        }
        Followed followed = Followed.of(family);
        assertThat(followed.identities().get(0).ofRank()).containsExactly(1, 2, 3);
        assertThat(followed.identities().get(6).ofRank()).containsExactly(2, 1, 3);
        List<Change> flat = followed.changes().stream().flatMap(List::stream).toList();
        assertThat(flat).hasSize(1);
        assertThat(flat.get(0)).isEqualTo(new Change(1, Fate.CROSSED, 1, 2, 2, Double.NaN));
    }

    /** [[εt, g], [g, −εt]]: far from the crossing in small steps each rank turns into the other direction. */
    @Test
    void anAvoidedCrossingInSmallStepsKeepsRanks() {
        List<Seen> family = new ArrayList<>();
        for (int t = -20; t <= 20; t++) {
            double[] matrix = diagonal(3 + .02 * t, 3 - .02 * t, 1);
            matrix[1] = .1;
            matrix[N] = .1;
            family.add(seen(matrix, 3, 0, 0, new Streams(SEED).stream("none")));
        }
        Followed followed = Followed.of(family);
        assertThat(followed.changes()).allMatch(List::isEmpty);
        assertThat(followed.identities())
                .allMatch(identities -> identities.ofRank().equals(List.of(1, 2, 3)));
        double[][] ends =
                Overlaps.between(family.get(0).vectors(), family.get(40).vectors());
        assertThat(Math.abs(ends[0][1])).isGreaterThan(.9);
    }

    /** Every pair of copies is rotated at random at each time. */
    @Test
    void copiesOfAnEigenvalueAreOneSubspace() {
        RandomGenerator random = new Streams(SEED).stream("copies");
        List<Seen> family = new ArrayList<>();
        for (int t = 0; t < 20; t++) {
            Seen seen = seen(diagonal(3, 3, 3, 1), 4, 0, 1e-9, random);
            double angle = 2 * Math.PI * random.nextDouble();
            double[][] v = seen.vectors();
            for (int j = 0; j < N; j++) {
                double a = v[0][j], b = v[1][j], c = v[2][j];
                v[0][j] = Math.cos(angle) * a - Math.sin(angle) * b;
                double d = Math.sin(angle) * a + Math.cos(angle) * b;
                v[1][j] = Math.cos(2 * angle) * d - Math.sin(2 * angle) * c;
                v[2][j] = Math.sin(2 * angle) * d + Math.cos(2 * angle) * c;
            }
            family.add(seen);
        }
        Followed followed = Followed.of(family);
        assertThat(followed.history()).isEmpty();
        double[][] q = Overlaps.between(family.get(3).vectors(), family.get(4).vectors());
        assertThat(new Clusters(List.of(1, 1, 1, 2)).overlaps(q, new int[] {0, 1, 2, 3}, new int[] {0, 1, 2, 3}))
                .containsExactly(new double[] {1, 1, 1, 1}, within(1e-12));
    }

    /** At the third time the two are one cluster, so they have no order. */
    @Test
    void aCrossingWithinAClusterIsToldWhereItParts() {
        List<Seen> family = new ArrayList<>();
        for (double first : new double[] {3, 2.5, 2 - 1e-9, 1.5}) {
            family.add(seen(diagonal(first, 2, 1), 3, 0, 1e-8, new Streams(SEED).stream("none")));
        }
        Followed followed = Followed.of(family);
        assertThat(followed.history()).containsExactly("3 CROSSED 1 2");
        assertThat(followed.identities())
                .extracting(Identities::ofRank)
                .containsExactly(List.of(1, 2, 3), List.of(1, 2, 3), List.of(2, 1, 3), List.of(2, 1, 3));
        assertThat(followed.identities().get(2).standing()).containsExactly(1, 2, 3);
        Identities again = followed.identities()
                .get(2)
                .then(List.of(2, 1, 3), new Clusters(List.of(1, 2, 3)), Followed.DESCENDING);
        assertThat(again).isEqualTo(followed.identities().get(3));
    }

    @Test
    void oneThatLeavesIsKnownWhenItReturns() {
        List<Seen> family = new ArrayList<>();
        for (double third : new double[] {1, .9, 0, 0, .95, 1.2}) {
            family.add(
                    seen(diagonal(3, 2, third, .5), 3, 1e-6, 1e-5, new Streams(SEED).stream("leaves", family.size())));
        }
        Followed followed = Followed.of(family);
        assertThat(followed.identities().get(2).ofRank()).containsExactly(1, 2, 4);
        assertThat(followed.identities().get(5).ofRank()).containsExactly(1, 2, 3);
        assertThat(followed.changes().get(1))
                .extracting(Change::identity, Change::fate)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3, Fate.DIED),
                        org.assertj.core.groups.Tuple.tuple(4, Fate.BORN));
        assertThat(followed.changes().get(3))
                .extracting(Change::identity, Change::fate)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(4, Fate.DIED),
                        org.assertj.core.groups.Tuple.tuple(3, Fate.RETURNED));
        assertThat(followed.changes().get(3).get(1).overlap()).isGreaterThan(.99);
    }

    /** A leading direction that turns by the same angle at each time. */
    @Test
    void aRotationIsOneIdentityThroughout() {
        List<Seen> family = new ArrayList<>();
        for (int t = 0; t < 16; t++) {
            double c = Math.cos(.3 * t), s = Math.sin(.3 * t);
            double[] matrix = diagonal(1, 1);
            matrix[0] += 2 * c * c;
            matrix[1] += 2 * c * s;
            matrix[N] += 2 * c * s;
            matrix[N + 1] += 2 * s * s;
            family.add(seen(matrix, 2, 0, 0, new Streams(SEED).stream("none")));
        }
        Followed followed = Followed.of(family);
        assertThat(followed.identities())
                .allMatch(identities -> identities.ofRank().equals(List.of(1, 2)));
        assertThat(followed.changes()).allMatch(List::isEmpty);
    }
}
