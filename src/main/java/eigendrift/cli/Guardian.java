package eigendrift.cli;

import eigendrift.experiment.Experiment;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.runtime.ActorInstrumentation;
import eigendrift.experiment.runtime.ActorResources;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.NoSerializationVerificationNeeded;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The root of an actor system that carries out one experiment: passes on what the command says to it, and its end. */
final class Guardian {

    private Guardian() {}

    /** Commands of the main thread, and the outcome of the experiment. */
    sealed interface Command extends NoSerializationVerificationNeeded {}

    record Tell(Experiment.Command command) implements Command {}

    private record Ended(Experiment.Outcome outcome) implements Command {}

    /** @param outcome completed when the experiment ends, however it ends */
    static Behavior<Command> create(
            Map<String, Plan> plans, ActorInstrumentation instruments, CompletableFuture<Experiment.Outcome> outcome) {
        return Behaviors.setup(context -> {
            ActorRef<Experiment.Outcome> listener = context.messageAdapter(Experiment.Outcome.class, Ended::new);
            ActorRef<Experiment.Command> experiment = context.spawn(
                    instruments.around(Experiment.create(plans, instruments, listener)),
                    "experiment",
                    ActorResources.MEASURED);
            context.watch(experiment);
            return Behaviors.receive(Command.class)
                    .onMessage(Tell.class, tell -> {
                        experiment.tell(tell.command());
                        return Behaviors.same();
                    })
                    .onMessage(Ended.class, ended -> {
                        outcome.complete(ended.outcome());
                        return Behaviors.same();
                    })
                    .onSignal(ChildFailed.class, failed -> {
                        outcome.complete(new Experiment.Failed(failed.getCause()));
                        return Behaviors.same();
                    })
                    .onSignal(Terminated.class, ended -> {
                        outcome.completeExceptionally(new IllegalStateException("the experiment stopped unasked"));
                        return Behaviors.same();
                    })
                    .build();
        });
    }
}
