package eigendrift.network;

import eigendrift.config.Activation;
import eigendrift.config.Loss;
import eigendrift.data.Samples;
import eigendrift.linalg.LinearOperator;
import eigendrift.random.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Small networks and data for tests; every number follows from {@link #SEED}. */
final class Networks {

    static final long SEED = 7;

    private Networks() {}

    /** A network, its loss and data, and weights. */
    record Problem(Architecture architecture, Loss loss, Samples samples, double[] weights) {

        @Override
        public String toString() {
            return architecture.activation() + " " + loss + " " + architecture.widths() + " seed " + SEED;
        }

        RandomGenerator random() {
            return new Streams(SEED).stream("direction");
        }

        double loss(double[] at) {
            int[] all = IntStream.range(0, samples.count()).toArray();
            return BatchLoss.of(architecture, loss, samples, eigendrift.config.Precision.FLOAT64, all.length)
                    .gradient(at, all, 0, all.length, new double[at.length]);
        }

        double[] gradient(double[] at) {
            int[] all = IntStream.range(0, samples.count()).toArray();
            double[] gradient = new double[at.length];
            BatchLoss.of(architecture, loss, samples, eigendrift.config.Precision.FLOAT64, all.length)
                    .gradient(at, all, 0, all.length, gradient);
            return gradient;
        }
    }

    /** Every activation x loss x depth 0 .. 3. */
    static Stream<Problem> all() {
        List<Problem> problems = new ArrayList<>();
        for (Activation activation : Activation.values()) {
            for (Loss loss : Loss.values()) {
                for (int depth = 0; depth <= 3; depth++) {
                    problems.add(problem(activation, loss, depth, 23));
                }
            }
        }
        return problems.stream();
    }

    static Problem problem(Activation activation, Loss loss, int depth, int count) {
        List<Integer> widths = new ArrayList<>(List.of(4));
        for (int layer = 0; layer < depth; layer++) {
            widths.add(5 - layer);
        }
        widths.add(3);
        Architecture architecture = new Architecture(widths, activation);
        Streams streams = new Streams(SEED);
        double[] weights = streams.stream("weights")
                .doubles(architecture.parameters(), -1, 1)
                .toArray();
        boolean labels = loss != Loss.HALF_SQUARED_ERROR;
        RandomGenerator random = streams.stream("targets");
        Samples samples = new Samples(
                count,
                4,
                streams.stream("inputs").doubles(4L * count, -2, 2).toArray(),
                3,
                labels ? random.ints(count, 0, 3).toArray() : null,
                labels ? null : random.doubles(3L * count, -1, 1).toArray());
        return new Problem(architecture, loss, samples, weights);
    }

    /** The matrix of an operator, by products with unit vectors; row i is A e_i. */
    static double[][] dense(LinearOperator operator) {
        int n = operator.size();
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] unit = new double[n];
            unit[i] = 1;
            operator.apply(unit, matrix[i]);
        }
        return matrix;
    }

    static double[] along(double[] from, double[] direction, double distance) {
        double[] to = from.clone();
        for (int i = 0; i < to.length; i++) {
            to[i] += distance * direction[i];
        }
        return to;
    }
}
