package eigendrift.experiment.runtime;

import eigendrift.experiment.following.JournalReader;
import eigendrift.experiment.plan.Plan;
import eigendrift.linalg.Workers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * What the actors of an experiment share.
 *
 * @param measuring runs products and eigensolvers; never training
 */
public record ActorResources(
        JournalReader journal,
        ActorRef<ThreadBroker.Command> cores,
        ActorRef<Progress.Command> progress,
        Executor measuring,
        ActorInstrumentation instruments) {

    /** With a measured mailbox. */
    public static final Props MEASURED = Props.empty().withMailboxFromConfig("eigendrift.mailbox");

    private static final String TRAINING = "eigendrift.dispatchers.training";
    private static final String MEASURING = "eigendrift.dispatchers.measuring";

    /** Starts the actors that are not journaled and gathers the rest. */
    public static ActorResources start(ActorContext<?> context, Plan plan, ActorInstrumentation instruments) {
        var threads = plan.config().threads();
        int cores = Runtime.getRuntime().availableProcessors();
        return new ActorResources(
                new JournalReader(context.getSystem()),
                context.spawn(
                        instruments.around(ThreadBroker.create(cores, threads.probe(), instruments)),
                        "cores",
                        MEASURED),
                context.spawn(
                        instruments.around(Progress.create(plan.runs().stream()
                                .map(run -> Progress.Trained.waiting(run.name(), plan.totalSteps()))
                                .toList())),
                        "progress",
                        MEASURED),
                context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(MEASURING)),
                instruments);
    }

    /** {@code threads} of the measuring threads. */
    public Workers workers(int threads) {
        return new Workers(threads, measuring);
    }

    /** Does {@code work}, which uses the measuring threads of {@code grant}. */
    public <T> CompletableFuture<T> measure(ThreadBroker.Grant<?> grant, Supplier<T> work) {
        return measure(grant.measured(), grant.threads(), work);
    }

    /** Does {@code work} on one measuring thread, which it asks nobody for. */
    public <T> CompletableFuture<T> measure(JobKind kind, Supplier<T> work) {
        return measure(instruments.queued(kind), 1, work);
    }

    private <T> CompletableFuture<T> measure(ActorInstrumentation.Job job, int threads, Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> job.run(threads, work), measuring);
    }

    /** A child on the default dispatcher, with a measured mailbox. */
    public <T> ActorRef<T> spawn(ActorContext<?> parent, Behavior<T> behavior, String name) {
        return parent.spawn(instruments.around(behavior), name, MEASURED);
    }

    /** A child whose messages are handled on the training threads. */
    public <T> ActorRef<T> spawnTraining(ActorContext<?> parent, Behavior<T> behavior, String name) {
        return parent.spawn(instruments.around(behavior), name, MEASURED.withDispatcherFromConfig(TRAINING));
    }
}
