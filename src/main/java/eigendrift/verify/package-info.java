/**
 * Checks a journal: its events by themselves and against each other, and the training by training again.
 *
 * <p>In: stored events. Out: what was checked, and every difference.
 */
package eigendrift.verify;
