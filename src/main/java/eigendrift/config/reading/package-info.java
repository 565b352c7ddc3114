/**
 * Reads experiment descriptions.
 *
 * <p>In: HOCON files and {@code key=value} overrides. Out: a {@link eigendrift.config.reading.LoadedExperiment}, or all
 * errors of the file together, each with file, line, value and the nearest valid choice.
 */
package eigendrift.config.reading;
