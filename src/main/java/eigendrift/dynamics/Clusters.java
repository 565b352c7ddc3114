package eigendrift.dynamics;

import eigendrift.linalg.SymmetricEigen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clusters of eigenvalues that are equal within their errors: neighbours closer than the sum of their error bounds. Of
 * such a cluster the subspace is determined, its vectors are not; before a comparison they are rotated within the
 * subspace to be as near as possible to the other vectors (orthogonal Procrustes, Schönemann 1966).
 *
 * @param ofRank for each rank the number of its cluster, from 1
 */
public record Clusters(List<Integer> ofRank) {

    public Clusters {
        ofRank = List.copyOf(ofRank);
    }

    /**
     * @param values eigenvalues by rank, in any order
     * @param errors bound on the error of each
     */
    public static Clusters of(double[] values, double[] errors) {
        int[] down = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(i -> i)
                .toArray();
        int[] group = new int[values.length];
        for (int place = 1; place < down.length; place++) {
            int i = down[place];
            int before = down[place - 1];
            boolean together = values[before] - values[i] <= errors[before] + errors[i];
            group[i] = together ? group[before] : place;
        }
        List<Integer> seen = IntStream.of(group).distinct().boxed().toList();
        return new Clusters(
                IntStream.of(group).mapToObj(g -> seen.indexOf(g) + 1).toList());
    }

    /**
     * |q| of matched vectors. Where several now are of one cluster, the Procrustes rotation turns their part M of q
     * into the symmetric (M Mᵀ)^{1/2}, whose diagonal is returned.
     *
     * @param q overlaps v_i·v′_j of ranks then and now
     * @param then ranks, from 0
     * @param now the ranks they are matched with; these are the clusters' ranks
     */
    public double[] overlaps(double[][] q, int[] then, int[] now) {
        double[] overlaps = new double[then.length];
        boolean[] done = new boolean[then.length];
        for (int i = 0; i < then.length; i++) {
            if (!done[i]) {
                List<Integer> together = new ArrayList<>();
                for (int j = i; j < then.length; j++) {
                    if (ofRank.get(now[j]).equals(ofRank.get(now[i]))) {
                        together.add(j);
                        done[j] = true;
                    }
                }
                align(q, then, now[i], together, overlaps);
            }
        }
        return overlaps;
    }

    private void align(double[][] q, int[] then, int rank, List<Integer> together, double[] overlaps) {
        int size = together.size();
        double[] square = new double[size * size];
        for (int column = 0; column < ofRank.size(); column++) {
            if (ofRank.get(column).equals(ofRank.get(rank))) {
                for (int a = 0; a < size; a++) {
                    for (int b = 0; b < size; b++) {
                        square[a * size + b] += q[then[together.get(a)]][column] * q[then[together.get(b)]][column];
                    }
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(size, square);
        for (int a = 0; a < size; a++) {
            double sum = 0;
            for (int m = 0; m < size; m++) {
                double y = eigen.vectors()[m * size + a];
                sum += y * y * Math.sqrt(Math.max(0, eigen.values()[m]));
            }
            overlaps[together.get(a)] = Math.min(1, sum);
        }
    }
}
