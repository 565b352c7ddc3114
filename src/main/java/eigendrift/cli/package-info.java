/**
 * The command line: commands, exit codes, progress; wires everything to everything.
 *
 * <p>In: arguments. Out: data on standard output, progress and messages on standard error, an exit code.
 */
package eigendrift.cli;
