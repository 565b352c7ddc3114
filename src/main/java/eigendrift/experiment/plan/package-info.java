/**
 * What is to be done: the runs of an experiment, their data and start, and the steps of their checkpoints. Pure
 * functions.
 *
 * <p>In: a configuration. Out: a {@link eigendrift.experiment.plan.Plan}, or an error before anything is journaled.
 */
package eigendrift.experiment.plan;
