package eigendrift.config;

import eigendrift.linalg.Which;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is measured at a checkpoint.
 *
 * @param layer from 1: only the diagonal block of this layer is measured (the key {@code probe.block}); empty for the
 *     whole matrix
 * @param eigenpairs k, the number of pairs reported
 * @param which part of the spectrum counts as leading
 * @param tolerance bound on ‖Hv − λv‖ / |λ₁|
 * @param samples number of training samples over which curvature is taken, from the first on; empty for all
 * @param memory bytes that activations and errors may take; beyond them they are computed again for each product
 * @param density empty for no spectral density
 * @param trace empty for no estimate of the trace
 */
public record ProbeConfig(
        Operator operator,
        OptionalInt layer,
        int eigenpairs,
        Which which,
        double tolerance,
        OptionalInt samples,
        Precision precision,
        long memory,
        Optional<Density> density,
        Optional<Trace> trace) {

    /** The matrix whose eigenvectors are followed. */
    public enum Operator {
        HESSIAN,
        GAUSS_NEWTON,
        /** P^{-1/2} H P^{-1/2} with the optimizer's own preconditioner P at the checkpoint. */
        PRECONDITIONED;

        /** Its word in tables, which is that of the configuration. */
        public String csv() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Spectral density by stochastic Lanczos quadrature.
     *
     * @param steps products of one draw
     * @param draws random starts
     * @param width standard deviation of the kernels it is shown with; empty for a share of the spectrum's range
     */
    public record Density(int steps, int draws, OptionalDouble width) {}

    /** Estimate of the trace from {@code products} products. */
    public record Trace(Method method, int products) {}

    /** How a trace is estimated. */
    public enum Method {
        HUTCHINSON,
        HUTCH_PLUS_PLUS;

        /** Its word in tables, which the configuration also takes. */
        public String csv() {
            return this == HUTCHINSON ? "hutchinson" : "hutch++";
        }
    }
}
