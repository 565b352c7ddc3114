package eigendrift.study;

import eigendrift.dynamics.Ageing;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The displacements of the vector at one rank under one optimizer. Only completed runs count. Identities are left out:
 * their numbers differ from seed to seed.
 *
 * @param bySeed one list a seed that has any, in the order of the seeds; between the times that {@link Ageing} selects
 */
public record SeedDisplacements(String optimizer, int index, List<List<Tables.Displacement>> bySeed) {

    /** A completed run's places among optimizers and seeds. */
    record Place(int optimizer, int seed) {}

    public static boolean counts(Tables.Displacement row) {
        return row.label() == Label.RANK && Double.isFinite(row.displacement());
    }

    /** Of the completed runs. */
    static Map<String, Place> places(Tables tables) {
        Map<String, Place> places = new HashMap<>();
        Map<String, Collection<String>> completed = completed(tables);
        int optimizer = 0;
        for (Collection<String> runs : completed.values()) {
            int seed = 0;
            for (String run : runs) {
                places.put(run, new Place(optimizer, seed++));
            }
            optimizer++;
        }
        return places;
    }

    /** By optimizer in the order of the configuration, then by seed. */
    private static Map<String, Collection<String>> completed(Tables tables) {
        Map<String, Collection<String>> runs = new LinkedHashMap<>();
        tables.runs().forEach(run -> runs.putIfAbsent(run.optimizer(), List.of()));
        OptimizerPair.runs(tables).forEach((optimizer, bySeed) -> runs.put(optimizer, bySeed.values()));
        return runs;
    }

    /** Optimizers in the order of the configuration, then ranks. Walks the displacements twice. */
    public static List<SeedDisplacements> of(Tables tables) {
        Collection<Tables.Displacement> rows = Views.filter(tables.displacement(), SeedDisplacements::counts);
        Map<String, Map<Integer, Set<Long>>> times = new HashMap<>();
        rows.forEach(row -> {
            Set<Long> own = times.computeIfAbsent(row.run(), r -> new TreeMap<>())
                    .computeIfAbsent(row.index(), i -> new HashSet<>());
            own.add(row.stepFrom());
            own.add(row.stepTo());
        });
        List<SeedDisplacements> all = new ArrayList<>();
        Map<String, Map<Integer, Kept>> kept = new HashMap<>();
        completed(tables).forEach((optimizer, runs) -> {
            Map<Integer, List<String>> byIndex = new TreeMap<>();
            runs.forEach(run -> times.getOrDefault(run, Map.of()).keySet().forEach(index -> byIndex.computeIfAbsent(
                            index, i -> new ArrayList<>())
                    .add(run)));
            byIndex.forEach((index, own) -> {
                TreeSet<Long> together = new TreeSet<>();
                own.forEach(run -> together.addAll(times.get(run).get(index)));
                Set<Long> selected = Ageing.selection(together);
                List<List<Tables.Displacement>> bySeed = new ArrayList<>();
                for (String run : own) {
                    bySeed.add(new ArrayList<>());
                    kept.computeIfAbsent(run, r -> new HashMap<>())
                            .put(index, new Kept(selected, bySeed.get(bySeed.size() - 1)));
                }
                all.add(new SeedDisplacements(optimizer, index, bySeed));
            });
        });
        rows.forEach(row -> {
            Kept own = kept.getOrDefault(row.run(), Map.of()).get(row.index());
            if (own != null && own.times.contains(row.stepFrom()) && own.times.contains(row.stepTo())) {
                own.rows.add(row);
            }
        });
        return all;
    }

    private record Kept(Set<Long> times, List<Tables.Displacement> rows) {}
}
