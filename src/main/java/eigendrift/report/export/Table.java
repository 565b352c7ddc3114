package eigendrift.report.export;

import eigendrift.readmodel.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A named table with named columns: the one description behind every format of the export.
 *
 * @param name file name without its suffix
 * @param rows made while they are walked; one array a row, as long as {@code columns}; entries are String, Integer,
 *     Long or Double (NaN: not measured)
 */
public record Table(String name, List<String> columns, Collection<Object[]> rows) {

    /** The same, which tells {@code walked} of each row that is walked. */
    Table watched(Runnable walked) {
        return new Table(name, columns, Views.map(rows, row -> {
            walked.run();
            return row;
        }));
    }

    /** Collects the columns of one kind of row. */
    static final class Builder<R> {
        private final String name;
        private final Collection<R> source;
        private final List<String> columns = new ArrayList<>();
        private final List<Function<R, Object>> values = new ArrayList<>();

        Builder(String name, Collection<R> source) {
            this.name = name;
            this.source = source;
        }

        Builder<R> column(String column, Function<R, Object> value) {
            columns.add(column);
            values.add(value);
            return this;
        }

        Table build() {
            List<Function<R, Object>> all = List.copyOf(values);
            return new Table(name, List.copyOf(columns), Views.map(source, row -> cells(row, all)));
        }

        private static <R> Object[] cells(R row, List<Function<R, Object>> values) {
            Object[] cells = new Object[values.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = values.get(i).apply(row);
            }
            return cells;
        }
    }
}
