package eigendrift.report;

import eigendrift.replay.Tables;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The displacements of the vector at one rank under one optimizer. Only completed runs count. Identities are left out: their
 * numbers differ from seed to seed.
 *
 * @param bySeed one list a seed that has any, in the order of the seeds
 */
record SeedDisplacements(String optimizer, int index, List<List<Tables.Displacement>> bySeed) {

    static final String LABEL = "rank";

    /** Optimizers in the order of the configuration, then ranks. */
    static List<SeedDisplacements> of(Tables tables) {
        Map<String, Collection<String>> runs = new LinkedHashMap<>();
        tables.runs().forEach(run -> runs.putIfAbsent(run.optimizer(), List.of()));
        OptimizerPair.runs(tables).forEach((optimizer, bySeed) -> runs.put(optimizer, bySeed.values()));
        Map<String, Map<Integer, List<Tables.Displacement>>> byRun = new LinkedHashMap<>();
        tables.displacement().stream()
                .filter(row -> row.label().equals(LABEL) && Double.isFinite(row.displacement()))
                .forEach(row -> byRun.computeIfAbsent(row.run(), r -> new TreeMap<>())
                        .computeIfAbsent(row.index(), i -> new ArrayList<>())
                        .add(row));
        List<SeedDisplacements> all = new ArrayList<>();
        runs.forEach((optimizer, own) -> {
            Map<Integer, List<List<Tables.Displacement>>> byIndex = new TreeMap<>();
            own.forEach(run -> byRun.getOrDefault(run, Map.of())
                    .forEach((index, rows) -> byIndex.computeIfAbsent(index, i -> new ArrayList<>())
                            .add(rows)));
            byIndex.forEach((index, bySeed) -> all.add(new SeedDisplacements(optimizer, index, bySeed)));
        });
        return all;
    }
}
