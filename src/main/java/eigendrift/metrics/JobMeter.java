package eigendrift.metrics;

import eigendrift.metrics.live.LiveSample.Jobs;
import eigendrift.metrics.live.LiveSample.Measured;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Jobs of one kind: how long they wait for threads, how many they get, how long they work. */
public final class JobMeter {

    private static final double NANOS = 1e9;

    private final LongSupplier clock;
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicLong threadNanos = new AtomicLong();
    private final Durations waiting = new Durations();
    private final Durations working = new Durations();

    /** @param clock in nanoseconds */
    JobMeter(LongSupplier clock) {
        this.clock = clock;
    }

    /** A job waits from now on. */
    public Ticket queued() {
        queued.getAndIncrement();
        return new Ticket(clock.getAsLong());
    }

    /** One job. */
    public final class Ticket {

        private final long since;

        private Ticket(long since) {
            this.since = since;
        }

        /** Does the job's work, once, with {@code granted} threads. */
        public <T> T run(int granted, Supplier<T> work) {
            long begun = clock.getAsLong();
            queued.getAndDecrement();
            running.getAndIncrement();
            threads.getAndAdd(granted);
            waiting.record(begun - since);
            try {
                return work.get();
            } finally {
                long nanos = clock.getAsLong() - begun;
                running.getAndDecrement();
                threads.getAndAdd(-granted);
                threadNanos.getAndAdd(nanos * granted);
                working.record(nanos);
            }
        }
    }

    Jobs sample(String kind) {
        return new Jobs(
                kind,
                queued.get(),
                running.get(),
                threads.get(),
                threadNanos.get() / NANOS,
                Measured.of(waiting.histogram()),
                Measured.of(working.histogram()));
    }
}
