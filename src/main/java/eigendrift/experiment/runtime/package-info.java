/**
 * What all actors share: threads for measurements, progress, and what they cost.
 *
 * <p>In: requests for threads. Out: grants, and snapshots of the progress.
 */
package eigendrift.experiment.runtime;
