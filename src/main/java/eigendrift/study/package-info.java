/**
 * Statistics over runs, and verdicts on the claims: seeds are the unit of replication.
 *
 * <p>In: {@link eigendrift.readmodel.Tables}. Out: rows of derived tables. Knows nothing of how they are shown.
 */
package eigendrift.study;
