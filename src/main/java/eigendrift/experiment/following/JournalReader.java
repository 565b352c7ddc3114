package eigendrift.experiment.following;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.javadsl.CurrentEventsByPersistenceIdQuery;
import org.apache.pekko.stream.javadsl.Sink;

/** Reads the events of actors, through the read plugin that {@code eigendrift.read-journal} names. */
public final class JournalReader {

    private final CurrentEventsByPersistenceIdQuery query;
    private final ActorSystem<?> system;

    public JournalReader(ActorSystem<?> system) {
        this.system = system;
        String plugin = system.settings().config().getString("eigendrift.read-journal");
        this.query = PersistenceQuery.get(system).getReadJournalFor(CurrentEventsByPersistenceIdQuery.class, plugin);
    }

    /** The first event from sequence number {@code from} on that is {@code wanted}. */
    CompletionStage<Optional<EventEnvelope>> first(String persistenceId, long from, Predicate<Object> wanted) {
        return Patience.OF_A_RUN.attempt(() -> query.currentEventsByPersistenceId(persistenceId, from, Long.MAX_VALUE)
                .filter(envelope -> wanted.test(envelope.event()))
                .runWith(Sink.headOption(), system));
    }

    /** Events {@code from} to {@code to}, both included, in order. Blocks; not for the default dispatcher. */
    public List<JournalEvent> read(String persistenceId, long from, long to) {
        List<JournalEvent> events = Patience.OF_A_RUN
                .attempt(() -> query.currentEventsByPersistenceId(persistenceId, from, to)
                        .map(envelope -> (JournalEvent) envelope.event())
                        .runWith(Sink.seq(), system))
                .toCompletableFuture()
                .join();
        if (events.size() != to - from + 1) {
            throw new IllegalStateException("journal of " + persistenceId + ": expected events " + from + " to " + to
                    + ", found " + events.size() + " of them");
        }
        return events;
    }
}
