/**
 * From the journal back to something to look at: read models, re-analysis, verification.
 *
 * <p>In: stored events. Out: {@link eigendrift.replay.Tables}, one list of records for each exported file, and the arrays of
 * a checkpoint, one at a time.
 */
package eigendrift.replay;
