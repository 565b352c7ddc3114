package eigendrift.network;

import eigendrift.config.Activation;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.data.Samples;
import eigendrift.linalg.Blas;
import eigendrift.linalg.Workers;
import java.util.stream.IntStream;

/**
 * The curvature of the mean loss along a direction u, by central differences of what training computes in double
 * precision: it uses no product of {@link Curvature} and shares none of its errors.
 *
 * <p>Two steps, the narrow one an eighth of the wide one, relative to ‖w‖. Of smooth functions the wide one balances h²
 * against rounding, 2⁻⁵²/h. ReLU has kinks where the sign of a unit's input changes: with 10⁸ pairs of sample and unit
 * about one kink lies within the wide step; more of them would look like a curvature that H, which is taken at a point
 * without a kink, does not have. The bits do not depend on the number of threads.
 *
 * @param parameters w, read
 */
public record FiniteDifferences(
        Architecture architecture, Loss loss, Samples samples, double[] parameters, Workers workers) {

    private static final double SMOOTH = 0x1p-17;

    private static final double KINKED = 0x1p-29;

    private static final double NARROW = .125;

    private static final int MAX_LANES = 8;

    /** Samples of a pass. */
    private static final int ROWS = 512;

    /** Most parameters that all lanes hold together. */
    private static final int LANE_BUDGET = 1 << 24;

    /**
     * The difference quotient of a vector with each of the two steps.
     *
     * @param kink by how much the derivatives on either side of w differ, halved; 0 where nothing has kinks
     */
    public record Vectors(double[] wide, double[] narrow, double[] kink) {}

    /**
     * A quadratic form q(y) of output differences: with the wide step, with the narrow one, of the difference of both,
     * and of the halved jump at a kink.
     */
    public record Forms(double wide, double narrow, double difference, double kink) {}

    /**
     * Hu ≈ ‖u‖ (g(w + hd) − g(w − hd)) / 2h with d = u/‖u‖. Four gradients.
     *
     * @param gradient g(w)
     */
    public Vectors hessian(double[] u, double[] gradient) {
        double step = step();
        double[] wide = new double[u.length];
        double[] narrow = new double[u.length];
        double[] kink = new double[u.length];
        differences(u, gradient, step, wide, kink);
        differences(u, gradient, NARROW * step, narrow, kink);
        return new Vectors(wide, narrow, kink);
    }

    private void differences(double[] u, double[] gradient, double step, double[] odd, double[] even) {
        double[] up = gradient(along(u, step));
        double[] down = gradient(along(u, -step));
        double scale = Blas.norm(u.length, u, 0) / (2 * step);
        for (int i = 0; i < odd.length; i++) {
            odd[i] = (up[i] - down[i]) * scale;
            even[i] = hasKinks() ? ((up[i] - gradient[i]) - (gradient[i] - down[i])) * scale : 0;
        }
    }

    /**
     * uᵀGu = q(y) = (1/N) Σ yᵀH_z y with y = Ju ≈ ‖u‖ (z(w + hd) − z(w − hd)) / 2h, the outputs z. Five forward passes.
     */
    public Forms gaussNewton(double[] u) {
        double step = step();
        double[][] points = {
            parameters, along(u, step), along(u, -step), along(u, NARROW * step), along(u, -NARROW * step)
        };
        double scale = Blas.norm(u.length, u, 0) / (2 * step);
        int shards = (samples.count() + ROWS - 1) / ROWS;
        double[][] sums = new double[shards][];
        workers.forEach(shards, shard -> sums[shard] = forms(points, scale, shard));
        double[] total = new double[4];
        for (double[] sum : sums) {
            for (int i = 0; i < total.length; i++) {
                total[i] += sum[i] / samples.count();
            }
        }
        return new Forms(total[0], total[1], total[2], total[3]);
    }

    private double[] forms(double[][] points, double scale, int shard) {
        int first = shard * ROWS;
        int rows = Math.min(ROWS, samples.count() - first);
        OutputPass pass = new OutputPass(architecture, samples, rows);
        double[][] z = new double[points.length][];
        for (int p = 0; p < points.length; p++) {
            z[p] = pass.outputs(points[p], first, rows);
        }
        LossForm form = new LossForm(loss, samples.outputs());
        double[] sums = new double[4];
        double[] wide = new double[samples.outputs()];
        double[] narrow = new double[samples.outputs()];
        double[] rest = new double[samples.outputs()];
        double[] kink = new double[samples.outputs()];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < wide.length; j++) {
                int i = r * wide.length + j;
                wide[j] = (z[1][i] - z[2][i]) * scale;
                narrow[j] = (z[3][i] - z[4][i]) * (scale / NARROW);
                rest[j] = wide[j] - narrow[j];
                kink[j] = ((z[3][i] - z[0][i]) - (z[0][i] - z[4][i])) * (scale / NARROW);
            }
            sums[0] += form.at(z[0], r, wide);
            sums[1] += form.at(z[0], r, narrow);
            sums[2] += form.at(z[0], r, rest);
            sums[3] += hasKinks() ? form.at(z[0], r, kink) : 0;
        }
        return sums;
    }

    private double step() {
        double size = Blas.norm(parameters.length, parameters, 0);
        return (hasKinks() ? KINKED : SMOOTH) * (size > 0 ? size : 1);
    }

    private boolean hasKinks() {
        return architecture.activation() == Activation.RELU;
    }

    /** w + t u/‖u‖. */
    private double[] along(double[] u, double t) {
        double[] point = parameters.clone();
        Blas.axpy(point.length, t / Blas.norm(u.length, u, 0), u, 0, point, 0);
        return point;
    }

    /** Gradient of the mean loss over all samples, as a sum over lanes of consecutive samples in order. */
    private double[] gradient(double[] at) {
        int count = samples.count();
        int lanes = Math.max(1, Math.min(Math.min(MAX_LANES, (count + ROWS - 1) / ROWS), LANE_BUDGET / at.length));
        double[][] gradients = new double[lanes][at.length];
        int[] rows = IntStream.range(0, count).toArray();
        workers.forEach(lanes, lane -> BatchLoss.of(architecture, loss, samples, Precision.FLOAT64, ROWS)
                .gradient(at, rows, bound(lane, lanes), bound(lane + 1, lanes), gradients[lane]));
        double[] sum = new double[at.length];
        for (int lane = 0; lane < lanes; lane++) {
            double share = (bound(lane + 1, lanes) - bound(lane, lanes)) / (double) count;
            Blas.axpy(sum.length, share, gradients[lane], 0, sum, 0);
        }
        return sum;
    }

    private int bound(int lane, int lanes) {
        return (int) ((long) samples.count() * lane / lanes);
    }
}
