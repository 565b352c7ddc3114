/**
 * What was measured, at one moment: samples as records, the file in which a process shows them to others, and their
 * forms as JSON and as Prometheus text.
 *
 * <p>In: samples. Out: text, and samples read back. Knows nothing of actors.
 */
package eigendrift.metrics.live;
