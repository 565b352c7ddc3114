package eigendrift.nullmodel;

import eigendrift.linalg.Blas;
import eigendrift.linalg.LinearOperator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A symmetric block-Gaussian matrix that is drawn only where products have looked.
 *
 * <p>Each layer b keeps an orthonormal basis Q_b of the directions asked for, and the images A P_b q of its members. A product
 * splits x into what lies in the bases, whose images are known, and new directions. The image of a new q is known along each
 * Q_a by symmetry (p·A_ab q = q·A_ba p); across it, it is Gaussian and independent of all that was revealed, because a Gaussian
 * block keeps its law under rotations (conditioning as in Bolthausen 2014). So the products are those of one matrix of the
 * full ensemble, whatever the order of questions, as a Lanczos run that adapts to the answers.
 */
final class RevealedGaussian implements LinearOperator {

    /** A part of x outside the basis smaller than this, relative to x, is rounding. */
    private static final double ROUNDING = 1e-13;

    private final Layers layers;
    private final double[][] deviations;
    private final RandomGenerator random;
    private final List<List<Direction>> revealed = new ArrayList<>();

    /**
     * @param vector q, of the length of its layer
     * @param image A P_b q, of length n
     */
    private record Direction(double[] vector, double[] image) {}

    RevealedGaussian(Layers layers, double[][] deviations, RandomGenerator random) {
        this.layers = layers;
        this.deviations = deviations;
        this.random = random;
        for (int b = 0; b < layers.count(); b++) {
            revealed.add(new ArrayList<>());
        }
    }

    @Override
    public int size() {
        return layers.n();
    }

    @Override
    public void apply(double[] x, double[] y) {
        Arrays.fill(y, 0);
        for (int b = 0; b < layers.count(); b++) {
            int size = layers.size(b);
            double[] rest = Arrays.copyOfRange(x, layers.start(b), layers.start(b) + size);
            double norm = Blas.norm(size, rest, 0);
            if (norm == 0) {
                continue;
            }
            for (int pass = 0; pass < 2; pass++) {
                takeOut(rest, revealed.get(b), y);
            }
            double left = Blas.norm(size, rest, 0);
            if (left > ROUNDING * norm) {
                Blas.scale(size, 1 / left, rest, 0);
                double[] image = reveal(b, rest);
                Blas.axpy(layers.n(), left, image, 0, y, 0);
            }
        }
    }

    /** rest ← (I − QQᵀ) rest, y ← y + A Q Qᵀ rest. */
    private void takeOut(double[] rest, List<Direction> basis, double[] y) {
        for (Direction d : basis) {
            double c = Blas.dot(rest.length, d.vector(), 0, rest, 0);
            Blas.axpy(rest.length, -c, d.vector(), 0, rest, 0);
            Blas.axpy(y.length, c, d.image(), 0, y, 0);
        }
    }

    /** Draws and keeps the image of q, a unit vector in layer b orthogonal to its basis. */
    private double[] reveal(int b, double[] q) {
        double[] image = new double[layers.n()];
        for (int a = 0; a < layers.count(); a++) {
            int size = layers.size(a);
            double[] w = new double[size];
            for (int j = 0; j < size; j++) {
                w[j] = deviations[a][b] * random.nextGaussian();
            }
            if (a == b) {
                Blas.axpy(size, (Math.sqrt(2) - 1) * Blas.dot(size, q, 0, w, 0), q, 0, w, 0);
            }
            for (Direction p : revealed.get(a)) {
                double known = Blas.dot(q.length, p.image(), layers.start(b), q, 0);
                double drawn = Blas.dot(size, p.vector(), 0, w, 0);
                Blas.axpy(size, known - drawn, p.vector(), 0, w, 0);
            }
            System.arraycopy(w, 0, image, layers.start(a), size);
        }
        revealed.get(b).add(new Direction(q, image));
        return image;
    }
}
