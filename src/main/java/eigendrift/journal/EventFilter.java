package eigendrift.journal;

import eigendrift.experiment.following.ActorKind;
import eigendrift.experiment.following.JournalEvent;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which events of one experiment are meant: those of any of the actors and of any of the kinds.
 *
 * @param actors empty for all
 * @param kinds stable names of kinds of events; empty for all
 */
public record EventFilter(String experiment, List<Actors> actors, Set<String> kinds) {

    public EventFilter {
        actors = List.copyOf(actors);
        kinds = Set.copyOf(kinds);
    }

    /** Actors of one kind; a null run or analysis is any. */
    public record Actors(ActorKind kind, String run, String analysis) {}

    /** Every event of {@code experiment}. */
    public static EventFilter of(String experiment) {
        return new EventFilter(experiment, List.of(), Set.of());
    }

    /** The same, of these actors alone; none of them is all. */
    public EventFilter actors(List<Actors> some) {
        return new EventFilter(experiment, some, kinds);
    }

    /** The same, of these kinds alone, by their stable names; none of them is all. */
    public EventFilter kinds(Set<String> names) {
        return new EventFilter(experiment, actors, names);
    }

    /** The same, of these kinds alone. */
    public EventFilter kinds(Collection<Class<? extends JournalEvent>> types) {
        return kinds(types.stream().map(EventCodecs::name).collect(Collectors.toSet()));
    }
}
