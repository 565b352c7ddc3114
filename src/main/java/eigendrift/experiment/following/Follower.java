package eigendrift.experiment.following;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.typed.PersistenceId;

/**
 * Reads the events of another actor from the journal, one at a time, for one consumer.
 *
 * <p>State: nothing, or a request that waits for an event to be written. Protocol: the consumer asks for the
 * {@code Next} event after its cursor and gets one {@code Delivery}; the writer says {@code Grown} whenever it has
 * written. The consumer persists its result together with the delivery's sequence number and only then asks again, so
 * that delivery is at least once and effect exactly once, a slow consumer holds one event in memory, and what was
 * written while no process ran is read from the journal like everything else.
 */
public final class Follower {

    private Follower() {}

    /** What consumers ask and writers report; each {@code Next} is answered by one {@code Delivery}. */
    public sealed interface Command extends LocalMessage {}

    /** Asks for the first event of a wanted kind after {@code cursor}; one request at a time. */
    public record Next(long cursor, ActorRef<Delivery> replyTo) implements Command {}

    /** The followed actor has written events up to {@code sequenceNumber}. */
    public record Grown(String persistenceId, long sequenceNumber) implements Command {}

    private record Found(Optional<EventEnvelope> event) implements Command {}

    private record Failed(Throwable cause) implements Command {}

    /** An event and its place in the journal. */
    public record Delivery(String persistenceId, long sequenceNumber, JournalEvent event) implements LocalMessage {}

    /** What a consumer throws at an event that it follows but does not know. */
    public static IllegalStateException unexpected(Delivery delivery) {
        return new IllegalStateException(delivery.persistenceId() + ", event " + delivery.sequenceNumber()
                + ": nobody handles " + delivery.event().getClass().getSimpleName());
    }

    /** Follows {@code source}, skipping events that are none of {@code kinds}. */
    public static Behavior<Command> create(
            PersistenceId source, JournalReader journal, List<Class<? extends JournalEvent>> kinds) {
        return Behaviors.setup(context -> new Idle(context, new Source(source.id(), journal, kinds)));
    }

    private record Source(String id, JournalReader journal, List<Class<? extends JournalEvent>> kinds) {
        CompletionStage<Optional<EventEnvelope>> firstAfter(long cursor) {
            return journal.first(id, cursor + 1, event -> kinds.stream().anyMatch(kind -> kind.isInstance(event)));
        }
    }

    private static Behavior<Command> read(ActorContext<Command> context, Source source, Next request) {
        context.pipeToSelf(
                source.firstAfter(request.cursor()),
                (event, failure) -> failure == null ? new Found(event) : new Failed(failure));
        return new Reading(context, source, request, false);
    }

    /** No request is open. */
    private static final class Idle extends AbstractBehavior<Command> {
        private final Source source;

        Idle(ActorContext<Command> context, Source source) {
            super(context);
            this.source = source;
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Next.class, request -> read(getContext(), source, request))
                    .onMessage(Grown.class, grown -> this)
                    .build();
        }
    }

    /** A read is under way; {@code grown} if more was written since it began. */
    private static final class Reading extends AbstractBehavior<Command> {
        private final Source source;
        private final Next request;
        private final boolean grown;

        Reading(ActorContext<Command> context, Source source, Next request, boolean grown) {
            super(context);
            this.source = source;
            this.request = request;
            this.grown = grown;
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Grown.class, message -> new Reading(getContext(), source, request, true))
                    .onMessage(Found.class, this::onFound)
                    .onMessage(Failed.class, this::onFailed)
                    .build();
        }

        private Behavior<Command> onFound(Found found) {
            if (found.event().isPresent()) {
                EventEnvelope event = found.event().get();
                request.replyTo().tell(new Delivery(source.id(), event.sequenceNr(), (JournalEvent) event.event()));
                return new Idle(getContext(), source);
            }
            return grown ? read(getContext(), source, request) : new Waiting(getContext(), source, request);
        }

        private Behavior<Command> onFailed(Failed failed) {
            throw new JournalReadException("cannot read the events of " + source.id(), failed.cause());
        }
    }

    /** The consumer waits for an event that is not written yet. */
    private static final class Waiting extends AbstractBehavior<Command> {
        private final Source source;
        private final Next request;

        Waiting(ActorContext<Command> context, Source source, Next request) {
            super(context);
            this.source = source;
            this.request = request;
        }

        @Override
        public Receive<Command> createReceive() {
            return newReceiveBuilder()
                    .onMessage(Grown.class, grown -> read(getContext(), source, request))
                    .build();
        }
    }
}
