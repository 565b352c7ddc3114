package eigendrift.network;

import eigendrift.config.Loss;
import eigendrift.data.Samples;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Workers;

/**
 * Shards of the samples, summed in lanes. Lane l takes shards l, l + lanes, ... in order and sums them in an n-vector of its
 * own; the lanes are summed in order. Neither depends on the number of threads.
 */
@SuppressWarnings("cast") // the casts narrow in single precision
final class Curvature64 implements Curvature {

    /** Rows of a shard: what its layers need fits the cache, and a native call stays short. */
    private static final int ROWS = 256;

    private static final int MAX_LANES = 8;

    /** Lanes may hold so many numbers together. */
    private static final int LANE_BUDGET = 1 << 25;

    private final Workers workers;
    private final double[] weights;
    private final double[] direction;
    private final Shard64[] shards;
    private final Lane64[] lanes;
    private final double /*both*/ loss;

    Curvature64(Architecture architecture, Loss loss, Samples samples, double /*both*/[] parameters, Workers workers) {
        this.workers = workers;
        int n = parameters.length;
        weights = new double[n];
        direction = new double[n];
        load(parameters, weights);
        Layers64 layers = new Layers64(architecture);
        Output64 output = new Output64(loss, samples);
        int count = samples.count();
        shards = new Shard64[(count + ROWS - 1) / ROWS];
        workers.forEach(shards.length, s -> {
            int rows = Math.min(ROWS, count - s * ROWS);
            shards[s] = new Shard64(samples, s * ROWS, rows, layers, architecture.activation(), output, weights);
        });
        lanes = new Lane64[Math.max(1, Math.min(Math.min(MAX_LANES, shards.length), LANE_BUDGET / n))];
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] = new Lane64(layers, output, n, Math.min(ROWS, count), count);
        }
        double /*both*/ sum = 0;
        for (Shard64 shard : shards) {
            sum += shard.loss;
        }
        this.loss = sum / count;
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

    /** What a lane adds up, of one shard. */
    private interface Part {
        void add(Lane64 lane, Shard64 shard, double beta);
    }

    private void sum(Part part, double /*both*/[] result) {
        workers.forEach(lanes.length, l -> {
            for (int s = l; s < shards.length; s += lanes.length) {
                part.add(lanes[l], shards[s], s == l ? 0 : 1);
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
}
