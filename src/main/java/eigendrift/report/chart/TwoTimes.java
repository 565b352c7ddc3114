package eigendrift.report.chart;

import eigendrift.inference.Quantile;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables.Displacement;
import eigendrift.readmodel.Views;
import eigendrift.report.figure.Axis;
import eigendrift.report.figure.Figure;
import eigendrift.study.Displacements;
import eigendrift.text.Symbols;
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
import java.util.stream.IntStream;

/** The displacement of each eigenvector between every two checkpoints, as heat maps. */
final class TwoTimes {
    /** Most rows and columns that the figure can show. */
    private static final int MOST_CHECKPOINTS = 100;

    private final PlotContext runs;
    private final Map<Vector, long[]> steps = new HashMap<>();
    private final Map<Vector, Map<Long, List<Displacement>>> cells = new HashMap<>();

    private record Vector(String optimizer, int index) {}

    /** What there is of one vector. */
    private static final class Compared {
        private final Set<Long> steps = new HashSet<>();
        private final Set<String> runs = new HashSet<>();
        private long pairs;

        void add(Displacement row) {
            steps.add(row.stepFrom());
            steps.add(row.stepTo());
            runs.add(row.run());
            pairs++;
        }

        /**
         * Of too many steps an even selection; where most pairs were not compared every 2nd, 4th, 8th, ... step, whose
         * pairs are among logarithmic ones.
         */
        long[] selection() {
            long[] all = steps.stream().mapToLong(Long::longValue).sorted().toArray();
            int count = all.length;
            if (count <= MOST_CHECKPOINTS) {
                return all;
            }
            boolean few = 4 * pairs < runs.size() * (long) count * (count - 1);
            if (!few) {
                return IntStream.range(0, MOST_CHECKPOINTS)
                        .mapToLong(i -> all[(int) Math.round((double) i * (count - 1) / (MOST_CHECKPOINTS - 1))])
                        .toArray();
            }
            int stride = 2;
            while ((count + stride - 1) / stride > MOST_CHECKPOINTS) {
                stride *= 2;
            }
            int every = stride;
            return IntStream.range(0, count)
                    .filter(i -> i % every == 0)
                    .mapToLong(i -> all[i])
                    .toArray();
        }
    }

    /** Walks the rows twice, and keeps those that are shown. */
    TwoTimes(PlotContext runs, Collection<Displacement> rows) {
        this.runs = runs;
        Collection<Displacement> shown = Views.filter(
                rows,
                row -> row.label() == Label.RANK
                        && runs.optimizerOf().containsKey(row.run())
                        && Double.isFinite(row.displacement()));
        Map<Vector, Compared> all = new HashMap<>();
        for (Displacement row : shown) {
            all.computeIfAbsent(vector(row), v -> new Compared()).add(row);
        }
        all.forEach((vector, own) -> steps.put(vector, own.selection()));
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

    static String caption(PlotContext runs) {
        return "Displacement 1 − q² of an eigenvector, by rank, between the checkpoints of row and column, from 0"
                + " (dark: the same direction) to 1 (bright: at right angles): median over " + runs.seeds()
                + ". A dark block along the diagonal is a time during which the direction stood still. Cells reach"
                + " half of the way to the next checkpoint. Hatched: below resolution, the angle is not larger than the"
                + " angle bounds of the two eigenvectors together. Empty: not compared. Of more than "
                + MOST_CHECKPOINTS + " checkpoints an even selection is shown.";
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
                            .mapToDouble(Displacements::isBelowResolution)
                            .toArray())
                    >= 0.5;
        });
        for (int i = 0; i < m; i++) {
            values[i][i] = 0;
        }
        double[] at = Arrays.stream(steps.get(vector)).asDoubleStream().toArray();
        Axis.Scale scale = runs.steps().scale();
        return Optional.of(new Figure.HeatMap(
                "two-times-" + runs.slug(optimizer) + "-v" + index,
                "Two-time displacement of " + Symbols.vector(index) + " " + runs.under(List.of(optimizer)),
                caption(runs),
                "displacement 1 − q²",
                new Axis("step", scale, at[0], Math.max(at[0] + 1, at[m - 1])),
                at,
                values,
                marked,
                "below resolution"));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return Quantile.of(values, 0.5);
    }
}
