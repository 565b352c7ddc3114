/**
 * The actors and their protocols: {@code Experiment} starts runs, {@code Trainer} trains and takes checkpoints,
 * {@code HessianProbe} measures spectra at them, {@code Tracker} compares spectra, {@code NullModel} compares with chance.
 *
 * <p>In: a {@link eigendrift.experiment.Plan}. Out: events in the journal. Each actor follows the one before it through the
 * journal (see {@link eigendrift.experiment.Follower}), at its own pace; an actor decides only <em>when</em>, what is
 * computed is in the pure packages.
 */
package eigendrift.experiment;
