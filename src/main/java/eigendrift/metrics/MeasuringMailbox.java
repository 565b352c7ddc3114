package eigendrift.metrics;

import com.typesafe.config.Config;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.dispatch.Envelope;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageQueue;
import org.apache.pekko.dispatch.ProducesMessageQueue;
import org.apache.pekko.dispatch.UnboundedMessageQueueSemantics;
import scala.Option;

/**
 * An unbounded first-in-first-out mailbox, as Pekko's default, that records in {@link ActorMetrics} how long each
 * message waited and how many wait.
 *
 * <p>Bound by name: {@code mailbox-type = "eigendrift.metrics.MeasuringMailbox"} in
 * {@code pekko.actor.typed.default-mailbox} measures every typed actor, in {@code pekko.actor.default-mailbox} Pekko's
 * own actors too (the journal among them), in a section of its own the actors that select it. System messages (watch,
 * stop ...) do not pass through a mailbox's queue and are not counted.
 */
public final class MeasuringMailbox implements MailboxType, ProducesMessageQueue<MeasuringMailbox.MeasuringQueue> {

    /** Called by Pekko. */
    public MeasuringMailbox(ActorSystem.Settings settings, Config config) {}

    /** @throws IllegalArgumentException if the queue is to be shared by actors, as under a balancing pool */
    @Override
    public MessageQueue create(Option<ActorRef> owner, Option<ActorSystem> system) {
        if (owner.isEmpty() || system.isEmpty()) {
            throw new IllegalArgumentException(
                    "MeasuringMailbox measures the mailbox of one actor, but was asked for with owner = " + owner
                            + ", system = " + system + ".\nA balancing pool needs another mailbox-type.");
        }
        ActorMetrics metrics = ActorMetrics.of(system.get());
        return new MeasuringQueue(metrics.actor(owner.get().path()), metrics.clock());
    }

    /** The queue of one actor. Costs one more object, four atomic additions and two clock readings a message. */
    public static final class MeasuringQueue implements MessageQueue, UnboundedMessageQueueSemantics {

        private final Queue<Sent> queue = new ConcurrentLinkedQueue<>();
        private final AtomicInteger size = new AtomicInteger();
        private final MeasuredActor actor;
        private final LongSupplier clock;

        private MeasuringQueue(MeasuredActor actor, LongSupplier clock) {
            this.actor = actor;
            this.clock = clock;
            actor.opened(this);
        }

        @Override
        public void enqueue(ActorRef receiver, Envelope envelope) {
            actor.arrived(size.incrementAndGet());
            queue.add(new Sent(envelope, clock.getAsLong()));
        }

        @Override
        public Envelope dequeue() {
            Sent sent = queue.poll();
            if (sent == null) {
                return null;
            }
            size.decrementAndGet();
            actor.leftMailbox(sent.envelope.message(), clock.getAsLong() - sent.nanos);
            return sent.envelope;
        }

        @Override
        public int numberOfMessages() {
            return size.get();
        }

        @Override
        public boolean hasMessages() {
            return !queue.isEmpty();
        }

        @Override
        public void cleanUp(ActorRef owner, MessageQueue deadLetters) {
            for (Envelope unread = dequeue(); unread != null; unread = dequeue()) {
                deadLetters.enqueue(owner, unread);
            }
            actor.closed(this);
        }
    }

    private record Sent(Envelope envelope, long nanos) {}
}
