/**
 * What a user asks for: the experiment description as immutable records.
 *
 * <p>In: HOCON files and {@code key=value} overrides. Out: one validated {@link eigendrift.config.ExperimentConfig} in
 * which every default is resolved, and errors that name file, line, value and the nearest valid choice.
 */
package eigendrift.config;
