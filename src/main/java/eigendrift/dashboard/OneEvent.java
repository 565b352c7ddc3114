package eigendrift.dashboard;

import eigendrift.experiment.following.ActorName;
import eigendrift.journal.EventHead;
import eigendrift.journal.EventRecord;
import eigendrift.journal.JournalTail;
import java.util.List;
import java.util.Map;

/** One event in full: its head, what it holds, and which events it comes from and leads to. */
final class OneEvent {

    private OneEvent() {}

    /** A damaged event says why, and has no fields. */
    static Map<String, Object> json(JournalTail tail, String experiment, long ordering) {
        EventRecord record = find(tail, experiment, ordering);
        EventSteps steps = new EventSteps(tail, experiment);
        Map<String, Object> json = EventList.head(record.head(), steps);
        if (record.event().isEmpty()) {
            json.put("reason", record.damage());
            json.put("fields", null);
            json.put("from", List.of());
            json.put("to", List.of());
            return json;
        }
        json.put("step", EventFields.step(record.event().get()).orElse(null));
        json.put("fields", EventFields.json(record.event().get(), path -> ordering + "/" + path + ".npy"));
        EventLinks links = new EventLinks(tail, experiment);
        json.put("from", heads(links.from(record), steps));
        json.put("to", heads(links.to(record), steps));
        return json;
    }

    private static List<Map<String, Object>> heads(List<EventHead> heads, EventSteps steps) {
        return heads.stream().map(head -> EventList.head(head, steps)).toList();
    }

    /** The numbers of an event at {@code path}. */
    static double[] array(JournalTail tail, String experiment, long ordering, String path) {
        return find(tail, experiment, ordering)
                .event()
                .flatMap(event -> EventFields.array(event, path))
                .orElseThrow(() -> Problem.absent(
                        "an array of the event " + ordering, path, "events", "Maybe one that its fields name as npy."));
    }

    private static EventRecord find(JournalTail tail, String experiment, long ordering) {
        return tail.event(ordering)
                .filter(record -> ActorName.parse(record.head().persistenceId())
                        .map(actor -> actor.experiment().equals(experiment))
                        .orElse(false))
                .orElseThrow(() -> Problem.absent(
                        "the ordering of an event of " + experiment, Long.toString(ordering), "events", ""));
    }
}
