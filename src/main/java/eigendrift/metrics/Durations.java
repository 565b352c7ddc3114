package eigendrift.metrics;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Count, sum, maximum and quantiles of durations in nanoseconds, over the whole life of the program.
 *
 * <p>Count, sum and maximum are exact. Quantiles come from a histogram with {@value #STEPS} equal steps in each power
 * of two, so they are off by at most 1/16 of their value. Recording costs two atomic additions and neither allocates
 * nor locks; any number of threads may record and read. What is read while others record is a moment's view, in which
 * the sum may lack the last few durations.
 */
final class Durations {

    private static final int STEP_BITS = 3;
    private static final int STEPS = 1 << STEP_BITS;

    private final AtomicLongArray counts = new AtomicLongArray((Long.SIZE - STEP_BITS) << STEP_BITS);
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong max = new AtomicLong();

    /** Adds one duration; a negative one counts as 0. */
    void record(long nanos) {
        long duration = Math.max(nanos, 0);
        counts.getAndIncrement(step(duration));
        total.getAndAdd(duration);
        raiseMax(duration);
    }

    /** Adds all durations of {@code other}. */
    void add(Durations other) {
        for (int i = 0; i < counts.length(); i++) {
            counts.getAndAdd(i, other.counts.get(i));
        }
        total.getAndAdd(other.total.get());
        raiseMax(other.max.get());
    }

    long count() {
        long sum = 0;
        for (int i = 0; i < counts.length(); i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    long totalNanos() {
        return total.get();
    }

    long maxNanos() {
        return max.get();
    }

    /**
     * The ⌈q·count⌉-th smallest duration (nearest rank), as the middle of its histogram step; 0 if there is none.
     *
     * @param q in (0, 1]
     */
    long quantileNanos(double q) {
        long rank = Math.max(1, (long) Math.ceil(q * count()));
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += counts.get(i);
            if (seen >= rank) {
                return Math.min(middle(i), max.get());
            }
        }
        return max.get();
    }

    private void raiseMax(long duration) {
        if (duration > max.get()) {
            max.accumulateAndGet(duration, Math::max);
        }
    }

    /**
     * Below 8 ns a step is one value; above, the leading bit chooses the power of two and the three bits after it the
     * step.
     */
    private static int step(long duration) {
        if (duration < STEPS) {
            return (int) duration;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(duration) - STEP_BITS;
        return (power << STEP_BITS) + (int) (duration >>> power);
    }

    private static long middle(int step) {
        if (step < STEPS) {
            return step;
        }
        int power = (step >>> STEP_BITS) - 1;
        long lowest = (long) (STEPS + (step & (STEPS - 1))) << power;
        return lowest + ((1L << power) >>> 1);
    }
}
