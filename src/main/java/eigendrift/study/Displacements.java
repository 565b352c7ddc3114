package eigendrift.study;

import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Displacement;
import eigendrift.readmodel.Views;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Ways to look at the table of displacements. */
public final class Displacements {

    private Displacements() {}

    /** Numbers of identities differ from run to run, so a panel shows those that are at one rank at the later time. */
    public static Collection<Displacement> byLaterRank(Tables tables) {
        Map<String, Map<Long, Map<Integer, Integer>>> ranks = new HashMap<>();
        tables.identity().ranks().forEach(row -> ranks.computeIfAbsent(row.run(), r -> new HashMap<>())
                .computeIfAbsent(row.step(), s -> new HashMap<>())
                .put(row.identity(), row.rank()));
        return Views.map(
                tables.displacement(),
                row -> row.label() == Label.RANK
                        ? row
                        : row.at(ranks.getOrDefault(row.run(), Map.of())
                                .getOrDefault(row.stepTo(), Map.of())
                                .getOrDefault(row.index(), row.index())));
    }

    public static double isBelowResolution(Displacement row) {
        return row.isBelowResolution() ? 1 : 0;
    }
}
