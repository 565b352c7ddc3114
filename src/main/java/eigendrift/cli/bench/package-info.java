/**
 * Measures what a product, a training step and a solve cost on this machine.
 *
 * <p>In: a network, data and settings from the command line. Out: one JSON object of medians.
 */
package eigendrift.cli.bench;
