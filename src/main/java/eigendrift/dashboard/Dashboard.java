package eigendrift.dashboard;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import eigendrift.journal.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.dispatch.ExecutionContexts;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;

/** The server: begun, it answers until it is closed. It has an actor system and threads of its own. */
public final class Dashboard implements AutoCloseable {

    /** Threads for messages, and as many for requests and for streams, which wait for the disk. */
    private static final int THREADS = 2;

    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Settings settings;
    private final ExecutorService messages;
    private final ExecutorService blocking;
    private final ExecutorService streaming;
    private final Folds folds;
    private final Api api;
    private final ActorSystem system;
    private final ServerBinding binding;

    /**
     * @param version of the program
     * @param storage the journal, which is read
     * @param commands takes commands for the experiment of this process; empty where it runs none
     * @throws PortTakenException if something else listens at the port
     */
    public Dashboard(Settings settings, String version, Storage storage, Optional<Commands> commands)
            throws IOException {
        check(settings);
        messages = Executors.newFixedThreadPool(THREADS, threads("dashboard"));
        blocking = Executors.newFixedThreadPool(THREADS, threads("dashboard-reading"));
        streaming = Executors.newFixedThreadPool(THREADS, threads("dashboard-streaming"));
        system = ActorSystem.create(
                "dashboard",
                ActorSystemSetup.create(BootstrapSetup.create(config())
                        .withDefaultExecutionContext(ExecutionContexts.fromExecutor(messages))));
        Guard guard = new Guard(settings);
        Journal journal = new Journal(storage, commands.map(Commands::experiment));
        folds = new Folds(journal);
        api = new Api(version, journal, folds, new CommandRoute(guard, commands, system), blocking, streaming);
        Site site = new Site(guard, api, system);
        try {
            binding = Http.get(system)
                    .newServerAt(settings.address(), settings.port())
                    .bind(site::answer)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            end();
            throw new IOException("cannot listen at port " + settings.port() + ": " + e.getCause(), e);
        }
        this.settings = settings.at(binding.localAddress().getPort());
    }

    /** @throws PortTakenException if something else listens at the port */
    public static void check(Settings settings) throws PortTakenException {
        Ports.check(settings.address(), settings.port());
    }

    /** Where a browser finds it. */
    public String address() {
        String host = settings.address().contains(":") ? "[" + settings.address() + "]" : settings.address();
        return "http://" + host + ":" + settings.port() + "/";
    }

    /** The same with the token, if there is one, behind '#': a browser keeps that to itself. */
    public String url() {
        return address() + settings.token().map(token -> "#token=" + token).orElse("");
    }

    /** Training comes first, so these threads have the lowest priority. */
    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        };
    }

    private static Config config() {
        Config all = ConfigFactory.load();
        return all.getConfig("eigendrift.dashboard").withFallback(all);
    }

    @Override
    public void close() {
        api.end();
        binding.terminate(GRACE).toCompletableFuture().join();
        end();
    }

    private void end() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
        blocking.shutdownNow();
        streaming.shutdownNow();
        folds.close();
        messages.shutdownNow();
    }
}
