package eigendrift.dynamics;

import eigendrift.dynamics.Identities.Change;
import eigendrift.linalg.Ranks;
import eigendrift.linalg.Which;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Spectra at successive checkpoints, followed as a tracker does.
 *
 * @param identities at each time
 * @param changes from the first time to the second, and so on
 */
record Followed(List<Identities> identities, List<List<Change>> changes) {

    private static final double THRESHOLD = .5;

    /** Of any number. */
    static final Ranks DESCENDING = new Ranks(Which.LARGEST_ALGEBRAIC, 1);

    /**
     * A spectrum as measured, largest value first.
     *
     * @param errors bounds on those of the values
     * @param vectors unit rows
     */
    record Seen(double[] values, double[] errors, double[][] vectors) {

        Clusters clusters() {
            return Clusters.of(values, errors);
        }
    }

    static Followed of(List<Seen> family) {
        return of(family, DESCENDING);
    }

    /** Of spectra in the order of {@code ranks}. */
    static Followed of(List<Seen> family, Ranks ranks) {
        List<Identities> identities =
                new ArrayList<>(List.of(Identities.first(family.get(0).values().length)));
        List<List<Change>> changes = new ArrayList<>();
        Map<Integer, double[]> lastSeen = new TreeMap<>();
        for (int t = 1; t < family.size(); t++) {
            Seen then = family.get(t - 1);
            Seen now = family.get(t);
            Identities before = identities.get(t - 1);
            for (int rank = 0; rank < then.vectors().length; rank++) {
                lastSeen.put(before.ofRank().get(rank), then.vectors()[rank]);
            }
            Map<Integer, double[]> lost = new TreeMap<>();
            lastSeen.forEach((identity, vector) -> {
                if (!before.ofRank().contains(identity)) {
                    lost.put(identity, Overlaps.between(new double[][] {vector}, now.vectors())[0]);
                }
            });
            Identities.Step step = before.step(
                    Overlaps.between(then.vectors(), now.vectors()), now.clusters(), lost, THRESHOLD, ranks);
            identities.add(step.identities());
            changes.add(step.changes());
        }
        return new Followed(identities, changes);
    }

    /** Changes of all times, as "time FATE identity" and the other of a crossing; times count from 0. */
    List<String> history() {
        List<String> history = new ArrayList<>();
        for (int t = 0; t < changes.size(); t++) {
            for (Change change : changes.get(t)) {
                String other = change.other() > 0 ? " " + change.other() : "";
                history.add(t + 1 + " " + change.fate() + " " + change.identity() + other);
            }
        }
        return history;
    }
}
