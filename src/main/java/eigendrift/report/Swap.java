package eigendrift.report;

import eigendrift.replay.Tables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What swaps of rank contribute to one displacement.
 *
 * @param rank at the later step
 * @param identity the one at that rank, which was followed from the earlier step, whatever its rank was there
 */
record Swap(String run, long stepFrom, long stepTo, int rank, int identity, double byRank, double byIdentity) {

    /** Displacement by rank less displacement by identity; 0 where no vector changed its rank. */
    double part() {
        return byRank - byIdentity;
    }

    /**
     * One row for every displacement by rank whose vector at the later step was there at the earlier one too.
     *
     * @param rows by rank and by identity; their order is kept
     */
    static List<Swap> of(List<Tables.Displacement> rows, List<Tables.Ranked> ranks) {
        Map<List<Object>, Integer> identities = new HashMap<>();
        ranks.forEach(row -> identities.put(List.of(row.run(), row.step(), row.rank()), row.identity()));
        Map<List<Object>, Double> byIdentity = new HashMap<>();
        rows.stream()
                .filter(row -> row.label().equals("identity"))
                .forEach(row -> byIdentity.put(key(row, row.index()), row.displacement()));
        List<Swap> swaps = new ArrayList<>();
        for (Tables.Displacement row : rows) {
            Integer identity = identities.get(List.of(row.run(), row.stepTo(), row.index()));
            Double moved = identity == null ? null : byIdentity.get(key(row, identity));
            if (row.label().equals("rank") && moved != null) {
                swaps.add(new Swap(
                        row.run(), row.stepFrom(), row.stepTo(), row.index(), identity, row.displacement(), moved));
            }
        }
        return swaps;
    }

    private static List<Object> key(Tables.Displacement row, int identity) {
        return List.of(row.run(), row.stepFrom(), row.stepTo(), identity);
    }
}
