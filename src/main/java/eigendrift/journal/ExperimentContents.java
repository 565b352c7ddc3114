package eigendrift.journal;

import java.util.ArrayList;
import java.util.List;

/** What a journal holds of its experiments, counted. */
public final class ExperimentContents {

    /**
     * Events of one kind.
     *
     * @param experiment its id
     * @param kind stable name, such as {@code checkpoint-taken}
     * @param bytes of their payloads
     */
    public record Row(String experiment, String kind, long events, long bytes) {}

    private ExperimentContents() {}

    /** Rows by experiment, in the order of their first events, and kind, the largest first. Costs a walk over all. */
    public static List<Row> of(Storage storage) {
        try (Queries queries = new Queries(storage, storage.openReadOnly())) {
            return queries.query(
                    "SELECT tag, kind, SUM(events), SUM(bytes), MIN(MIN(first)) OVER (PARTITION BY tag) AS begun"
                            + " FROM (SELECT tag, " + storage.dialect().kind + " AS kind, 1 AS events,"
                            + " length(event_payload) AS bytes, event_id AS first"
                            + " FROM event_tag JOIN event_journal ON ordering = event_id WHERE deleted = FALSE) AS "
                            + "heads"
                            + " GROUP BY tag, kind ORDER BY begun, SUM(bytes) DESC, kind",
                    List.of(),
                    row -> {
                        List<Row> rows = new ArrayList<>();
                        while (row.next()) {
                            rows.add(new Row(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
                        }
                        return rows;
                    });
        }
    }

    /** Of one experiment, all kinds together. */
    public static Row total(List<Row> rows, String experiment) {
        List<Row> own =
                rows.stream().filter(row -> row.experiment().equals(experiment)).toList();
        return new Row(
                experiment,
                "",
                own.stream().mapToLong(Row::events).sum(),
                own.stream().mapToLong(Row::bytes).sum());
    }
}
