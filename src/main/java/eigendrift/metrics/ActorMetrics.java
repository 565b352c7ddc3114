package eigendrift.metrics;

import com.typesafe.config.Config;
import eigendrift.metrics.live.LiveFile;
import eigendrift.metrics.live.LiveSample;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.dispatch.Dispatcher;

/**
 * The measurements of one actor system: of its actors, of jobs, of thread pools, of the journal and of the JVM.
 *
 * <p>Actors are measured by {@link MeasuringMailbox} and {@link MeasuringInterceptor}, pools by
 * {@link MeasuringExecutor}, the journal by {@link MeasuringJournal} and {@link MeasuringJournalDao}, which find this
 * object by their actor system; whoever has a job asks for its {@link #job}. {@link #statistics} says what each actor
 * did, {@link #sample} what all did.
 */
public final class ActorMetrics implements Extension {

    private static final Id ID = new Id();
    private static final double MILLIS = 1e3;
    private static final String ENABLED = "eigendrift.metrics.enabled";
    private static final String KINDS = "eigendrift.metrics.actor-kinds";
    private static final String DISPATCHERS = "eigendrift.dispatchers";

    private final Map<String, MeasuredActor> actors = new ConcurrentHashMap<>();
    private final Map<String, KindMeter> meters = new ConcurrentSkipListMap<>();
    private final Map<String, JobMeter> jobs = new ConcurrentSkipListMap<>();
    private final JournalMeter journal = new JournalMeter();
    private final JvmMeter jvm = new JvmMeter();
    private final ExtendedActorSystem system;
    private final LongSupplier clock;
    private final List<String> kinds;
    private final boolean enabled;

    private ActorMetrics(ExtendedActorSystem system) {
        this.system = system;
        this.clock = system.settings()
                .setup()
                .get(MetricsClock.class)
                .map(MetricsClock::nanos)
                .orElse(System::nanoTime);
        Config config = system.settings().config();
        this.enabled = !config.hasPath(ENABLED) || config.getBoolean(ENABLED);
        this.kinds = config.hasPath(KINDS) ? config.getStringList(KINDS) : List.of();
        system.registerOnTermination(jvm::close);
    }

    /** The measurements of a system, classic or typed; the same object at every call. */
    public static ActorMetrics of(ClassicActorSystemProvider system) {
        return ID.get(system);
    }

    /** Jobs of {@code kind}. */
    public JobMeter job(String kind) {
        return jobs.computeIfAbsent(kind, ignored -> new JobMeter(clock));
    }

    /**
     * Every actor that was ever measured, by label; for each first all its messages, then each message type by name.
     */
    public List<ActorStatistics> statistics() {
        return new TreeMap<>(actors)
                .values().stream().flatMap(actor -> actor.statistics().stream()).toList();
    }

    /**
     * Everything since the process began; its windows too.
     *
     * @param experiment that the process carries out
     * @param url where it serves its page; may be empty
     */
    public LiveSample sample(String experiment, String url) {
        return new LiveSample(
                ProcessHandle.current().pid(),
                LiveFile.startMillis(),
                experiment,
                url,
                System.currentTimeMillis(),
                ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS,
                meters.values().stream().map(KindMeter::sample).toList(),
                jobs.entrySet().stream()
                        .map(job -> job.getValue().sample(job.getKey()))
                        .toList(),
                pools(),
                journal.sample(),
                jvm.sample());
    }

    /** The pools in the order of their names; those of dispatchers that have another executor are not measured. */
    private List<LiveSample.Pool> pools() {
        Config config = system.settings().config();
        if (!config.hasPath(DISPATCHERS)) {
            return List.of();
        }
        return config.getObject(DISPATCHERS).keySet().stream()
                .sorted()
                .flatMap(name -> pool(name).stream())
                .toList();
    }

    private Optional<LiveSample.Pool> pool(String name) {
        return system.dispatchers().lookup(DISPATCHERS + "." + name) instanceof Dispatcher dispatcher
                        && dispatcher.executorService().executor() instanceof MeasuredPool pool
                ? Optional.of(pool.sample(name))
                : Optional.empty();
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

    /**
     * The kind of an actor: that of {@code eigendrift.metrics.actor-kinds} with which its name begins, before a hyphen;
     * without one its label.
     */
    String kind(String label) {
        String name = label.substring(label.lastIndexOf('/') + 1);
        return kinds.stream()
                .filter(kind -> name.equals(kind) || name.startsWith(kind + "-"))
                .findFirst()
                .orElse(label);
    }

    MeasuredActor actor(ActorPath path) {
        return actors.computeIfAbsent(
                label(path), label -> new MeasuredActor(label, meters.computeIfAbsent(kind(label), KindMeter::new)));
    }

    /** Whether work on messages is measured, and samples are written. */
    boolean enabled() {
        return enabled;
    }

    JournalMeter journal() {
        return journal;
    }

    /** Nanoseconds since some moment. */
    LongSupplier clock() {
        return clock;
    }

    private static final class Id extends AbstractExtensionId<ActorMetrics> {
        @Override
        public ActorMetrics createExtension(ExtendedActorSystem system) {
            return new ActorMetrics(system);
        }
    }
}
