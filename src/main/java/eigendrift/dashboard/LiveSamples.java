package eigendrift.dashboard;

import eigendrift.metrics.live.LiveFile;
import eigendrift.metrics.live.LiveSample;
import java.util.Optional;

/** What the process that writes the journal measures, read from its file at most every quarter of a second. */
final class LiveSamples {

    private static final long FRESH_NANOS = 250_000_000L;

    private final LiveFile file;
    private Optional<LiveSample> last = Optional.empty();
    private long readAt = System.nanoTime() - FRESH_NANOS;

    LiveSamples(Journal journal) {
        this.file = LiveFile.of(journal.storage().file());
    }

    /** Empty where no process runs. */
    synchronized Optional<LiveSample> now() {
        long now = System.nanoTime();
        if (now - readAt >= FRESH_NANOS) {
            last = file.read();
            readAt = now;
        }
        return last;
    }
}
