package eigendrift.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The query for the events of a filter between two orderings. */
final class Selection {

    private final StringBuilder sql = new StringBuilder("SELECT ");
    private final List<Object> parameters = new ArrayList<>();

    /**
     * @param columns of {@code event_journal}
     * @param after exclusive
     * @param to inclusive
     */
    Selection(String columns, EventFilter filter, long after, long to) {
        // CROSS JOIN keeps SQLite from walking the journal in another order than that of writing.
        sql.append(columns)
                .append(" FROM event_tag CROSS JOIN event_journal ON ordering = event_id"
                        + " WHERE tag = ? AND event_id > ? AND event_id <= ? AND deleted = FALSE");
        Collections.addAll(parameters, filter.experiment(), after, to);
        if (!filter.actors().isEmpty()) {
            List<String> patterns = filter.actors().stream()
                    .map(actors -> actors.pattern(filter.experiment()))
                    .toList();
            sql.append(" AND (")
                    .append(String.join(" OR ", Collections.nCopies(patterns.size(), "persistence_id GLOB ?")))
                    .append(')');
            parameters.addAll(patterns);
        }
        if (!filter.kinds().isEmpty()) {
            sql.append(" AND substr(event_ser_manifest, 1, instr(event_ser_manifest, ':') - 1) IN (")
                    .append(String.join(", ", Collections.nCopies(filter.kinds().size(), "?")))
                    .append(')');
            parameters.addAll(filter.kinds());
        }
    }

    Selection ascending(int most) {
        return ordered("", most);
    }

    Selection descending(int most) {
        return ordered(" DESC", most);
    }

    private Selection ordered(String direction, int most) {
        sql.append(" ORDER BY event_id").append(direction).append(" LIMIT ?");
        parameters.add(most);
        return this;
    }

    String sql() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }
}
