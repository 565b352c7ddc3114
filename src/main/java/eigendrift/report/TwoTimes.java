package eigendrift.report;

import eigendrift.replay.Tables.Displacement;
import eigendrift.report.figure.Figure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The displacement of one eigenvector between every two checkpoints, as a heat map. */
final class TwoTimes {
    /** More would not be told apart at the size of the figure. */
    private static final int MOST_CHECKPOINTS = 100;

    private TwoTimes() {}

    static String caption(Runs runs) {
        return "Displacement 1 − q² of an eigenvector, by rank, between the checkpoints of row and column, from 0 (dark: the"
                + " same direction) to 1 (bright: at right angles): median over " + runs.seeds()
                + ". A dark block along the"
                + " diagonal is a time during which the direction stood still. Cells are of equal size, whatever the steps"
                + " between them. White dot: below resolution. Empty: not compared. Of more than " + MOST_CHECKPOINTS
                + " checkpoints an even selection is shown.";
    }

    /** Empty where the optimizer has no such rows. */
    static Optional<Figure> figure(Runs runs, String optimizer, int index, List<Displacement> rows) {
        List<Displacement> own = rows.stream()
                .filter(row -> row.index() == index && row.label().equals("rank"))
                .filter(row -> optimizer.equals(runs.optimizerOf().get(row.run())))
                .filter(row -> Double.isFinite(row.displacement()))
                .toList();
        if (own.isEmpty()) {
            return Optional.empty();
        }
        long[] steps = selection(own);
        int m = steps.length;
        double[][] values = new double[m][m];
        boolean[][] marked = new boolean[m][m];
        for (double[] row : values) {
            Arrays.fill(row, Double.NaN);
        }
        Map<Long, List<Displacement>> cells = new TreeMap<>();
        for (Displacement row : own) {
            int from = Arrays.binarySearch(steps, row.stepFrom());
            int to = Arrays.binarySearch(steps, row.stepTo());
            if (from >= 0 && to >= 0) {
                cells.computeIfAbsent((long) from * m + to, cell -> new ArrayList<>())
                        .add(row);
            }
        }
        cells.forEach((cell, seeds) -> {
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
        List<String> ticks = Arrays.stream(steps).mapToObj(Long::toString).toList();
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

    private static long[] selection(List<Displacement> rows) {
        long[] steps = rows.stream()
                .flatMap(row -> java.util.stream.Stream.of(row.stepFrom(), row.stepTo()))
                .mapToLong(Long::longValue)
                .distinct()
                .sorted()
                .toArray();
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
