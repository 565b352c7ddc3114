package eigendrift.network;

import eigendrift.config.Loss;
import eigendrift.data.Samples;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Workers;

/**
 * Computes the derivatives shard by shard: a shard is {@value #ROWS} consecutive samples with their activations and
 * errors. If all shards together fit the memory budget they are filled once, otherwise each product fills them again.
 *
 * <p>Lane l takes the shards l, l + lanes, ... in this order and sums them in an n-vector of its own; then the lanes
 * are summed in order. Neither depends on the number of threads, so nor do the bits of the result.
 */
@SuppressWarnings("cast") // the casts to double narrow in the generated single-precision twin
final class Curvature64 implements Curvature {

    /** Rows of a shard: what its layers need fits the cache, and a native call stays short. */
    private static final int ROWS = 256;

    private static final int MAX_LANES = 8;

    /** Most numbers that the sums of all lanes hold together. */
    private static final int LANE_BUDGET = 1 << 25;

    private final Workers workers;
    private final double[] weights;
    private final double[] direction;
    private final int count;
    private final int shards;
    private final Lane64[] lanes;

    /** All shards, or, where they would take too much memory, one for each lane, filled anew for each shard. */
    private final Shard64[] filled;

    private final double /*both*/ loss;

    Curvature64(
            Architecture architecture,
            Loss loss,
            Samples samples,
            double /*both*/[] parameters,
            Workers workers,
            double /*both*/ memory) {
        this.workers = workers;
        int n = parameters.length;
        weights = new double[n];
        direction = new double[n];
        load(parameters, weights);
        Layers64 layers = new Layers64(architecture);
        Output64 output = new Output64(loss, samples);
        count = samples.count();
        shards = (count + ROWS - 1) / ROWS;
        lanes = new Lane64[Math.max(1, Math.min(Math.min(MAX_LANES, shards), LANE_BUDGET / n))];
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] = new Lane64(layers, output, n, Math.min(ROWS, count), count);
        }
        // A double, because a long would become an int in the single-precision twin; Double.BYTES becomes Float.BYTES.
        double /*both*/ bytes =
                (double /*both*/) Double.BYTES * count * Shard64.numbersPerRow(layers, architecture.activation());
        filled = new Shard64[bytes <= memory ? shards : lanes.length];
        double /*both*/[] losses = new double /*both*/[shards];
        workers.forEach(filled.length, i -> {
            int room = filled.length == shards ? rows(i) : Math.min(ROWS, count);
            filled[i] = new Shard64(samples, layers, architecture.activation(), output, room);
            for (int s = i; s < shards; s += filled.length) {
                losses[s] = fill(filled[i], s);
            }
        });
        double /*both*/ sum = 0;
        for (double /*both*/ part : losses) {
            sum += part;
        }
        this.loss = sum / count;
    }

    private int rows(int shard) {
        return Math.min(ROWS, count - shard * ROWS);
    }

    private double /*both*/ fill(Shard64 shard, int number) {
        return shard.fill(number * ROWS, rows(number), weights);
    }

    private static void load(double /*both*/[] from, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = (double) from[i];
        }
    }

    @Override
    public double /*both*/ loss() {
        return loss;
    }

    @Override
    public double /*both*/[] gradient() {
        double /*both*/[] gradient = new double /*both*/[weights.length];
        sum((lane, shard, beta) -> lane.addGradient(shard, beta), gradient);
        return gradient;
    }

    @Override
    public LinearOperator hessian() {
        return operator(true);
    }

    @Override
    public LinearOperator gaussNewton() {
        return operator(false);
    }

    private LinearOperator operator(boolean hessian) {
        return new LinearOperator() {
            @Override
            public int size() {
                return weights.length;
            }

            @Override
            public void apply(double /*both*/[] x, double /*both*/[] y) {
                load(x, direction);
                sum((lane, shard, beta) -> lane.addProduct(shard, weights, direction, hessian, beta), y);
            }
        };
    }

    /** Adds what one shard contributes to the sum of its lane. */
    private interface Part {
        void add(Lane64 lane, Shard64 shard, double beta);
    }

    private void sum(Part part, double /*both*/[] result) {
        workers.forEach(lanes.length, l -> {
            for (int s = l; s < shards; s += lanes.length) {
                part.add(lanes[l], shard(s, l), s == l ? 0 : 1);
            }
        });
        for (int i = 0; i < result.length; i++) {
            double /*both*/ sum = 0;
            for (Lane64 lane : lanes) {
                sum += lane.sums[i];
            }
            result[i] = sum;
        }
    }

    /** The shard {@code number}: filled at construction, or filled now in the place of its lane. */
    private Shard64 shard(int number, int lane) {
        if (filled.length == shards) {
            return filled[number];
        }
        fill(filled[lane], number);
        return filled[lane];
    }
}
