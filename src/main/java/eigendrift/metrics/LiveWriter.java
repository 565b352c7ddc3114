package eigendrift.metrics;

import eigendrift.metrics.live.LiveFile;
import eigendrift.metrics.live.LiveSample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every second what an actor system has measured, with windows of ten seconds, on a thread of its own. Where the
 * file cannot be written, the program goes on without it.
 */
public final class LiveWriter implements AutoCloseable {

    static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int WINDOW = 10;
    private static final Duration LAST = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(LiveWriter.class);

    private final ActorMetrics metrics;
    private final LiveFile file;
    private final String experiment;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "eigendrift-live");
        daemon.setDaemon(true);
        return daemon;
    });

    /** Samples of the last ten seconds, oldest first; of the writing thread alone. */
    private final Deque<LiveSample> former = new ArrayDeque<>();

    private volatile String url = "";
    private boolean failed;

    private LiveWriter(ActorMetrics metrics, LiveFile file, String experiment) {
        this.metrics = metrics;
        this.file = file;
        this.experiment = experiment;
    }

    /** Writes from now on, until it is closed. */
    public static LiveWriter start(ActorMetrics metrics, LiveFile file, String experiment) {
        LiveWriter writer = new LiveWriter(metrics, file, experiment);
        if (metrics.enabled()) {
            writer.thread.scheduleAtFixedRate(writer::write, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
        return writer;
    }

    /** From now on says where the process serves its page. */
    public void serves(String page) {
        url = page;
    }

    private void write() {
        LiveSample sample = metrics.sample(experiment, url);
        former.addLast(sample);
        if (former.size() > WINDOW + 1) {
            former.removeFirst();
        }
        try {
            file.write(former.size() == 1 ? sample : sample.since(former.getFirst()));
        } catch (IOException e) {
            if (!failed) {
                LOG.warn(
                        "cannot write {}: {}.\nMaybe the disk is full; metrics --watch and serve lack the actors.",
                        file.path(),
                        e.toString());
            }
            failed = true;
        }
    }

    /** Deletes the file. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            // A write that has begun would bring the file back.
            thread.awaitTermination(LAST.toSeconds(), TimeUnit.SECONDS);
            file.delete();
        } catch (IOException e) {
            LOG.info("cannot delete {}: {}", file.path(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
