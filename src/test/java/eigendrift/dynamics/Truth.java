package eigendrift.dynamics;

import eigendrift.dynamics.Followed.Seen;
import eigendrift.linalg.Blas;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A spectrum as it is, and as a solver sees its leading part.
 *
 * @param directions largest value first, more than are measured
 * @param measured how many are
 */
record Truth(List<Direction> directions, int measured) {

    /** An eigenpair; {@code name} is the identity that it should get. */
    record Direction(int name, double value, double[] vector) {}

    Truth {
        directions = directions.stream()
                .sorted(Comparator.comparingDouble(direction -> -direction.value()))
                .toList();
    }

    /** Ranks, from 0, of the measured copies of the eigenvalue at a rank. */
    int[] copies(int rank) {
        return IntStream.range(0, measured)
                .filter(i -> directions.get(i).value() == directions.get(rank).value())
                .toArray();
    }

    List<Integer> names(int[] ranks) {
        return IntStream.of(ranks).mapToObj(i -> directions.get(i).name()).toList();
    }

    /**
     * What a solver might give: orthonormal, of either sign, copies in any basis, and each off by the sine
     * {@code bound}.
     */
    Seen seen(double bound, RandomGenerator random) {
        double[] values = new double[measured];
        double[] errors = new double[measured];
        double[][] vectors = new double[measured][];
        for (int i = 0; i < measured; i++) {
            errors[i] = bound * gap(i);
            values[i] = directions.get(i).value() + errors[i] * (2 * random.nextDouble() - 1);
            int[] copies = copies(i);
            if (copies.length == 1) {
                vectors[i] = directions.get(i).vector();
            } else if (copies[0] == i) {
                mix(copies, Vectors.orthonormal(copies.length, copies.length, random.nextLong()), vectors);
            }
        }
        return new Seen(values, errors, Vectors.perturbed(vectors, bound, random));
    }

    /** Distance to the nearest other eigenvalue; copies are not others. */
    private double gap(int rank) {
        return directions.stream()
                .mapToDouble(
                        other -> Math.abs(other.value() - directions.get(rank).value()))
                .filter(distance -> distance > 0)
                .min()
                .orElseThrow();
    }

    private void mix(int[] ranks, double[][] basis, double[][] vectors) {
        for (int a = 0; a < ranks.length; a++) {
            double[] v = new double[directions.get(0).vector().length];
            for (int b = 0; b < ranks.length; b++) {
                Blas.axpy(v.length, basis[a][b], directions.get(ranks[b]).vector(), 0, v, 0);
            }
            vectors[ranks[a]] = v;
        }
    }

    double displacement(Truth later, int name) {
        return Displacement.between(vector(name), later.vector(name), 0, 0).displacement();
    }

    private double[] vector(int name) {
        return directions.stream()
                .filter(direction -> direction.name() == name)
                .findFirst()
                .orElseThrow()
                .vector();
    }
}
