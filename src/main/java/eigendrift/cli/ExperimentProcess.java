package eigendrift.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import eigendrift.config.ThreadsConfig;
import eigendrift.experiment.Experiment;
import eigendrift.experiment.Ids;
import eigendrift.experiment.Plan;
import eigendrift.experiment.Progress;
import eigendrift.journal.Storage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/** Runs the actors of one experiment until nothing is left to do, showing progress. */
final class ExperimentProcess {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);
    private static final String POOL_SIZE = "eigendrift.dispatchers.%s.thread-pool-executor.fixed-pool-size";

    private ExperimentProcess() {}

    /**
     * @param begin what to tell the experiment first
     * @return how it ended, and never {@code Failed}: a failure is thrown
     */
    static Experiment.Outcome run(
            Storage storage, Map<String, Plan> plans, Experiment.Command begin, ProgressDisplay display)
            throws Exception {
        CompletableFuture<Experiment.Outcome> outcome = new CompletableFuture<>();
        CompletableFuture<ActorSystem<Guardian.Command>> self = new CompletableFuture<>();
        Config config = config(storage, plans.get(Ids.FIRST_ANALYSIS).config().threads());
        ActorSystem<Guardian.Command> system =
                ActorSystem.create(Guardian.create(plans, begin, new Measured(self), outcome), "eigendrift", config);
        self.complete(system);
        Interrupts interrupts = Interrupts.on(() -> system.tell(new Guardian.Tell(new Experiment.Interrupt())));
        try (display) {
            return await(system, outcome, display);
        } finally {
            interrupts.close();
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(SHUTDOWN_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static Experiment.Outcome await(
            ActorSystem<Guardian.Command> system,
            CompletableFuture<Experiment.Outcome> outcome,
            ProgressDisplay display)
            throws Exception {
        while (true) {
            try {
                Experiment.Outcome end = outcome.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (end instanceof Experiment.Failed failed) {
                    throw new ExecutionException(failed.cause());
                }
                return end;
            } catch (TimeoutException notYet) {
                progress(system).thenAccept(display::show);
            }
        }
    }

    private static CompletableFuture<Progress.Snapshot> progress(ActorSystem<Guardian.Command> system) {
        return AskPattern.ask(
                        system,
                        (ActorRef<Progress.Snapshot> replyTo) -> new Guardian.Tell(new Experiment.GetProgress(replyTo)),
                        ASK_TIMEOUT,
                        system.scheduler())
                .toCompletableFuture();
    }

    /** The sizes of the pools; measuring may use every core once training has ended. */
    private static Config config(Storage storage, ThreadsConfig threads) {
        int cores = Runtime.getRuntime().availableProcessors();
        Map<String, Object> sizes = new HashMap<>();
        sizes.put(String.format(POOL_SIZE, "training"), threads.training().orElse(Math.max(1, cores / 2)));
        sizes.put(String.format(POOL_SIZE, "measuring"), threads.probe().orElse(cores));
        return ConfigFactory.load(ConfigFactory.parseMap(sizes)
                .withFallback(storage.config())
                .withFallback(ConfigFactory.defaultApplication()));
    }
}
