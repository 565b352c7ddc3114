/**
 * From the journal to tables.
 *
 * <p>In: stored events, in the order of writing ({@link eigendrift.readmodel.ExperimentFold}). Out, after any of them:
 * {@link eigendrift.readmodel.Tables}, one list of records for each exported file; and the arrays of a checkpoint, one
 * at a time.
 */
package eigendrift.readmodel;
