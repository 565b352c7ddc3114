package eigendrift.dashboard;

import eigendrift.journal.JournalDamagedException;
import eigendrift.journal.JournalTail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of each experiment; read again where it has events since. */
final class Overviews {

    private final Journal journal;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param identity of the journal it was read from */
    private record Known(String identity, long last, Overview overview) {}

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

    private Overview of(JournalTail tail, String id) {
        String identity = tail.identity();
        long last = tail.highest(id);
        Known there = known.get(id);
        if (there == null || there.last() != last || !there.identity().equals(identity)) {
            there = new Known(identity, last, Overview.read(tail, id, tail.count(id)));
            known.put(id, there);
        }
        return there.overview();
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
        json.put("events", tail.count(id));
        json.put("live", journal.isWritten(id));
        return json;
    }
}
