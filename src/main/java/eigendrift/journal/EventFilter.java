package eigendrift.journal;

import eigendrift.experiment.following.ActorKind;
import eigendrift.experiment.following.JournalEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events of one experiment are meant.
 *
 * @param actors whose events, and which of them; empty for all
 */
public record EventFilter(String experiment, List<Actors> actors) {

    public EventFilter {
        actors = List.copyOf(actors);
    }

    /**
     * Actors of one kind, and which of their events are meant.
     *
     * @param run null for any
     * @param analysis null for any
     * @param kinds stable names of kinds of events; empty for all
     */
    public record Actors(ActorKind kind, String run, String analysis, Set<String> kinds) {

        public Actors {
            kinds = Set.copyOf(kinds);
        }

        /** With all of their events. */
        public Actors(ActorKind kind, String run, String analysis) {
            this(kind, run, analysis, Set.of());
        }

        /** The same, with these kinds of events alone. */
        public Actors kinds(Collection<Class<? extends JournalEvent>> types) {
            return new Actors(
                    kind, run, analysis, types.stream().map(EventCodecs::name).collect(Collectors.toSet()));
        }
    }

    /** Every event of {@code experiment}. */
    public static EventFilter of(String experiment) {
        return new EventFilter(experiment, List.of());
    }

    /** The same, of these actors alone; none of them is all. */
    public EventFilter actors(List<Actors> some) {
        return new EventFilter(experiment, some);
    }

    /** The same, of these kinds alone, by their stable names; none of them is all. */
    public EventFilter kinds(Set<String> names) {
        return actors(all().stream()
                .map(some -> new Actors(some.kind(), some.run(), some.analysis(), names))
                .toList());
    }

    /** The same, of these kinds alone. */
    public EventFilter kinds(Collection<Class<? extends JournalEvent>> types) {
        return actors(all().stream().map(some -> some.kinds(types)).toList());
    }

    /** The persistence id of the only actor that is meant; empty where more may be. */
    Optional<String> persistenceId() {
        return actors.stream()
                .filter(some -> actors.size() == 1)
                .filter(only -> only.run() != null || !only.kind().isOfRun())
                .filter(only -> only.analysis() != null || !only.kind().isOfAnalysis())
                .map(only -> only.kind().id(experiment, only.run(), only.analysis()))
                .findFirst();
    }

    private List<Actors> all() {
        return actors.isEmpty()
                ? Arrays.stream(ActorKind.values())
                        .map(kind -> new Actors(kind, null, null))
                        .toList()
                : actors;
    }
}
