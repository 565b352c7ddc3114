/**
 * How far an experiment has come, on standard error: bars on a terminal, lines elsewhere. Snapshots flow in, text flows
 * out; nothing here knows what makes them.
 */
package eigendrift.cli.progress;
