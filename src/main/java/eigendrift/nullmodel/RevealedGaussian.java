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
 * <p>Each layer b keeps an orthonormal basis Q_b of the directions asked for, and the images A P_b q of its members. A
 * product splits x into what lies in the bases, whose images are known, and new directions. The image of a new q is
 * known along each Q_a by symmetry (p·A_ab q = q·A_ba p); across it, it is Gaussian and independent of all that was
 * revealed, because a Gaussian block keeps its law under rotations (conditioning as in Bolthausen 2014). So the
 * products are those of one matrix of the full ensemble, whatever the order of questions, as a Lanczos run that adapts
 * to the answers.
 */
final class RevealedGaussian implements LinearOperator {

    /** A part of x outside the basis smaller than this, relative to x, is rounding. */
    private static final double ROUNDING = 1e-13;

    private final Layers layers;
    private final double[][] deviations;
    private final RandomGenerator random;
    private final List<Basis> revealed = new ArrayList<>();

    /** Orthonormal directions within a layer of {@code size}, and their images of length n, in panels of some rows. */
    private static final class Basis {

        private static final int PANEL = 16;

        private final int size;
        private final int n;
        private final List<double[]> vectors = new ArrayList<>();
        private final List<double[]> images = new ArrayList<>();
        private int count;

        Basis(int size, int n) {
            this.size = size;
            this.n = n;
        }

        void add(double[] vector, double[] image) {
            int row = count++ % PANEL;
            if (row == 0) {
                vectors.add(new double[PANEL * size]);
                images.add(new double[PANEL * n]);
            }
            System.arraycopy(vector, 0, vectors.get(vectors.size() - 1), row * size, size);
            System.arraycopy(image, 0, images.get(images.size() - 1), row * n, n);
        }

        private int rows(int panel) {
            return Math.min(PANEL, count - panel * PANEL);
        }

        /**
         * x ← (I − QQᵀ) x, and y ← y + A Q Qᵀ x. Two passes over all of Q: what is left may be a small part of x, and
         * has to be orthogonal to its own size (Kahan; Parlett 1980).
         */
        void takeOut(double[] x, double[] y) {
            double[][] c = new double[vectors.size()][];
            for (int pass = 0; pass < 2; pass++) {
                for (int panel = 0; panel < c.length; panel++) {
                    double[] part = new double[rows(panel)];
                    Blas.gemv(false, part.length, size, 1, vectors.get(panel), 0, size, x, 0, 0, part, 0);
                    Blas.gemv(true, part.length, size, -1, vectors.get(panel), 0, size, part, 0, 1, x, 0);
                    if (pass > 0) {
                        Blas.axpy(part.length, 1, c[panel], 0, part, 0);
                    }
                    c[panel] = part;
                }
            }
            for (int panel = 0; panel < c.length; panel++) {
                Blas.gemv(true, c[panel].length, n, 1, images.get(panel), 0, n, c[panel], 0, 1, y, 0);
            }
        }

        /**
         * Sets w's component along each p of this basis to image(p)·q, which symmetry demands; q is at {@code start},
         * of length n.
         */
        void agree(double[] w, double[] q, int start) {
            for (int panel = 0; panel < vectors.size(); panel++) {
                double[] change = new double[rows(panel)];
                Blas.gemv(false, change.length, size, -1, vectors.get(panel), 0, size, w, 0, 0, change, 0);
                Blas.gemv(false, change.length, q.length, 1, images.get(panel), start, n, q, 0, 1, change, 0);
                Blas.gemv(true, change.length, size, 1, vectors.get(panel), 0, size, change, 0, 1, w, 0);
            }
        }
    }

    RevealedGaussian(Layers layers, double[][] deviations, RandomGenerator random) {
        this.layers = layers;
        this.deviations = deviations;
        this.random = random;
        for (int b = 0; b < layers.count(); b++) {
            revealed.add(new Basis(layers.size(b), layers.n()));
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
            revealed.get(b).takeOut(rest, y);
            double left = Blas.norm(size, rest, 0);
            if (left > ROUNDING * norm) {
                Blas.scale(size, 1 / left, rest, 0);
                double[] image = reveal(b, rest);
                Blas.axpy(layers.n(), left, image, 0, y, 0);
            }
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
            revealed.get(a).agree(w, q, layers.start(b));
            System.arraycopy(w, 0, image, layers.start(a), size);
        }
        revealed.get(b).add(q, image);
        return image;
    }
}
