/**
 * Measures the curvature at checkpoints.
 *
 * <p>In: checkpoints. Out: certified eigenpairs and estimates, as events of
 * {@link eigendrift.experiment.probing.HessianProbe}.
 */
package eigendrift.experiment.probing;
