package eigendrift.report.export;

import java.util.Collection;
import java.util.List;

/** Hears how far an export has come. */
@FunctionalInterface
public interface RowProgress {

    /** Hears nothing. */
    RowProgress NONE = (table, rows, total) -> {};

    /** So many rows of all tables are written, or walked for that; the last was of {@code table}. */
    void written(String table, long rows, long total);

    /** The same tables, whose rows are counted while they are walked. */
    default List<Table> counting(List<Table> tables) {
        long total =
                tables.stream().map(Table::rows).mapToLong(Collection::size).sum();
        long[] rows = {0};
        return tables.stream()
                .map(table -> table.watched(() -> written(table.name(), ++rows[0], total)))
                .toList();
    }
}
