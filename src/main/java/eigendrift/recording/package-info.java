/**
 * Events for Java's Flight Recorder: what is expensive, with its duration. Each costs a check where nobody records.
 *
 * <p>In: what is measured. Out: events that {@code jfr print --categories Eigendrift} and JDK Mission Control read.
 */
package eigendrift.recording;
