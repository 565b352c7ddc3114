/**
 * How one actor follows another through the journal.
 *
 * <p>In: a persistence id and a cursor. Out: the next event of the kinds that the consumer wants, one at a time.
 */
package eigendrift.experiment.following;
