package eigendrift.report;

import eigendrift.replay.Tables.Displacement;
import eigendrift.report.figure.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The displacement of each eigenvector between every two checkpoints, as heat maps. */
final class TwoTimes {
    /** More would not be told apart at the size of the figure. */
    private static final int MOST_CHECKPOINTS = 100;

    private final Runs runs;
    private final Map<Vector, long[]> steps = new HashMap<>();
    private final Map<Vector, Map<Long, List<Displacement>>> cells = new HashMap<>();

    private record Vector(String optimizer, int index) {}

    /** Walks the rows twice, and keeps those that are shown. */
    TwoTimes(Runs runs, Collection<Displacement> rows) {
        this.runs = runs;
        Collection<Displacement> shown = Views.filter(
                rows,
                row -> row.label().equals("rank")
                        && runs.optimizerOf().containsKey(row.run())
                        && Double.isFinite(row.displacement()));
        Map<Vector, Set<Long>> all = new HashMap<>();
        for (Displacement row : shown) {
            Set<Long> own = all.computeIfAbsent(vector(row), v -> new HashSet<>());
            own.add(row.stepFrom());
            own.add(row.stepTo());
        }
        all.forEach((vector, own) -> steps.put(vector, selection(own)));
        for (Displacement row : shown) {
            long[] own = steps.get(vector(row));
            int from = Arrays.binarySearch(own, row.stepFrom());
            int to = Arrays.binarySearch(own, row.stepTo());
            if (from >= 0 && to >= 0) {
                cells.computeIfAbsent(vector(row), v -> new TreeMap<>())
                        .computeIfAbsent((long) from * own.length + to, cell -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    private Vector vector(Displacement row) {
        return new Vector(runs.optimizerOf().get(row.run()), row.index());
    }

    static String caption(Runs runs) {
        return "Displacement 1 − q² of an eigenvector, by rank, between the checkpoints of row and column, from 0 (dark: the"
                + " same direction) to 1 (bright: at right angles): median over " + runs.seeds()
                + ". A dark block along the"
                + " diagonal is a time during which the direction stood still. Cells are of equal size, whatever the steps"
                + " between them. White dot: below resolution. Empty: not compared. Of more than " + MOST_CHECKPOINTS
                + " checkpoints an even selection is shown.";
    }

    /** Empty where the optimizer has no such rows. */
    Optional<Figure> figure(String optimizer, int index) {
        Vector vector = new Vector(optimizer, index);
        if (!steps.containsKey(vector)) {
            return Optional.empty();
        }
        int m = steps.get(vector).length;
        double[][] values = new double[m][m];
        boolean[][] marked = new boolean[m][m];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        cells.getOrDefault(vector, Map.of()).forEach((cell, seeds) -> {
            int from = (int) (cell / m);
            int to = (int) (cell % m);
            values[from][to] = values[to][from] = median(
                    seeds.stream().mapToDouble(Displacement::displacement).toArray());
            marked[from][to] = marked[to][from] = median(seeds.stream()
                            .mapToDouble(DisplacementFigures::isBelowResolution)
                            .toArray())
                    >= 0.5;
        });
        for (int i = 0; i < m; i++) {
            values[i][i] = 0;
        }
        List<String> ticks =
                Arrays.stream(steps.get(vector)).mapToObj(Long::toString).toList();
        return Optional.of(new Figure.HeatMap(
                "two-times-" + runs.slug(optimizer) + "-v" + index,
                optimizer + ", " + Names.vector(index),
                caption(runs),
                "displacement 1 − q²",
                "step",
                ticks,
                values,
                marked));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return Curve.quantile(values, 0.5);
    }

    private static long[] selection(Set<Long> all) {
        long[] steps = all.stream().mapToLong(Long::longValue).sorted().toArray();
        if (steps.length <= MOST_CHECKPOINTS) {
            return steps;
        }
        long[] selected = new long[MOST_CHECKPOINTS];
        for (int i = 0; i < MOST_CHECKPOINTS; i++) {
            selected[i] = steps[(int) Math.round((double) i * (steps.length - 1) / (MOST_CHECKPOINTS - 1))];
        }
        return selected;
    }
}
