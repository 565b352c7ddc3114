package eigendrift.journal;

import java.util.Map;

/**
 * How many events of each kind there are in each of as many equal parts, of the time or of the order of writing.
 *
 * @param from of the first event: its time of writing in milliseconds since 1970, or its ordering; 0 without events
 * @param to of the last event
 * @param last the ordering of the last event up to the end of each part, 0 before the first
 * @param kinds by stable name, a count for each part
 */
public record EventCounts(long from, long to, long[] last, Map<String, long[]> kinds) {

    /** What the parts are parts of. */
    public enum Over {
        TIME("write_timestamp"),
        ORDER("ordering");

        private final String column;

        Over(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }
}
