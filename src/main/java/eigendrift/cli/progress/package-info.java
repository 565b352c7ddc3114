/**
 * How far an experiment has come, on standard error: bars on a terminal, lines elsewhere. Snapshots flow in, text flows
 * out; nothing here depends on the actors.
 */
package eigendrift.cli.progress;
