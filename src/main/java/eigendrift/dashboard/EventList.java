package eigendrift.dashboard;

import eigendrift.experiment.following.ActorKind;
import eigendrift.journal.EventCounts;
import eigendrift.journal.EventFilter;
import eigendrift.journal.EventHead;
import eigendrift.journal.JournalTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Lists of the events of an experiment, without what they hold. */
final class EventList {

    private static final int MOST = 500;
    private static final int PAGE = 100;

    private EventList() {}

    /** The events before {@code before}, or else the first ones behind {@code after}, or the last; newest first. */
    static Map<String, Object> of(JournalTail tail, String experiment, Parameters parameters) {
        EventFilter filter = filter(experiment, parameters);
        int limit = (int) parameters.number("limit", 1, MOST).orElse(PAGE);
        OptionalLong before = parameters.number("before");
        OptionalLong after = parameters.number("after");
        boolean forward = after.isPresent() && before.isEmpty();
        long offset = tail.highest();
        // One more than wanted tells whether there are more.
        List<EventHead> found = forward
                ? tail.after(after.getAsLong(), filter, limit + 1)
                : tail.before(before.orElse(Long.MAX_VALUE), filter, limit + 1);
        List<EventHead> heads = new ArrayList<>(found.subList(0, Math.min(limit, found.size())));
        if (forward) {
            Collections.reverse(heads);
        }
        EventSteps steps = new EventSteps(tail, experiment);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("offset", offset);
        json.put("more", found.size() > limit);
        json.put("events", heads.stream().map(head -> head(head, steps)).toList());
        return json;
    }

    /** How many events of each kind were written when. */
    static EventCounts counts(JournalTail tail, String experiment, Parameters parameters) {
        EventCounts.Over over = parameters
                .choice("over", EventCounts.Over.values(), axis -> axis.name().toLowerCase(Locale.ROOT))
                .orElse(EventCounts.Over.TIME);
        int buckets = (int) parameters.number("buckets", 1, MOST).orElse(PAGE);
        return tail.counts(filter(experiment, parameters), over, buckets);
    }

    static Map<String, Object> head(EventHead head, EventSteps steps) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ordering", head.ordering());
        json.put("persistenceId", head.persistenceId());
        json.put("sequenceNumber", head.sequenceNumber());
        json.put("written", head.written().toEpochMilli());
        json.put("kind", head.kind());
        // A manifest of another program may have anything there.
        json.put(
                "version",
                head.version().matches("\\d{1,9}") ? (Object) Integer.valueOf(head.version()) : head.version());
        json.put("step", steps.of(head).orElse(null));
        json.put("run", steps.runOf(head).orElse(null));
        json.put("bytes", head.bytes());
        return json;
    }

    private static EventFilter filter(String experiment, Parameters parameters) {
        Optional<ActorKind> actor = parameters.choice("actor", ActorKind.values(), ActorKind::word);
        Optional<String> run = parameters.text("run");
        Optional<String> analysis = parameters.text("analysis");
        List<EventFilter.Actors> actors = Arrays.stream(ActorKind.values())
                .filter(kind -> actor.isEmpty() || actor.get() == kind)
                .filter(kind -> run.isEmpty() || kind.isOfRun())
                .filter(kind -> analysis.isEmpty() || kind.isOfAnalysis())
                .map(kind -> new EventFilter.Actors(kind, run.orElse(null), analysis.orElse(null)))
                .toList();
        if (actors.isEmpty()) {
            throw Problem.bad(
                    "an actor that has a " + (run.isPresent() ? "run" : "analysis"),
                    "actor = " + actor.map(ActorKind::word).orElse("any"),
                    "actor",
                    "Maybe leave actor out.");
        }
        return EventFilter.of(experiment)
                .actors(actor.isEmpty() && run.isEmpty() && analysis.isEmpty() ? List.of() : actors)
                .kinds(parameters.text("kind").map(Set::of).orElse(Set.of()));
    }
}
