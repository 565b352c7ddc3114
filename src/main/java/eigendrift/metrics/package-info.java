/**
 * What actors, jobs, thread pools, the journal's writes and the collector cost. Knows nothing of the rest of the
 * program: mailbox, executor and journal are bound by name in the configuration, interceptor and job meters are put
 * around behaviours and work by {@code cli}.
 *
 * <p>In: messages, tasks, writes. Out: samples, and a file of them each second.
 */
package eigendrift.metrics;
