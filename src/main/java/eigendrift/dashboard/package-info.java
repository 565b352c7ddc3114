/**
 * The live page: an HTTP server that reads a journal and writes nothing.
 *
 * <p>In: a journal, and where the server is in the process of the experiment, what takes its commands. Out: pages,
 * tables, events and streams at a port of this machine.
 */
package eigendrift.dashboard;
