package eigendrift.spectrum;

import eigendrift.linalg.Which;

/**
 * Which eigenpairs to measure.
 *
 * @param pairs how many; where n is smaller, n
 * @param tolerance bound on ‖Hv − θv‖ / |θ₁|
 */
public record SpectrumRequest(int pairs, Which which, double tolerance) {}
