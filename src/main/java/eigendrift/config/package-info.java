/**
 * What a user asks for: the experiment description as immutable records, in which every default is resolved.
 *
 * <p>In: the values that {@link eigendrift.config.reading} has read. Out: an
 * {@link eigendrift.config.ExperimentConfig}.
 */
package eigendrift.config;
