/**
 * What actors cost: messages, mailbox time and size, processing time. Knows nothing of the rest of the program: the
 * mailbox is bound by name in the configuration, the interceptor is put around behaviours by {@code cli}.
 */
package eigendrift.metrics;
