package eigendrift.metrics;

import java.util.function.LongSupplier;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.BehaviorInterceptor;
import org.apache.pekko.actor.typed.TypedActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Records in {@link ActorMetrics} how long a behaviour works on each message, by message type, and on which it throws.
 *
 * <p>Sees every message the actor receives, of an event-sourced one also the journal's replies
 * ({@code WriteMessageSuccess}, {@code ReplayedMessage} ...), so that the times of all types add up to what the actor
 * worked. A message is counted once, when it arrives: if it is stashed, be it by the behaviour or by an event-sourced
 * one that still waits for the journal, the work on it counts for the message that brought it out of the stash.
 */
public final class MeasuringInterceptor<T> extends BehaviorInterceptor<T, T> {

    private final MeasuredActor actor;
    private final LongSupplier clock;

    @SuppressWarnings("unchecked")
    private MeasuringInterceptor(MeasuredActor actor, LongSupplier clock) {
        super((Class<T>) Object.class);
        this.actor = actor;
        this.clock = clock;
    }

    /** The same behaviour, measured. */
    public static <T> Behavior<T> measured(Behavior<T> behavior) {
        return Behaviors.setup(context -> {
            ActorMetrics metrics = ActorMetrics.of(context.getSystem());
            if (!metrics.enabled()) {
                return behavior;
            }
            MeasuredActor actor = metrics.actor(context.getSelf().path());
            return Behaviors.intercept(() -> new MeasuringInterceptor<>(actor, metrics.clock()), behavior);
        });
    }

    @Override
    public Behavior<T> aroundReceive(TypedActorContext<T> context, T message, ReceiveTarget<T> target) {
        long start = clock.getAsLong();
        boolean failed = true;
        try {
            Behavior<T> next = target.apply(context, message);
            failed = false;
            return next;
        } finally {
            long nanos = clock.getAsLong() - start;
            actor.processed(message, nanos);
            if (failed) {
                actor.failed(message, nanos);
            }
        }
    }

    /** Measures once, also when a behaviour that is measured returns another that is. */
    @Override
    public boolean isSame(BehaviorInterceptor<Object, Object> other) {
        return other instanceof MeasuringInterceptor;
    }
}
