/**
 * The leading eigenpairs of a network's curvature at given weights, each with a certificate.
 *
 * <p>In: a curvature operator. Out: a {@link eigendrift.spectrum.Spectrum}: eigenvalues, unit eigenvectors, residuals,
 * gaps, angle bounds and the cost of the measurement.
 */
package eigendrift.spectrum;
