package eigendrift.metrics.live;

import eigendrift.metrics.live.LiveSample.Actors;
import eigendrift.metrics.live.LiveSample.Events;
import eigendrift.metrics.live.LiveSample.Jobs;
import eigendrift.metrics.live.LiveSample.Measured;
import eigendrift.metrics.live.LiveSample.Messages;
import eigendrift.metrics.live.LiveSample.Pool;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Samples in Prometheus' text format 0.0.4. Times are in seconds, sizes in bytes; labels are kinds of actors, messages,
 * jobs, pools and events, and names of runs, so that their number is bounded.
 */
public final class PrometheusText {

    /** What a server says that the text is. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** Upper bounds of the buckets: powers of two from 8 µs to 69 s, which are ends of a histogram's steps. */
    private static final long[] BOUNDS =
            LongStream.rangeClosed(13, 36).map(power -> 1L << power).toArray();

    private static final double NANOS = 1e9;

    private final StringBuilder text = new StringBuilder();

    private PrometheusText() {}

    /**
     * @param sample what a process measures, if one is running
     * @param runs of the experiment that runs, or of the one looked at
     */
    public static String of(Optional<LiveSample> sample, List<RunState> runs) {
        PrometheusText all = new PrometheusText();
        all.runs(runs);
        sample.ifPresent(all::process);
        return all.text.toString();
    }

    private void runs(List<RunState> runs) {
        gauge("eigendrift_run_step", "Updates that a run has made.", runs, run -> run.step());
        gauge("eigendrift_run_loss", "Training loss of a run's last logged step.", runs, RunState::loss);
        family(
                "eigendrift_run_eigenvalue",
                "gauge",
                "Leading eigenvalues of a run's last spectrum.",
                runs,
                (name, run) -> IntStream.range(0, run.eigenvalues().size())
                        .forEach(i -> sample(
                                name,
                                labels("run", run.run(), "index", Integer.toString(i + 1)),
                                run.eigenvalues().get(i))));
        gauge(
                "eigendrift_probe_lag_checkpoints",
                "Checkpoints of a run that are taken and not yet measured.",
                runs,
                run -> run.lagCheckpoints());
        gauge(
                "eigendrift_probe_lag_seconds",
                "Seconds since the oldest checkpoint was taken that is not yet measured.",
                runs,
                RunState::lagSeconds);
    }

    private void gauge(String name, String help, List<RunState> runs, Function<RunState, Number> value) {
        family(
                name,
                "gauge",
                help,
                runs,
                (n, run) -> sample(n, labels("run", run.run()), value.apply(run).doubleValue()));
    }

    private void process(LiveSample sample) {
        actors(sample.actors());
        histogram(
                "eigendrift_job_wait_seconds",
                "Seconds from the request for measuring threads to the beginning of the work.",
                sample.jobs(),
                job -> labels("kind", job.kind()),
                Jobs::waiting);
        histogram(
                "eigendrift_job_seconds",
                "Seconds of work on the measuring threads.",
                sample.jobs(),
                job -> labels("kind", job.kind()),
                Jobs::working);
        histogram(
                "eigendrift_pool_wait_seconds",
                "Seconds that a task waited for a thread of its pool.",
                sample.pools(),
                pool -> labels("pool", pool.pool()),
                Pool::waiting);
        family("eigendrift_pool_threads", "gauge", "Threads of a pool by state.", sample.pools(), (name, pool) -> {
            sample(name, labels("pool", pool.pool(), "state", "busy"), pool.busy());
            sample(name, labels("pool", pool.pool(), "state", "idle"), pool.size() - pool.busy());
        });
        histogram(
                "eigendrift_journal_write_seconds",
                "Seconds from the request to write events to their being on the disk.",
                List.of(sample.journal()),
                journal -> "",
                LiveSample.Journal::writing);
        List<Events> events = sample.journal().events();
        counter("eigendrift_journal_events_total", "Events written.", events, event -> event.count()
                .total());
        counter("eigendrift_journal_bytes_total", "Bytes of the events written.", events, event -> event.bytes()
                .total());
        histogram(
                "eigendrift_gc_pause_seconds",
                "Seconds for which the garbage collector stopped the process.",
                List.of(sample.jvm()),
                jvm -> "",
                LiveSample.Jvm::collecting);
        family("eigendrift_heap_bytes", "gauge", "Heap by state.", List.of(sample.jvm()), (name, jvm) -> {
            sample(name, labels("state", "used"), jvm.heapUsed());
            sample(name, labels("state", "free"), jvm.heapCommitted() - jvm.heapUsed());
        });
    }

    private void actors(List<Actors> actors) {
        record Of(Actors actor, Messages messages) {}
        List<Of> rows = actors.stream()
                .flatMap(actor -> actor.messages().stream().map(messages -> new Of(actor, messages)))
                .toList();
        Function<Of, String> labels = row ->
                labels("actor", row.actor().actor(), "message", row.messages().message());
        histogram(
                "eigendrift_actor_mailbox_seconds",
                "Seconds that a message waited in the mailbox of an actor.",
                rows,
                labels,
                row -> row.messages().mailbox());
        histogram(
                "eigendrift_actor_processing_seconds",
                "Seconds that an actor worked on a message.",
                rows,
                labels,
                row -> row.messages().processing());
        family(
                "eigendrift_actor_mailbox_messages",
                "gauge",
                "Messages that wait in the mailboxes of the actors of a kind.",
                actors,
                (name, actor) -> sample(name, labels("actor", actor.actor()), actor.waiting()));
        family(
                "eigendrift_actor_failures_total",
                "counter",
                "Messages on which an actor threw.",
                actors,
                (name, actor) -> sample(name, labels("actor", actor.actor()), actor.failures()));
    }

    private void counter(String name, String help, List<Events> events, Function<Events, Long> value) {
        family(
                name,
                "counter",
                help,
                events,
                (n, event) -> sample(n, labels("kind", event.kind()), value.apply(event)));
    }

    private <R> void histogram(
            String name, String help, List<R> rows, Function<R, String> labels, Function<R, Measured> durations) {
        family(name, "histogram", help, rows, (n, row) -> {
            Histogram all = durations.apply(row).total();
            long count = all.count();
            String own = labels.apply(row);
            for (long bound : BOUNDS) {
                bucket(n, own, Double.toString(bound / NANOS), all.below(bound));
            }
            bucket(n, own, "+Inf", count);
            sample(n + "_sum", own, all.totalSeconds());
            sample(n + "_count", own, count);
        });
    }

    private void bucket(String name, String labels, String bound, long count) {
        sample(name + "_bucket", (labels.isEmpty() ? "" : labels + ",") + labels("le", bound), count);
    }

    private <R> void family(String name, String type, String help, List<R> rows, BiConsumer<String, R> samples) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        rows.forEach(row -> samples.accept(name, row));
    }

    /** Names and values in turn; quotes, backslashes and line ends are escaped. */
    private static String labels(String... pairs) {
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            String value =
                    pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            labels.append(i == 0 ? "" : ",")
                    .append(pairs[i])
                    .append("=\"")
                    .append(value)
                    .append('"');
        }
        return labels.toString();
    }

    /** A value that is not measured has no line. */
    private void sample(String name, String labels, double value) {
        if (!Double.isNaN(value)) {
            text.append(name);
            if (!labels.isEmpty()) {
                text.append('{').append(labels).append('}');
            }
            text.append(' ').append(number(value)).append('\n');
        }
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
