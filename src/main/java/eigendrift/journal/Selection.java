package eigendrift.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The query for the events of a filter between two orderings. */
final class Selection {

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();
    private final String order;

    /**
     * @param after exclusive
     * @param to inclusive
     */
    Selection(SqlDialect dialect, EventFilter filter, long after, long to) {
        Optional<String> only = filter.persistenceId();
        if (only.isPresent()) {
            // One actor's events are looked up, and those of the others not walked over.
            sql.append(" FROM event_journal"
                    + " WHERE persistence_id = ? AND ordering > ? AND ordering <= ? AND deleted = FALSE");
            Collections.addAll(parameters, only.get(), after, to);
            appendKinds(dialect, filter.actors().get(0));
            order = "sequence_number";
            return;
        }
        order = "event_id";
        sql.append(" FROM event_tag ")
                .append(dialect.join)
                .append(" event_journal ON ordering = event_id"
                        + " WHERE tag = ? AND event_id > ? AND event_id <= ? AND deleted = FALSE");
        Collections.addAll(parameters, filter.experiment(), after, to);
        String separator = " AND (";
        for (EventFilter.Actors actors : filter.actors()) {
            sql.append(separator)
                    .append("persistence_id ")
                    .append(dialect.matches)
                    .append(" ?");
            parameters.add(dialect.pattern(actors, filter.experiment()));
            appendKinds(dialect, actors);
            separator = " OR ";
        }
        sql.append(filter.actors().isEmpty() ? "" : ")");
    }

    private void appendKinds(SqlDialect dialect, EventFilter.Actors actors) {
        if (!actors.kinds().isEmpty()) {
            sql.append(" AND ")
                    .append(dialect.kind)
                    .append(" IN (")
                    .append(String.join(", ", Collections.nCopies(actors.kinds().size(), "?")))
                    .append(')');
            parameters.addAll(actors.kinds());
        }
    }

    Selection ascending(int most) {
        return ordered("", most);
    }

    Selection descending(int most) {
        return ordered(" DESC", most);
    }

    private Selection ordered(String direction, int most) {
        sql.append(" ORDER BY ").append(order).append(direction).append(" LIMIT ?");
        parameters.add(most);
        return this;
    }

    /** The query behind the columns, which are of {@code event_journal}. */
    String from() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }
}
