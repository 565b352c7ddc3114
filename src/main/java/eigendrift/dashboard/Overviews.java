package eigendrift.dashboard;

import eigendrift.journal.JournalDamagedException;
import eigendrift.journal.JournalTail;
import eigendrift.readmodel.History;
import eigendrift.readmodel.HistoryFold;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of each experiment; read again where it has events since. */
final class Overviews {

    private final Journal journal;
    private final Map<String, Known> known = new HashMap<>();

    /** What is read so far of one experiment, of the journal {@code identity}. */
    private static final class Known {
        private final String identity;
        private final HistoryFold history;
        private long last;
        private long events;
        private Overview overview;

        Known(String identity, String id) {
            this.identity = identity;
            this.history = new HistoryFold(id);
        }

        void advance(JournalTail tail, String id, long to) {
            history.advance(tail);
            events += tail.count(id, last, to);
            last = to;
            // What there is not is told by the reading of it.
            History now = history.history().orElseGet(() -> History.read(tail, id));
            overview = Overview.of(tail, now, events, Optional.ofNullable(overview));
        }
    }

    Overviews(Journal journal) {
        this.journal = journal;
    }

    /** @throws eigendrift.config.ConfigException if the journal has no such experiment */
    Overview of(String id) {
        return journal.tail(tail -> of(tail, id));
    }

    /** One experiment with the configuration of {@code analysis}, and the offset. */
    Map<String, Object> whole(String id, String analysis) {
        return journal.tail(tail -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("offset", tail.highest());
            json.putAll(of(tail, id).whole(journal.isWritten(id), analysis));
            return json;
        });
    }

    /** How far one experiment has come. */
    Map<String, Object> state(String id) {
        return journal.tail(tail -> {
            try {
                return of(tail, id).state(journal.isWritten(id));
            } catch (JournalDamagedException e) {
                return damaged(tail, id, e);
            }
        });
    }

    /** The ordering of the journal's last event. */
    long offset() {
        return journal.tail(JournalTail::highest);
    }

    String path() {
        return journal.name();
    }

    private synchronized Overview of(JournalTail tail, String id) {
        String identity = tail.identity();
        long last = tail.highest(id);
        Known there = known.get(id);
        if (there == null || !there.identity.equals(identity)) {
            there = new Known(identity, id);
        }
        if (there.overview == null || there.last != last) {
            // One that fails halfway is begun anew.
            known.remove(id);
            there.advance(tail, id, last);
            known.put(id, there);
        }
        return there.overview;
    }

    /** All experiments, newest first. */
    Map<String, Object> all() {
        return journal.tail(tail -> {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("offset", tail.highest());
            List<Map<String, Object>> experiments = new ArrayList<>();
            tail.experiments().forEach(id -> experiments.add(row(tail, id)));
            Collections.reverse(experiments);
            json.put("experiments", experiments);
            return json;
        });
    }

    private Map<String, Object> row(JournalTail tail, String id) {
        try {
            return of(tail, id).json(journal.isWritten(id));
        } catch (JournalDamagedException e) {
            // The others are shown all the same.
            return damaged(tail, id, e);
        }
    }

    private Map<String, Object> damaged(JournalTail tail, String id, JournalDamagedException e) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", id);
        json.put("status", "damaged");
        json.put("reason", e.getMessage());
        json.put("events", tail.count(id, 0, Long.MAX_VALUE));
        json.put("live", journal.isWritten(id));
        return json;
    }
}
