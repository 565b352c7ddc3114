package eigendrift.metrics;

import eigendrift.metrics.live.Histogram;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Durations in nanoseconds, over the whole life of the program.
 *
 * <p>Recording costs two atomic additions and neither allocates nor locks; any number of threads may record and read.
 * What is read while others record is a moment's view, in which the sum may lack the last few durations.
 */
final class Durations implements Recorder {

    private final AtomicLongArray counts = new AtomicLongArray(Histogram.ALL_STEPS);
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong max = new AtomicLong();

    @Override
    public void record(long nanos) {
        long duration = Math.max(nanos, 0);
        counts.getAndIncrement(Histogram.step(duration));
        total.getAndAdd(duration);
        if (duration > max.get()) {
            max.accumulateAndGet(duration, Math::max);
        }
    }

    Histogram histogram() {
        SortedMap<Integer, Long> steps = new TreeMap<>();
        for (int i = 0; i < counts.length(); i++) {
            long count = counts.get(i);
            if (count > 0) {
                steps.put(i, count);
            }
        }
        return new Histogram(total.get(), max.get(), steps);
    }
}
