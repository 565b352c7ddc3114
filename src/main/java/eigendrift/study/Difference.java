package eigendrift.study;

import eigendrift.inference.Quantile;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/**
 * How one quantity differs between two analyses, over all places where both have a finite value. A relative difference
 * is |a − b| / max(|a|, |b|), 0 where a = b; all are NaN without such a place.
 *
 * @param compared how many places
 * @param alone places where only one of them has a value
 * @param where the place of the largest difference; empty without places
 * @param bounded places where both have an error bound
 * @param beyond those of them where |a − b| is larger than both bounds together
 */
public record Difference(
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
        Set<String> all = new HashSet<>(b.keySet());
        all.addAll(a.keySet());
        Places places = new Places();
        a.forEach((where, x) -> {
            Value y = b.get(where);
            if (y != null) {
                places.add(() -> where, x, y);
            }
        });
        return places.difference(quantity, all.size());
    }

    /**
     * Of two tables that may be larger than memory.
     *
     * @param a ascending by place, each place once; {@code b} likewise
     * @param name of a row's place
     */
    static <R> Difference of(
            String quantity,
            Iterable<R> a,
            Iterable<R> b,
            Comparator<R> place,
            Function<R, String> name,
            Function<R, Value> value) {
        Places places = new Places();
        int all = 0;
        Iterator<R> restA = a.iterator();
        Iterator<R> restB = b.iterator();
        R x = next(restA);
        R y = next(restB);
        while (x != null || y != null) {
            int order = x == null ? 1 : y == null ? -1 : place.compare(x, y);
            if (order == 0) {
                R here = x;
                places.add(() -> name.apply(here), value.apply(x), value.apply(y));
            }
            x = order <= 0 ? next(restA) : x;
            y = order >= 0 ? next(restB) : y;
            all++;
        }
        return places.difference(quantity, all);
    }

    private static <R> R next(Iterator<R> rows) {
        return rows.hasNext() ? rows.next() : null;
    }

    /** Collects the places where both have a value. */
    private static final class Places {
        private final DoubleStream.Builder absolute = DoubleStream.builder();
        private final DoubleStream.Builder relative = DoubleStream.builder();
        private int compared;
        private String where = "";
        private double largest = -1;
        private int bounded;
        private int beyond;

        void add(Supplier<String> place, Value x, Value y) {
            if (!Double.isFinite(x.value) || !Double.isFinite(y.value)) {
                return;
            }
            double difference = Math.abs(x.value - y.value);
            double scale = Math.max(Math.abs(x.value), Math.abs(y.value));
            absolute.add(difference);
            relative.add(difference == 0 ? 0 : difference / scale);
            compared++;
            if (difference > largest) {
                largest = difference;
                where = place.get();
            }
            double bound = x.bound + y.bound;
            bounded += Double.isNaN(bound) ? 0 : 1;
            beyond += difference > bound ? 1 : 0;
        }

        Difference difference(String quantity, int all) {
            double[] differences = absolute.build().sorted().toArray();
            double[] shares = relative.build().sorted().toArray();
            return new Difference(
                    quantity,
                    compared,
                    all - compared,
                    quantile(differences, .5),
                    quantile(differences, 1),
                    quantile(shares, .5),
                    quantile(shares, 1),
                    where,
                    bounded,
                    beyond);
        }
    }

    private static double quantile(double[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : Quantile.of(sorted, part);
    }
}
