package eigendrift.config;

import java.util.OptionalInt;

/**
 * What is measured at a checkpoint.
 *
 * @param eigenpairs k, the number of pairs reported
 * @param tolerance bound on ‖Hv − λv‖ / |λ₁|
 * @param samples curvature is taken over the first so many training samples; empty for all
 */
public record ProbeConfig(
        Operator operator, int eigenpairs, Which which, double tolerance, OptionalInt samples, Precision precision) {

    /** The matrix whose eigenvectors are followed. */
    public enum Operator {
        HESSIAN,
        GAUSS_NEWTON
    }

    /** Which part of the spectrum counts as leading. */
    public enum Which {
        LARGEST_ALGEBRAIC,
        LARGEST_MAGNITUDE,
        BOTH_ENDS
    }
}
