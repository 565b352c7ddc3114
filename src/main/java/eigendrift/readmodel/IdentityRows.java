package eigendrift.readmodel;

import eigendrift.dynamics.Clusters;
import eigendrift.dynamics.Displacement;
import eigendrift.experiment.tracking.Tracker;
import eigendrift.experiment.tracking.Tracker.DynamicsMeasured;
import eigendrift.experiment.tracking.Tracker.IdentitiesMatched;
import eigendrift.experiment.tracking.Tracker.PairMeasured;
import eigendrift.experiment.tracking.Tracker.VectorDisplacement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes rows of the events of one tracker: which identity has which rank, what happened to it, and how far it moved.
 * The journal has the overlaps of all ranks, and the displacement of an identity is that between the ranks it had.
 */
final class IdentityRows {

    final Rows<Tables.Ranked> ranks = new Rows<>();
    final Rows<Tables.Change> changes = new Rows<>();

    private final String run;
    private final PairRows pairs;
    private final Map<Long, Then> seen = new HashMap<>();
    private IdentitiesMatched matched;

    private record Then(List<Integer> identities, List<Double> angleBounds) {}

    /** @param pairs get the displacements */
    IdentityRows(String run, PairRows pairs) {
        this.run = run;
        this.pairs = pairs;
    }

    void add(Tracker.Event event, long ordering) {
        if (event instanceof IdentitiesMatched now) {
            matched = now;
            for (int rank = 0; rank < now.identities().size(); rank++) {
                ranks.add(
                        new Tables.Ranked(
                                run,
                                now.step(),
                                rank + 1,
                                now.identities().get(rank),
                                now.clusters().get(rank)),
                        ordering);
            }
            now.changes()
                    .forEach(change -> changes.add(
                            new Tables.Change(
                                    run,
                                    now.step(),
                                    change.identity(),
                                    change.fate(),
                                    change.rankFrom(),
                                    change.rankTo(),
                                    change.other(),
                                    change.overlap()),
                            ordering));
        } else if (event instanceof DynamicsMeasured dynamics && matched != null && matched.step() == dynamics.step()) {
            dynamics.pairs().forEach(pair -> addPair(pair, dynamics));
            seen.put(dynamics.step(), new Then(matched.identities(), dynamics.angleBounds()));
        }
    }

    /** Adds the displacements of the identities that are among the first k at either time. */
    private void addPair(PairMeasured pair, DynamicsMeasured dynamics) {
        Then then = seen.get(pair.stepFrom());
        if (then == null) {
            return;
        }
        List<int[]> ranks = new ArrayList<>();
        for (int now = 0; now < matched.identities().size(); now++) {
            int before = then.identities().indexOf(matched.identities().get(now));
            if (before >= 0) {
                ranks.add(new int[] {before, now});
            }
        }
        int[] from = ranks.stream().mapToInt(rank -> rank[0]).toArray();
        int[] to = ranks.stream().mapToInt(rank -> rank[1]).toArray();
        double[] overlaps = new Clusters(matched.clusters())
                .overlaps(overlaps(pair, then.identities().size()), from, to);
        for (int i = 0; i < from.length; i++) {
            if (Math.min(from[i], to[i]) < dynamics.k()) {
                VectorDisplacement moved = from[i] == to[i] && isAlone(to[i])
                        ? pair.moved().get(to[i])
                        : moved(
                                to[i],
                                Displacement.of(
                                        overlaps[i],
                                        then.angleBounds().get(from[i]),
                                        dynamics.angleBounds().get(to[i])));
                pairs.add(
                        matched.identities().get(to[i]),
                        Label.IDENTITY,
                        pair.stepFrom(),
                        overlaps[i],
                        moved.displacement(),
                        moved.angle(),
                        moved.bound());
            }
        }
    }

    /**
     * Whether the vector at {@code rank} is the only one of its cluster. Then it is compared without a rotation, and
     * the angle by rank, which has more digits than one from the overlap, is that of the identity.
     */
    private boolean isAlone(int rank) {
        return Collections.frequency(matched.clusters(), matched.clusters().get(rank)) == 1;
    }

    private static VectorDisplacement moved(int rank, Displacement of) {
        return new VectorDisplacement(rank + 1, of.overlap(), of.displacement(), of.angle(), of.bound());
    }

    private static double[][] overlaps(PairMeasured pair, int rows) {
        int columns = pair.overlaps().size() / rows;
        double[][] q = new double[rows][columns];
        for (int i = 0; i < rows * columns; i++) {
            q[i / columns][i % columns] = pair.overlaps().get(i);
        }
        return q;
    }
}
