package eigendrift.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one quantity differs between two analyses, over all places where both have a finite value. A relative difference is
 * |a − b| / max(|a|, |b|), 0 where a = b; all are NaN without such a place.
 *
 * @param compared how many places
 * @param alone places where only one of them has a value
 * @param where the place of the largest difference; empty without places
 * @param bounded places where both have an error bound
 * @param beyond those of them where |a − b| is larger than both bounds together
 */
record Difference(
        String quantity,
        int compared,
        int alone,
        double median,
        double largest,
        double medianRelative,
        double largestRelative,
        String where,
        int bounded,
        int beyond) {

    /** @param bound on the error of the value; NaN for none */
    record Value(double value, double bound) {}

    /**
     * Of two tables of values by place.
     *
     * @param a in the order in which places are looked at: of equal differences the first is named
     */
    static Difference of(String quantity, Map<String, Value> a, Map<String, Value> b) {
        List<double[]> pairs = new ArrayList<>();
        Set<String> all = new HashSet<>(b.keySet());
        all.addAll(a.keySet());
        String where = "";
        double largest = -1;
        int bounded = 0;
        int beyond = 0;
        for (Map.Entry<String, Value> entry : a.entrySet()) {
            Value x = entry.getValue();
            Value y = b.get(entry.getKey());
            if (y == null || !Double.isFinite(x.value) || !Double.isFinite(y.value)) {
                continue;
            }
            double absolute = Math.abs(x.value - y.value);
            double scale = Math.max(Math.abs(x.value), Math.abs(y.value));
            pairs.add(new double[] {absolute, absolute == 0 ? 0 : absolute / scale});
            if (absolute > largest) {
                largest = absolute;
                where = entry.getKey();
            }
            double bound = x.bound + y.bound;
            bounded += Double.isNaN(bound) ? 0 : 1;
            beyond += absolute > bound ? 1 : 0;
        }
        double[] absolute = column(pairs, 0);
        double[] relative = column(pairs, 1);
        return new Difference(
                quantity,
                pairs.size(),
                all.size() - pairs.size(),
                quantile(absolute, .5),
                quantile(absolute, 1),
                quantile(relative, .5),
                quantile(relative, 1),
                where,
                bounded,
                beyond);
    }

    private static double[] column(List<double[]> pairs, int column) {
        double[] values = pairs.stream().mapToDouble(pair -> pair[column]).toArray();
        Arrays.sort(values);
        return values;
    }

    private static double quantile(double[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : Curve.quantile(sorted, part);
    }
}
