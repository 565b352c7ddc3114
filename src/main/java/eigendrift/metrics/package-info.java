/**
 * What actors cost: messages, mailbox time and size, processing time. Knows nothing of the rest of the program; mailbox and
 * interceptor are bound by name in the configuration.
 */
package eigendrift.metrics;
