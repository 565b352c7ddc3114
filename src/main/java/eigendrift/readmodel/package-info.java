/**
 * From the journal to tables.
 *
 * <p>In: stored events. Out: {@link eigendrift.readmodel.Tables}, one list of records for each exported file, and the
 * arrays of a checkpoint, one at a time.
 */
package eigendrift.readmodel;
