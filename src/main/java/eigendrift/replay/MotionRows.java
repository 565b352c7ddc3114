package eigendrift.replay;

import eigendrift.dynamics.Motion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The way of each rank and each identity of one run, from its displacements. */
final class MotionRows {

    private MotionRows() {}

    /**
     * @param moved of one run, in the order of the export
     * @param distances ‖w(t) − w(t_w)‖ by {t_w, t}
     */
    static List<Tables.Motion> of(List<Tables.Displacement> moved, Map<List<Long>, Double> distances) {
        Map<List<Object>, List<Tables.Displacement>> groups = new LinkedHashMap<>();
        for (Tables.Displacement row : moved) {
            groups.computeIfAbsent(List.of(row.index(), row.label()), key -> new ArrayList<>())
                    .add(row);
        }
        List<Tables.Motion> rows = new ArrayList<>();
        groups.values().forEach(group -> add(group, distances, rows));
        return rows;
    }

    private static void add(
            List<Tables.Displacement> group, Map<List<Long>, Double> distances, List<Tables.Motion> rows) {
        TreeSet<Long> steps = new TreeSet<>();
        group.forEach(row -> steps.addAll(List.of(row.stepFrom(), row.stepTo())));
        long[] times = steps.stream().mapToLong(Long::longValue).toArray();
        double[][] angles = new double[times.length][times.length];
        for (double[] row : angles) {
            Arrays.fill(row, Double.NaN);
        }
        for (Tables.Displacement row : group) {
            angles[Arrays.binarySearch(times, row.stepFrom())][Arrays.binarySearch(times, row.stepTo())] = row.angle();
        }
        Motion motion = new Motion(angles);
        Tables.Displacement any = group.get(0);
        for (int j = 0; j < times.length; j++) {
            double distance = j == 0 ? Double.NaN : distances.getOrDefault(List.of(times[j - 1], times[j]), Double.NaN);
            rows.add(new Tables.Motion(
                    any.run(),
                    any.index(),
                    any.label(),
                    times[j],
                    motion.pathLength(j),
                    motion.netOverPath(j),
                    motion.rate(j, j == 0 ? Double.NaN : times[j] - times[j - 1]),
                    motion.rate(j, distance),
                    motion.relaxation(j, times)));
        }
    }
}
