package eigendrift.cli;

import eigendrift.experiment.runtime.ActorInstrumentation;
import eigendrift.experiment.runtime.ActorStatistics;
import eigendrift.experiment.runtime.JobKind;
import eigendrift.metrics.ActorMetrics;
import eigendrift.metrics.JobMeter;
import eigendrift.metrics.MeasuringInterceptor;
import eigendrift.metrics.live.LiveSample;
import eigendrift.metrics.live.SampleJson;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.typed.Behavior;

/**
 * Measures every actor and job: puts the measuring interceptor around an actor, and a meter around a job.
 *
 * @param experiment its name in the journal
 * @param system completed when the actor system is there
 */
record MeasuringInstrumentation(String experiment, CompletableFuture<? extends ClassicActorSystemProvider> system)
        implements ActorInstrumentation {

    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public <T> Behavior<T> around(Behavior<T> behavior) {
        return MeasuringInterceptor.measured(behavior);
    }

    @Override
    public List<ActorStatistics> statistics() {
        return metrics().statistics().stream()
                .map(MeasuringInstrumentation::row)
                .toList();
    }

    @Override
    public String sample() {
        LiveSample sample = metrics().sample(experiment, "");
        return SampleJson.whole(sample.since(sample));
    }

    @Override
    public Job queued(JobKind kind) {
        JobMeter.Ticket ticket = metrics().job(kind.label()).queued();
        return new Job() {
            @Override
            public <T> T run(int threads, Supplier<T> work) {
                return ticket.run(threads, work);
            }
        };
    }

    private ActorMetrics metrics() {
        return ActorMetrics.of(system.join());
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
