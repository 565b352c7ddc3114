package eigendrift.experiment.runtime;

import eigendrift.experiment.following.JournalReader;
import eigendrift.experiment.plan.Plan;
import eigendrift.linalg.Workers;
import java.util.concurrent.Executor;
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

    private static final String MAILBOX = "eigendrift.mailbox";
    private static final String TRAINING = "eigendrift.dispatchers.training";
    private static final String MEASURING = "eigendrift.dispatchers.measuring";

    /** Starts the actors that are not journaled and gathers the rest. */
    public static ActorResources start(ActorContext<?> context, Plan plan, ActorInstrumentation instruments) {
        var threads = plan.config().threads();
        int cores = Runtime.getRuntime().availableProcessors();
        return new ActorResources(
                new JournalReader(context.getSystem()),
                context.spawn(instruments.around(ThreadBroker.create(cores, threads.probe())), "cores"),
                context.spawn(
                        instruments.around(Progress.create(plan.runs().stream()
                                .map(run -> Progress.Trained.waiting(run.name(), plan.totalSteps()))
                                .toList())),
                        "progress"),
                context.getSystem().dispatchers().lookup(DispatcherSelector.fromConfig(MEASURING)),
                instruments);
    }

    /** {@code threads} of the measuring threads. */
    public Workers workers(int threads) {
        return new Workers(threads, measuring);
    }

    /** A child on the default dispatcher, with a measured mailbox. */
    public <T> ActorRef<T> spawn(ActorContext<?> parent, Behavior<T> behavior, String name) {
        return parent.spawn(instruments.around(behavior), name, Props.empty().withMailboxFromConfig(MAILBOX));
    }

    /** A child whose messages are handled on the training threads. */
    public <T> ActorRef<T> spawnTraining(ActorContext<?> parent, Behavior<T> behavior, String name) {
        return parent.spawn(
                instruments.around(behavior),
                name,
                Props.empty().withDispatcherFromConfig(TRAINING).withMailboxFromConfig(MAILBOX));
    }
}
