package eigendrift.readmodel;

import eigendrift.dynamics.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The trajectory of each rank and each identity of every run, from its displacements. */
final class MotionRows {

    private MotionRows() {}

    /** One rank or one identity of a run, and the steps at which it was compared. */
    private record Way(String run, int index, Label label, long[] times, Trajectory motion) {
        Way(Tables.Displacement any, long[] times) {
            this(any.run(), any.index(), any.label(), times, new Trajectory(times));
        }

        int place(long step) {
            return Arrays.binarySearch(times, step);
        }

        Interval before(int j) {
            return new Interval(run, times[j - 1], times[j]);
        }
    }

    private record Interval(String run, long from, long to) {}

    /**
     * Walks {@code moved} twice and {@code weights} once.
     *
     * @param moved in the order of the export
     */
    static List<Tables.Motion> of(Collection<Tables.Displacement> moved, Collection<Tables.Weights> weights) {
        List<Way> ways = ways(moved);
        Iterator<Way> rest = ways.iterator();
        Way way = null;
        Tables.Displacement last = null;
        for (Tables.Displacement row : moved) {
            way = last != null && sameWay(last, row) ? way : rest.next();
            last = row;
            way.motion().add(way.place(row.stepFrom()), way.place(row.stepTo()), row.angle());
        }
        Map<Interval, Double> distances = distances(ways, weights);
        List<Tables.Motion> rows = new ArrayList<>();
        ways.forEach(each -> add(each, distances, rows));
        return rows;
    }

    private static List<Way> ways(Collection<Tables.Displacement> moved) {
        List<Way> ways = new ArrayList<>();
        TreeSet<Long> steps = new TreeSet<>();
        Tables.Displacement last = null;
        for (Tables.Displacement row : moved) {
            if (last != null && !sameWay(last, row)) {
                ways.add(way(last, steps));
                steps.clear();
            }
            steps.add(row.stepFrom());
            steps.add(row.stepTo());
            last = row;
        }
        if (last != null) {
            ways.add(way(last, steps));
        }
        return ways;
    }

    private static boolean sameWay(Tables.Displacement a, Tables.Displacement b) {
        return a.index() == b.index() && a.label() == b.label() && a.run().equals(b.run());
    }

    private static Way way(Tables.Displacement any, TreeSet<Long> steps) {
        return new Way(any, steps.stream().mapToLong(Long::longValue).toArray());
    }

    /** ‖w(t) − w(t_w)‖ over the intervals of the ways; NaN where it was not measured. */
    private static Map<Interval, Double> distances(List<Way> ways, Collection<Tables.Weights> weights) {
        Map<Interval, Double> distances = new HashMap<>();
        for (Way way : ways) {
            for (int j = 1; j < way.times().length; j++) {
                distances.put(way.before(j), Double.NaN);
            }
        }
        weights.forEach(row -> distances.computeIfPresent(
                new Interval(row.run(), row.stepFrom(), row.stepTo()), (interval, unknown) -> row.distance()));
        return distances;
    }

    private static void add(Way way, Map<Interval, Double> distances, List<Tables.Motion> rows) {
        long[] times = way.times();
        Trajectory motion = way.motion();
        for (int j = 0; j < times.length; j++) {
            rows.add(new Tables.Motion(
                    way.run(),
                    way.index(),
                    way.label(),
                    times[j],
                    motion.pathLength(j),
                    motion.netOverPath(j),
                    motion.rate(j, j == 0 ? Double.NaN : times[j] - times[j - 1]),
                    motion.rate(j, j == 0 ? Double.NaN : distances.get(way.before(j))),
                    motion.relaxation(j)));
        }
    }
}
