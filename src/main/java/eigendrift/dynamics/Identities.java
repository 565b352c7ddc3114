package eigendrift.dynamics;

import eigendrift.linalg.Ranks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The identities of eigenvectors: which vector at a checkpoint is the same as which at the one before, through changes
 * of rank.
 *
 * <p>Vectors then and now, those of the buffer included, are matched so that Σ q² is largest; a match with q² under a
 * threshold does not count. An identity without a match dies. A vector without one is the return of an identity that
 * died, if its q² with the vector that was last seen of one reaches the threshold, or else is born with a new number.
 *
 * <p>Within a cluster the order of eigenvalues is not determined, so no crossing is either: its members keep the order
 * that they had before, and a crossing counts when they are next distinct and in another order.
 *
 * @param ofRank for each rank the number of its identity, from 1
 * @param standing the same numbers, with those of each cluster in the order that they had before
 * @param next number of the next identity to be born
 */
public record Identities(List<Integer> ofRank, List<Integer> standing, int next) {

    /** What happens to an identity at a checkpoint. */
    public enum Fate {
        BORN,
        RETURNED,
        DIED,
        /** Changed the order of eigenvalues with another. */
        CROSSED;

        /** Its word in tables. */
        public String csv() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param rankFrom rank before, from 1; 0 if it was not among the measured ones; for a crossing the place in
     *     {@code standing}
     * @param rankTo the same now
     * @param other the identity that it crossed with; 0 for none
     * @param overlap for a return |q| with the vector last seen of it; else NaN
     */
    public record Change(int identity, Fate fate, int rankFrom, int rankTo, int other, double overlap) {}

    /** The identities now, and what changed. */
    public record Step(Identities identities, List<Change> changes) {}

    public Identities {
        ofRank = List.copyOf(ofRank);
        standing = List.copyOf(standing);
    }

    /** The first {@code count} vectors, numbered by rank; none of them counts as born. */
    public static Identities first(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int rank = 1; rank <= count; rank++) {
            numbers.add(rank);
        }
        return new Identities(numbers, numbers, count + 1);
    }

    /**
     * The identities after a step whose matching is already known, as {@code ofRank} and the clusters of these ranks.
     */
    public Identities then(List<Integer> ofRank, Clusters clusters, Ranks ranks) {
        List<Integer> order = new ArrayList<>(ofRank);
        int count = ofRank.size();
        for (int cluster : new TreeSet<>(clusters.ofRank())) {
            List<Integer> places = IntStream.range(0, count)
                    .filter(rank -> clusters.ofRank().get(rank) == cluster)
                    .boxed()
                    .sorted(Comparator.comparingInt(rank -> ranks.above(rank, count)))
                    .toList();
            // The sort is stable: identities that were not there before come last, by rank.
            List<Integer> members = places.stream()
                    .map(ofRank::get)
                    .sorted(Comparator.comparingInt(identity -> above(standing, identity, ranks)))
                    .toList();
            for (int i = 0; i < members.size(); i++) {
                order.set(places.get(i), members.get(i));
            }
        }
        return new Identities(ofRank, order, ofRank.stream().reduce(next, (most, i) -> Math.max(most, i + 1)));
    }

    /** How many identities are above {@code identity}; more than there are if it is not among them. */
    private static int above(List<Integer> standing, int identity, Ranks ranks) {
        int rank = standing.indexOf(identity);
        return rank < 0 ? Integer.MAX_VALUE : ranks.above(rank, standing.size());
    }

    /**
     * The identities at the next checkpoint.
     *
     * @param q overlaps of the ranks then, which are this record's, and now
     * @param clusters of the ranks now
     * @param lost for each identity that died, the overlaps of the vector last seen of it with those now
     * @param threshold of q²
     * @param ranks the order of the ranks, then and now
     */
    public Step step(double[][] q, Clusters clusters, Map<Integer, double[]> lost, double threshold, Ranks ranks) {
        int count = clusters.ofRank().size();
        Integer[] numbers = new Integer[count];
        List<Change> changes = new ArrayList<>();
        match(q, clusters, threshold, numbers, changes);
        List<Change> arrivals = new ArrayList<>();
        int newborn = next;
        Map<Integer, double[]> dead = new TreeMap<>(lost);
        for (int rank = 0; rank < count; rank++) {
            if (numbers[rank] == null) {
                int returned = returned(dead, rank, threshold);
                numbers[rank] = returned > 0 ? returned : newborn++;
                double overlap = returned > 0 ? Math.abs(dead.remove(returned)[rank]) : Double.NaN;
                arrivals.add(
                        new Change(numbers[rank], returned > 0 ? Fate.RETURNED : Fate.BORN, 0, rank + 1, 0, overlap));
            }
        }
        Identities now = then(List.of(numbers), clusters, ranks);
        crossings(now.standing, ranks, changes);
        changes.addAll(arrivals);
        return new Step(now, changes);
    }

    /** Gives each matched vector the number of its match. */
    private void match(double[][] q, Clusters clusters, double threshold, Integer[] numbers, List<Change> changes) {
        double[][] squares = new double[q.length][numbers.length];
        for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < numbers.length; j++) {
                squares[i][j] = q[i][j] * q[i][j];
            }
        }
        int[] now = Assignment.maximize(squares);
        int[] then = IntStream.range(0, q.length).filter(i -> now[i] >= 0).toArray();
        int[] matched = Arrays.stream(then).map(i -> now[i]).toArray();
        double[] overlaps = clusters.overlaps(q, then, matched);
        boolean[] alive = new boolean[q.length];
        for (int m = 0; m < then.length; m++) {
            if (overlaps[m] * overlaps[m] >= threshold) {
                alive[then[m]] = true;
                numbers[matched[m]] = ofRank.get(then[m]);
            }
        }
        for (int i = 0; i < q.length; i++) {
            if (!alive[i]) {
                changes.add(new Change(ofRank.get(i), Fate.DIED, i + 1, 0, 0, Double.NaN));
            }
        }
    }

    private void crossings(List<Integer> now, Ranks ranks, List<Change> changes) {
        List<Integer> kept = standing.stream()
                .filter(now::contains)
                .sorted(Comparator.comparingInt(identity -> above(standing, identity, ranks)))
                .toList();
        for (int a = 0; a < kept.size(); a++) {
            for (int b = a + 1; b < kept.size(); b++) {
                int first = kept.get(a);
                int second = kept.get(b);
                if (above(now, first, ranks) > above(now, second, ranks)) {
                    changes.add(new Change(
                            first,
                            Fate.CROSSED,
                            standing.indexOf(first) + 1,
                            now.indexOf(first) + 1,
                            second,
                            Double.NaN));
                }
            }
        }
    }

    private static int returned(Map<Integer, double[]> dead, int rank, double threshold) {
        int best = 0;
        double most = threshold;
        for (Map.Entry<Integer, double[]> entry : dead.entrySet()) {
            double overlap = entry.getValue()[rank];
            if (overlap * overlap >= most) {
                most = overlap * overlap;
                best = entry.getKey();
            }
        }
        return best;
    }
}
