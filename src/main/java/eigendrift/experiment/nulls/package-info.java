/**
 * Compares what was tracked with what chance would show.
 *
 * <p>In: what the trackers measured. Out: draws and tests, as events of {@link eigendrift.experiment.nulls.NullModel}.
 */
package eigendrift.experiment.nulls;
