package eigendrift.network;

import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.data.Samples;
import eigendrift.linalg.LinearOperator;
import eigendrift.linalg.Workers;

/**
 * Second derivatives of the mean loss over all samples at given weights.
 *
 * <p>Activations, their derivatives and the back-propagated errors are computed once; a product then costs 6 matrix
 * products a layer and 2 for the first, as its input does not move. The bits of all results are the same for any number
 * of threads. Not thread-safe: one product at a time.
 */
public interface Curvature {

    /** The mean loss. */
    double loss();

    /** The gradient of the loss, a new array of length n. */
    double[] gradient();

    /** v ↦ Hv by the R-operator (Pearlmutter 1994). */
    LinearOperator hessian();

    /**
     * v ↦ Gv, G = (1/N) Σ Jᵀ H_z J with the Jacobian J of the outputs z and the loss's Hessian H_z (Schraudolph 2002).
     */
    LinearOperator gaussNewton();

    /** As below, without a bound on memory. */
    static Curvature at(
            Architecture architecture,
            Loss loss,
            Samples samples,
            double[] parameters,
            Precision precision,
            Workers workers) {
        return at(architecture, loss, samples, parameters, precision, workers, Long.MAX_VALUE);
    }

    /**
     * @param parameters n weights, read now and not later
     * @param precision of the products; those of {@link LinearOperator#exact} are in double precision
     * @param memory bytes that activations and errors may take; where they would take more they are computed again for
     *     every product, which then costs about a third more
     * @throws IllegalArgumentException if a weight is not finite, or there are not n of them
     */
    static Curvature at(
            Architecture architecture,
            Loss loss,
            Samples samples,
            double[] parameters,
            Precision precision,
            Workers workers,
            long memory) {
        check(architecture, parameters);
        return switch (precision) {
            case FLOAT32 -> {
                double[] weights = parameters.clone();
                yield new MixedCurvature(
                        new Curvature32(architecture, loss, samples, weights, workers, memory),
                        () -> new Curvature64(architecture, loss, samples, weights, workers, memory));
            }
            case FLOAT64 -> new Curvature64(architecture, loss, samples, parameters, workers, memory);
        };
    }

    private static void check(Architecture architecture, double[] parameters) {
        if (parameters.length != architecture.parameters()) {
            throw new IllegalArgumentException("expected n = " + architecture.parameters() + " weights for layers "
                    + architecture.widths() + ", found " + parameters.length);
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!Double.isFinite(parameters[i])) {
                throw new IllegalArgumentException(
                        "expected finite weights, found weight " + i + " = " + parameters[i]);
            }
        }
    }
}
