package eigendrift.metrics;

import eigendrift.metrics.live.LiveSample.Measured;
import eigendrift.metrics.live.LiveSample.Pool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** What the tasks of one thread pool wait and work. */
final class PoolMeter {

    private final LongSupplier clock;
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final Durations waiting = new Durations();
    private final Durations working = new Durations();

    /** @param clock in nanoseconds */
    PoolMeter(LongSupplier clock) {
        this.clock = clock;
    }

    /** The same task, measured from now on. */
    Runnable queued(Runnable task) {
        queued.getAndIncrement();
        long since = clock.getAsLong();
        return () -> {
            long begun = clock.getAsLong();
            queued.getAndDecrement();
            busy.getAndIncrement();
            waiting.record(begun - since);
            try {
                task.run();
            } finally {
                busy.getAndDecrement();
                working.record(clock.getAsLong() - begun);
            }
        };
    }

    /** A task was not taken. */
    void refused() {
        queued.getAndDecrement();
    }

    Pool sample(String name, int size) {
        return new Pool(
                name,
                size,
                busy.get(),
                queued.get(),
                Measured.of(waiting.histogram()),
                Measured.of(working.histogram()));
    }
}
