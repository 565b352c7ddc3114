package eigendrift.cli.progress;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again on a thread of its own, until it is closed. */
final class Ticker implements AutoCloseable {

    private static final long LAST_SECONDS = 2;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "eigendrift-progress");
        daemon.setDaemon(true);
        return daemon;
    });

    Ticker(Duration first, Duration each, Runnable tick) {
        thread.scheduleAtFixedRate(tick, first.toMillis(), each.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** When it returns, no tick is under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
