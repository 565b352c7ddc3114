package eigendrift.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * The measurements of one actor system: of its actors, and whatever else the program counts.
 *
 * <p>Actors are measured by {@link MeasuringMailbox} and {@link MeasuringInterceptor}, which find this object by their
 * actor system. {@link #statistics} gives tables; {@link #registry} gives meters, named
 *
 * <ul>
 * <li>{@code eigendrift.actor.mailbox}, {@code .processing} and {@code .failures}: count and sum of durations, with
 * {@code .max} and {@code .quantile} ({@code quantile} = 0.5, 0.99), by {@code actor} and {@code message};
 * <li>{@code eigendrift.actor.mailbox.size} and {@code .peak}, by {@code actor}, until the actor stops.
 * </ul>
 */
public final class ActorMetrics implements Extension {

    private static final Id ID = new Id();

    private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
    private final Map<String, MeasuredActor> actors = new ConcurrentHashMap<>();

    private ActorMetrics() {
        registry.add(new SimpleMeterRegistry());
    }

    /** The measurements of a system, classic or typed; the same object at every call. */
    public static ActorMetrics of(ClassicActorSystemProvider system) {
        return ID.get(system);
    }

    /** Meters of the actors, and the place for counters, gauges and timers of anything else. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Publishes all meters, those that exist and those to come, through one more registry. */
    public void publishTo(MeterRegistry further) {
        registry.add(further);
    }

    /**
     * Every actor that was ever measured, by label; for each first all its messages, then each message type by name.
     */
    public List<ActorStatistics> statistics() {
        return actors.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(actor -> actor.getValue().statistics().stream())
                .toList();
    }

    /**
     * The name under which an actor is measured: its path without system and {@code /user}, such as
     * {@code trainer/sgd-seed0}.
     *
     * <p>The guardian itself is {@code user}, what Pekko runs is {@code system/...}, the root of all is {@code /}. A
     * generated name ({@code $a}, {@code $b} ...) becomes {@code $}, so that any number of nameless children share one
     * row.
     */
    static String label(ActorPath path) {
        return path.toStringWithoutAddress().replaceAll("/\\$[^/]+", "/\\$").replaceFirst("^/(user/)?(?=.)", "");
    }

    MeasuredActor actor(ActorPath path) {
        return actors.computeIfAbsent(label(path), label -> new MeasuredActor(registry, label));
    }

    private static final class Id extends AbstractExtensionId<ActorMetrics> {
        @Override
        public ActorMetrics createExtension(ExtendedActorSystem system) {
            return new ActorMetrics();
        }
    }
}
