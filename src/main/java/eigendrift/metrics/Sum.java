package eigendrift.metrics;

import java.util.concurrent.atomic.AtomicLong;

/** Count, sum and maximum of durations. What is read while others record may lack the last few. */
final class Sum implements Recorder {

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong max = new AtomicLong();

    @Override
    public void record(long nanos) {
        long duration = Math.max(nanos, 0);
        count.getAndIncrement();
        total.getAndAdd(duration);
        if (duration > max.get()) {
            max.accumulateAndGet(duration, Math::max);
        }
    }

    ActorStatistics.Times times() {
        return new ActorStatistics.Times(count.get(), total.get(), max.get());
    }
}
