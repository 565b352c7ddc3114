package eigendrift.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which eigenvector is which, followed from checkpoint to checkpoint through changes of rank.
 *
 * <p>Vectors then and now, those of the buffer included, are matched so that Σ q² is largest; a match with q² under a
 * threshold does not count. An identity without a match dies. A vector without one is the return of an identity that died, if
 * its q² with the vector that was last seen of one reaches the threshold, or else is born with a new number.
 *
 * @param ofRank number of the identity at each rank, from 1
 * @param next number of the next to be born
 */
public record Identities(List<Integer> ofRank, int next) {

    /** What becomes of an identity. */
    public enum Fate {
        BORN,
        RETURNED,
        DIED,
        /** Changed the order of eigenvalues with another. */
        CROSSED
    }

    /**
     * @param rankFrom rank before, from 1; 0 if it was not there
     * @param rankTo rank now; 0 if it is not there
     * @param other the identity it crossed; 0 for none
     * @param overlap |q| with the vector last seen of one that returned; else NaN
     */
    public record Change(int identity, Fate fate, int rankFrom, int rankTo, int other, double overlap) {}

    /** The identities now, and what changed. */
    public record Step(Identities identities, List<Change> changes) {}

    public Identities {
        ofRank = List.copyOf(ofRank);
    }

    /** The first {@code count} vectors, numbered by rank; none of them counts as born. */
    public static Identities first(int count) {
        List<Integer> numbers = new ArrayList<>();
        for (int rank = 1; rank <= count; rank++) {
            numbers.add(rank);
        }
        return new Identities(numbers, count + 1);
    }

    /**
     * One checkpoint on.
     *
     * @param q overlaps of the ranks then, which are this record's, and now
     * @param clusters of the ranks now
     * @param lost for each identity that died, the overlaps of the vector last seen of it with those now
     * @param threshold of q²
     */
    public Step step(double[][] q, Clusters clusters, Map<Integer, double[]> lost, double threshold) {
        int count = clusters.ofRank().size();
        Integer[] numbers = new Integer[count];
        List<Change> changes = new ArrayList<>();
        List<int[]> kept = match(q, clusters, threshold, numbers, changes);
        crossings(kept, changes);
        int newborn = next;
        Map<Integer, double[]> dead = new TreeMap<>(lost);
        for (int rank = 0; rank < count; rank++) {
            if (numbers[rank] == null) {
                int returned = returned(dead, rank, threshold);
                numbers[rank] = returned > 0 ? returned : newborn++;
                double overlap = returned > 0 ? Math.abs(dead.remove(returned)[rank]) : Double.NaN;
                changes.add(
                        new Change(numbers[rank], returned > 0 ? Fate.RETURNED : Fate.BORN, 0, rank + 1, 0, overlap));
            }
        }
        return new Step(new Identities(List.of(numbers), newborn), changes);
    }

    /** Hands numbers on; returns {rank then, rank now} of all kept. */
    private List<int[]> match(
            double[][] q, Clusters clusters, double threshold, Integer[] numbers, List<Change> changes) {
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
        List<int[]> kept = new ArrayList<>();
        boolean[] alive = new boolean[q.length];
        for (int m = 0; m < then.length; m++) {
            if (overlaps[m] * overlaps[m] >= threshold) {
                alive[then[m]] = true;
                numbers[matched[m]] = ofRank.get(then[m]);
                kept.add(new int[] {then[m], matched[m]});
            }
        }
        for (int i = 0; i < q.length; i++) {
            if (!alive[i]) {
                changes.add(new Change(ofRank.get(i), Fate.DIED, i + 1, 0, 0, Double.NaN));
            }
        }
        return kept;
    }

    private void crossings(List<int[]> kept, List<Change> changes) {
        for (int a = 0; a < kept.size(); a++) {
            for (int b = a + 1; b < kept.size(); b++) {
                int[] first = kept.get(a);
                int[] second = kept.get(b);
                if ((first[0] < second[0]) != (first[1] < second[1])) {
                    changes.add(new Change(
                            ofRank.get(first[0]),
                            Fate.CROSSED,
                            first[0] + 1,
                            first[1] + 1,
                            ofRank.get(second[0]),
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
