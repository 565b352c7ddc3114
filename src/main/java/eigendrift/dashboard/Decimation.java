package eigendrift.dashboard;

import eigendrift.report.export.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fewer rows to draw: of each series the first, the last, and in each bucket those at which a column has its least or
 * its largest value, so that no peak is lost. A series is the rows that agree in the columns that are no measurement.
 */
final class Decimation {

    /** Columns that are whole numbers or words tell series apart, but these count along one. */
    private static final Set<String> ALONG = Set.of("step", "step_from", "step_to", "products", "converged");

    private Decimation() {}

    /**
     * @param step the column along which a series goes
     * @param points most rows a series
     */
    static Table of(Table table, int step, int points) {
        List<Integer> keys = new ArrayList<>();
        Map<List<Object>, List<Object[]>> series = new LinkedHashMap<>();
        for (Object[] row : table.rows()) {
            if (series.isEmpty()) {
                for (int i = 0; i < row.length; i++) {
                    if (!(row[i] instanceof Double)
                            && !ALONG.contains(table.columns().get(i))) {
                        keys.add(i);
                    }
                }
            }
            series.computeIfAbsent(keys.stream().map(i -> row[i]).toList(), none -> new ArrayList<>())
                    .add(row);
        }
        List<Object[]> kept = new ArrayList<>();
        series.values().forEach(rows -> kept.addAll(rows.size() <= points ? rows : fewer(rows, points)));
        return new Table(table.name(), table.columns(), kept);
    }

    private static List<Object[]> fewer(List<Object[]> rows, int points) {
        int columns = (int) java.util.Arrays.stream(rows.get(0))
                .filter(Double.class::isInstance)
                .count();
        int buckets = Math.max(1, (points - 2) / Math.max(1, 2 * columns));
        BitSet kept = new BitSet(rows.size());
        kept.set(0);
        kept.set(rows.size() - 1);
        for (int bucket = 0; bucket < buckets; bucket++) {
            int from = (int) ((long) rows.size() * bucket / buckets);
            int to = (int) ((long) rows.size() * (bucket + 1) / buckets);
            for (int column = 0; column < rows.get(0).length; column++) {
                keepExtremes(rows, from, to, column, kept);
            }
        }
        return kept.stream().mapToObj(rows::get).toList();
    }

    private static void keepExtremes(List<Object[]> rows, int from, int to, int column, BitSet kept) {
        int least = -1;
        int largest = -1;
        for (int i = from; i < to; i++) {
            if (rows.get(i)[column] instanceof Double value && !value.isNaN()) {
                least = least < 0 || value < (Double) rows.get(least)[column] ? i : least;
                largest = largest < 0 || value > (Double) rows.get(largest)[column] ? i : largest;
            }
        }
        if (least >= 0) {
            kept.set(least);
            kept.set(largest);
        }
    }
}
