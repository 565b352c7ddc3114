package eigendrift.readmodel;

import eigendrift.dynamics.Subspaces;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Run;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.PairMeasured;
import eigendrift.journal.EventLog;
import java.util.Collection;

/**
 * The overlaps of leading subspaces for any k up to the number of measured vectors, so that analyses with different k
 * can be compared. The journal has the overlaps of all vectors.
 */
public final class LeadingSubspaces {

    private LeadingSubspaces() {}

    /**
     * One row, with the overlap alone, for every compared pair of checkpoints that both have k vectors, buffer
     * included.
     */
    public static Collection<Tables.Subspace> read(EventLog log, History history, String analysis, int k) {
        SortedRows<Tables.Subspace> rows = SortedRows.asAdded(RowFormat.subspace());
        for (Run run : history.plannedRuns(analysis)) {
            log.read(
                    PersistenceIds.tracker(history.id(), run.name(), analysis).id(),
                    Tracker.DynamicsMeasured.class,
                    (event, number) -> event.pairs().forEach(pair -> add(run.name(), event, pair, k, rows)));
        }
        return rows;
    }

    private static void add(
            String run, DynamicsMeasured event, PairMeasured pair, int k, Collection<Tables.Subspace> rows) {
        int now = event.angleBounds().size();
        int then = pair.overlaps().size() / Math.max(1, now);
        if (Math.min(then, now) < k) {
            return;
        }
        double[][] q = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                q[i][j] = pair.overlaps().get(i * now + j);
            }
        }
        double none = Double.NaN;
        rows.add(new Tables.Subspace(run, pair.stepFrom(), event.step(), k, Subspaces.overlap(q), none, none, none));
    }
}
