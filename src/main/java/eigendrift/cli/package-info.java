/**
 * The command line: commands, exit codes, progress; connects all other packages.
 *
 * <p>In: arguments. Out: data on standard output, progress and messages on standard error, an exit code.
 */
package eigendrift.cli;
