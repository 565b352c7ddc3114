package eigendrift.cli;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import eigendrift.cli.progress.ProgressDisplay;
import eigendrift.config.ThreadsConfig;
import eigendrift.dashboard.Dashboard;
import eigendrift.experiment.Experiment;
import eigendrift.experiment.following.PersistenceIds;
import eigendrift.experiment.plan.Plan;
import eigendrift.experiment.runtime.Progress;
import eigendrift.journal.Storage;
import eigendrift.metrics.ActorMetrics;
import eigendrift.metrics.LiveWriter;
import eigendrift.metrics.live.LiveFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.slf4j.LoggerFactory;

/** Runs the actors of one experiment until nothing is left to do, showing progress. */
final class ExperimentProcess {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LAST_FIGURES = Duration.ofSeconds(2);
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);
    private static final String POOL_SIZE = "eigendrift.dispatchers.%s.thread-pool-executor.fixed-pool-size";

    private ExperimentProcess() {}

    /**
     * @param begin what to tell the experiment first
     * @param display opened when there is something to show
     * @param serve whether the process serves a page
     * @return how it ended, and never {@code Failed}: a failure is thrown
     */
    static Experiment.Outcome run(
            Storage storage,
            Map<String, Plan> plans,
            Experiment.Command begin,
            Supplier<ProgressDisplay> display,
            ServeOption serve,
            Interrupts interrupts)
            throws Exception {
        CompletableFuture<Experiment.Outcome> outcome = new CompletableFuture<>();
        CompletableFuture<ActorSystem<Guardian.Command>> self = new CompletableFuture<>();
        Plan plan = plans.get(PersistenceIds.FIRST_ANALYSIS);
        Config config = config(storage, plan.config().threads());
        ActorSystem<Guardian.Command> system = ActorSystem.create(
                Guardian.create(plans, new MeasuringInstrumentation(plan.id(), self), outcome), "eigendrift", config);
        self.complete(system);
        // Set before the first message, so that as soon as anything is written an interrupt takes checkpoints.
        interrupts.begin(() -> interrupt(system));
        system.tell(new Guardian.Tell(begin));
        LiveWriter live = LiveWriter.start(ActorMetrics.of(system), LiveFile.of(storage.file()), plan.id());
        Optional<Dashboard> page = serve.start(storage, new ProcessCommands(plan.id(), system, interrupts));
        page.ifPresent(dashboard -> live.serves(dashboard.address()));
        try (ProgressDisplay shown = display.get()) {
            return await(system, outcome, shown, storage);
        } finally {
            page.ifPresent(Dashboard::close);
            live.close();
            terminate(system);
        }
    }

    /**
     * Tells the experiment before it prints a message, because printing blocks on a terminal that is stopped with
     * Ctrl-S.
     */
    private static void interrupt(ActorSystem<Guardian.Command> system) {
        system.tell(new Guardian.Tell(new Experiment.Interrupt()));
        System.err.println("Interrupted: taking checkpoints. Ctrl-C again leaves at once.");
    }

    private static Experiment.Outcome await(
            ActorSystem<Guardian.Command> system,
            CompletableFuture<Experiment.Outcome> outcome,
            ProgressDisplay display,
            Storage storage)
            throws Exception {
        CompletableFuture<Progress.Snapshot> asked = progress(system);
        while (true) {
            try {
                Experiment.Outcome end = outcome.get(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (end instanceof Experiment.Failed failed) {
                    throw new ExecutionException(storage.explained(failed.cause()));
                }
                showLast(system, display);
                return end;
            } catch (TimeoutException notYet) {
                if (asked.isDone()) {
                    answered(asked).ifPresent(display::show);
                    asked = progress(system);
                }
            }
        }
    }

    /** Shows the progress since the last display. */
    private static void showLast(ActorSystem<Guardian.Command> system, ProgressDisplay display) throws Exception {
        try {
            display.show(progress(system).get(LAST_FIGURES.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException noAnswer) {
            // The last progress shown stays.
        }
    }

    private static Optional<Progress.Snapshot> answered(CompletableFuture<Progress.Snapshot> asked) {
        return asked.isCompletedExceptionally() ? Optional.empty() : Optional.of(asked.join());
    }

    /**
     * Stops the actors. Those that do not stop in time end with the process; what they have written is in the journal.
     */
    private static void terminate(ActorSystem<Guardian.Command> system) throws Exception {
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(SHUTDOWN_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            LoggerFactory.getLogger(ExperimentProcess.class).info("actors have not stopped in {}", SHUTDOWN_TIMEOUT);
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

    /** The sizes of the thread pools; measurements may use every core once training has ended. */
    private static Config config(Storage storage, ThreadsConfig threads) {
        int cores = Runtime.getRuntime().availableProcessors();
        Map<String, Object> sizes = new HashMap<>();
        sizes.put(
                String.format(Locale.ROOT, POOL_SIZE, "training"),
                threads.training().orElse(Math.max(1, cores / 2)));
        sizes.put(
                String.format(Locale.ROOT, POOL_SIZE, "measuring"),
                threads.probe().orElse(cores));
        return ConfigFactory.load(ConfigFactory.parseMap(sizes)
                .withFallback(storage.config())
                .withFallback(ConfigFactory.defaultApplication()));
    }
}
