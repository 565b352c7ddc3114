package eigendrift.linalg;

/**
 * Leading eigenpairs of a symmetric operator A, in the order of the request.
 *
 * @param values θ_i = v_iᵀAv_i
 * @param vectors orthonormal v_i, one array each
 * @param residuals ‖Av_i − θ_i v_i‖, from one more product each
 * @param lower no eigenvalue but those of the pairs lies below this; −∞ where the bottom was not looked at
 * @param upper no eigenvalue but those of the pairs lies above this; under {@code lower} where the pairs are all there
 *     are
 * @param products spent in all
 * @param converged whether every residual holds the tolerance, and no eigenvalue was seen that leads and is missing
 */
public record LeadingPairs(
        double[] values,
        double[][] vectors,
        double[] residuals,
        double lower,
        double upper,
        int products,
        boolean converged) {}
