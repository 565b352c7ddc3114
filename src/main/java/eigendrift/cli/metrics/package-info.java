/**
 * Samples of what a process measures as a table, once or live in a terminal.
 *
 * <p>In: samples. Out: lines, and keys that choose their order.
 */
package eigendrift.cli.metrics;
