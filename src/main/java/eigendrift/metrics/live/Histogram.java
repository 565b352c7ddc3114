package eigendrift.metrics.live;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Count, sum, maximum and quantiles of durations.
 *
 * <p>A step holds the durations of one of {@value #STEPS} equal parts of a power of two, so that a quantile is off by
 * at most 1/16 of its value; below 8 ns a step is one value. Count, sum and maximum are exact, the maximum of a
 * difference excepted.
 *
 * @param counts durations in each step; steps without any are absent
 */
public record Histogram(long totalNanos, long maxNanos, SortedMap<Integer, Long> counts) {

    private static final int STEP_BITS = 3;
    private static final int STEPS = 1 << STEP_BITS;

    /** How many steps there are for durations of 63 bits. */
    public static final int ALL_STEPS = (Long.SIZE - STEP_BITS) << STEP_BITS;

    public static final Histogram EMPTY = new Histogram(0, 0, new TreeMap<>());

    private static final double NANOS = 1e9;

    /** The step of a duration in nanoseconds, from 0: the leading bit and the three after it choose it. */
    public static int step(long nanos) {
        if (nanos < STEPS) {
            return (int) nanos;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - STEP_BITS;
        return (power << STEP_BITS) + (int) (nanos >>> power);
    }

    private static int power(int step) {
        return step < STEPS ? 0 : (step >>> STEP_BITS) - 1;
    }

    /** The smallest duration of a step. */
    private static long lowest(int step) {
        return step < STEPS ? step : (long) (STEPS + (step & (STEPS - 1))) << power(step);
    }

    private static long middle(int step) {
        return lowest(step) + (1L << power(step) >>> 1);
    }

    private static long highest(int step) {
        return lowest(step) + (1L << power(step)) - 1;
    }

    public long count() {
        return counts.values().stream().mapToLong(n -> n).sum();
    }

    public double totalSeconds() {
        return totalNanos / NANOS;
    }

    public double maxSeconds() {
        return maxNanos / NANOS;
    }

    /** Arithmetic mean; NaN if there is none. */
    public double meanSeconds() {
        return totalSeconds() / count();
    }

    /** {@link #quantileNanos} in seconds; NaN if there is none. */
    public double quantileSeconds(double q) {
        return counts.isEmpty() ? Double.NaN : quantileNanos(q) / NANOS;
    }

    /**
     * The ⌈q·count⌉-th smallest duration (nearest rank), as the middle of its step; 0 if there is none.
     *
     * @param q in (0, 1]
     */
    public long quantileNanos(double q) {
        long rank = Math.max(1, (long) Math.ceil(q * count()));
        long seen = 0;
        for (Map.Entry<Integer, Long> step : counts.entrySet()) {
            seen += step.getValue();
            if (seen >= rank) {
                return Math.min(middle(step.getKey()), maxNanos);
            }
        }
        return maxNanos;
    }

    /** How many durations lie in steps below {@code nanos}: exact for a power of two. */
    public long below(long nanos) {
        return counts.headMap(step(nanos)).values().stream().mapToLong(n -> n).sum();
    }

    /** All durations of all {@code parts}. */
    public static Histogram sum(Stream<Histogram> parts) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        long[] total = {0};
        long[] max = {0};
        parts.forEach(part -> {
            part.counts.forEach((step, count) -> counts.merge(step, count, Long::sum));
            total[0] += part.totalNanos;
            max[0] = Math.max(max[0], part.maxNanos);
        });
        return new Histogram(total[0], max[0], counts);
    }

    /**
     * The durations that came after {@code earlier}, a former state of this. Their maximum is the upper end of its
     * step, unless it is that of all.
     */
    public Histogram since(Histogram earlier) {
        SortedMap<Integer, Long> more = new TreeMap<>(counts);
        earlier.counts.forEach((step, count) -> more.merge(step, -count, Long::sum));
        more.values().removeIf(count -> count <= 0);
        long max = more.isEmpty() ? 0 : Math.min(highest(more.lastKey()), maxNanos);
        return new Histogram(Math.max(0, totalNanos - earlier.totalNanos), max, more);
    }

    /** As JSON: sum, maximum, then step and count of each step. */
    @JsonValue
    long[] numbers() {
        long[] numbers = new long[2 + 2 * counts.size()];
        numbers[0] = totalNanos;
        numbers[1] = maxNanos;
        int i = 2;
        for (Map.Entry<Integer, Long> step : counts.entrySet()) {
            numbers[i++] = step.getKey();
            numbers[i++] = step.getValue();
        }
        return numbers;
    }

    /** @throws IllegalArgumentException if {@code numbers} are not those of a histogram */
    @JsonCreator
    static Histogram of(long[] numbers) {
        if (numbers.length < 2 || numbers.length % 2 != 0) {
            throw new IllegalArgumentException("expected sum, maximum and pairs of step and count, found "
                    + numbers.length + " numbers: " + Arrays.toString(numbers));
        }
        SortedMap<Integer, Long> counts = new TreeMap<>();
        for (int i = 2; i < numbers.length; i += 2) {
            counts.put(Math.toIntExact(numbers[i]), numbers[i + 1]);
        }
        return new Histogram(numbers[0], numbers[1], counts);
    }
}
