package eigendrift.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A named table with named columns: the one description behind every format of the export.
 *
 * @param name file name without its suffix
 * @param rows one array a row, as long as {@code columns}; entries are String, Integer, Long or Double (NaN: not measured)
 */
record Table(String name, List<String> columns, List<Object[]> rows) {

    /** Collects the columns of one kind of row. */
    static final class Builder<R> {
        private final String name;
        private final List<R> source;
        private final List<String> columns = new ArrayList<>();
        private final List<Function<R, Object>> values = new ArrayList<>();

        Builder(String name, List<R> source) {
            this.name = name;
            this.source = source;
        }

        Builder<R> column(String column, Function<R, Object> value) {
            columns.add(column);
            values.add(value);
            return this;
        }

        Table build() {
            List<Object[]> rows = source.stream()
                    .map(row -> values.stream().map(value -> value.apply(row)).toArray())
                    .toList();
            return new Table(name, List.copyOf(columns), rows);
        }
    }
}
