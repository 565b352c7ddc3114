package eigendrift.spectrum;

/**
 * An approximate eigenpair (θ, v) of a symmetric operator H with its certificate.
 *
 * @param value θ = vᵀHv
 * @param vector v, of unit length n, its sign fixed so that the entry of largest magnitude is positive; never written
 *     to
 * @param residual ‖Hv − θv‖, from a product of its own in double precision
 * @param gap estimated distance of θ to the rest of the spectrum
 * @param angleBound bound on sin∠(v, true eigenvector) = min(1, residual / gap) (Davis and Kahan 1970)
 */
public record Eigenpair(double value, double[] vector, double residual, double gap, double angleBound) {}
