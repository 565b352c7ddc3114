package eigendrift.experiment.probing;

import eigendrift.config.ProbeConfig;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.probing.HessianProbe.ProductChecked;
import eigendrift.experiment.training.Checkpoint;
import eigendrift.linalg.Blas;
import eigendrift.linalg.PrincipalBlock;
import eigendrift.linalg.Workers;
import eigendrift.network.FiniteDifferences;
import eigendrift.spectrum.Eigenpair;
import eigendrift.spectrum.SelfCheck;
import eigendrift.spectrum.Spectrum;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Compares the measured matrix A with difference quotients of the gradient (of the outputs for Gauss-Newton), which
 * share no code with its products: one product and four gradients, or five forward passes, for a spectrum.
 *
 * <p>Half of the direction is spread over the measured eigenvectors, with random signs: there A decides the published
 * numbers. The other half is random, and shows errors of A that no measured eigenvector shows.
 */
record OperatorCheck(Plan plan, Checkpoint checkpoint, Workers workers) {

    /**
     * @param operator A
     * @param scale the diagonal of P^{-1/2} where A is preconditioned
     * @param gradient of the loss
     * @param spectrum of A, its vectors in all n coordinates
     */
    ProductChecked of(
            PrincipalBlock operator,
            Optional<double[]> scale,
            double[] gradient,
            Spectrum spectrum,
            RandomGenerator random) {
        double[] d = operator.restrict(direction(spectrum, random));
        Blas.scale(d.length, 1 / Blas.norm(d.length, d, 0), d, 0);
        double[] product = new double[d.length];
        operator.exact().apply(d, product);
        double[] u = plan.embed(d).clone();
        scale.ifPresent(diagonal -> multiply(u, diagonal));
        FiniteDifferences differences = new FiniteDifferences(
                plan.architecture(), plan.config().loss(), plan.curvatureSamples(), checkpoint.parameters(), workers);
        if (plan.config().probe().operator() == ProbeConfig.Operator.GAUSS_NEWTON) {
            FiniteDifferences.Forms forms = differences.gaussNewton(u);
            double form = Blas.dot(d.length, d, 0, product, 0);
            return new ProductChecked(
                    checkpoint.step(),
                    SelfCheck.Method.OUTPUT_DIFFERENCE,
                    SelfCheck.ofForm(form, forms.wide(), forms.narrow(), forms.difference(), forms.kink()));
        }
        FiniteDifferences.Vectors vectors = differences.hessian(u, gradient);
        for (double[] vector : new double[][] {vectors.wide(), vectors.narrow(), vectors.kink()}) {
            scale.ifPresent(diagonal -> multiply(vector, diagonal));
        }
        SelfCheck check = SelfCheck.of(
                product,
                operator.restrict(vectors.wide()),
                operator.restrict(vectors.narrow()),
                operator.restrict(vectors.kink()));
        return new ProductChecked(checkpoint.step(), SelfCheck.Method.GRADIENT_DIFFERENCE, check);
    }

    /** The direction of the check, in all n coordinates. */
    private double[] direction(Spectrum spectrum, RandomGenerator random) {
        int n = plan.architecture().parameters();
        double[] noise = new double[plan.measuredSize()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = random.nextGaussian();
        }
        double[] d = plan.embed(noise).clone();
        Blas.scale(n, 1 / Blas.norm(n, d, 0), d, 0);
        double share = 1 / Math.sqrt(spectrum.pairs().size());
        for (Eigenpair pair : spectrum.pairs()) {
            Blas.axpy(n, random.nextBoolean() ? share : -share, pair.vector(), 0, d, 0);
        }
        return d;
    }

    private static void multiply(double[] x, double[] diagonal) {
        for (int i = 0; i < x.length; i++) {
            x[i] *= diagonal[i];
        }
    }
}
