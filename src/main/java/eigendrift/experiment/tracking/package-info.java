/**
 * Compares the spectra of one run with each other.
 *
 * <p>In: spectra. Out: displacement, identities, localization and alignment, as events of
 * {@link eigendrift.experiment.tracking.Tracker}.
 */
package eigendrift.experiment.tracking;
