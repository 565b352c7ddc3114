package eigendrift.cli;

import eigendrift.experiment.runtime.ActorInstrumentation;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.metrics.ActorMetrics;
import eigendrift.metrics.MeasuringInterceptor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Measures every actor: puts the measuring interceptor around it.
 *
 * @param system completed when the actor system is there
 */
record MeasuringInstrumentation(CompletableFuture<? extends ClassicActorSystemProvider> system)
        implements ActorInstrumentation {

    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public <T> Behavior<T> around(Behavior<T> behavior) {
        return MeasuringInterceptor.measured(behavior);
    }

    @Override
    public List<ActorStatistics> statistics() {
        return ActorMetrics.of(system.join()).statistics().stream()
                .map(MeasuringInstrumentation::row)
                .toList();
    }

    private static ActorStatistics row(eigendrift.metrics.ActorStatistics actor) {
        return new ActorStatistics(
                actor.actor(),
                actor.messageType(),
                actor.messages(),
                actor.mailbox().meanNanos() / NANOS_PER_MILLI,
                actor.mailbox().maxNanos() / NANOS_PER_MILLI,
                actor.mailboxPeak(),
                actor.processing().meanNanos() / NANOS_PER_MILLI,
                actor.processing().maxNanos() / NANOS_PER_MILLI,
                actor.processing().totalNanos() / NANOS_PER_MILLI);
    }
}
