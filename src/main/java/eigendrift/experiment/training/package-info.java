/**
 * Trains one run.
 *
 * <p>In: a plan and a run. Out: log rows and checkpoints as events of {@link eigendrift.experiment.training.Trainer}.
 */
package eigendrift.experiment.training;
