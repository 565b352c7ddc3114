package eigendrift.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.metrics.live.Histogram;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    /** Half a step, relative to the smallest value of a step: (1/2) / 8. */
    private static final double HALF_STEP = 1. / 16;

    private final Durations durations = new Durations();

    @Test
    void isZeroWithoutDurations() {
        assertThat(durations.histogram()).isEqualTo(Histogram.EMPTY);
        assertThat(durations.histogram().quantileNanos(.5)).isZero();
        assertThat(durations.histogram().quantileSeconds(.5)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 8, 9, 15, 16, 17, 1_000, 123_456_789, 1L << 40, Long.MAX_VALUE})
    void holdsOneDuration(long nanos) {
        durations.record(nanos);

        assertThat(durations.histogram().count()).isEqualTo(1);
        assertThat(durations.histogram().totalNanos()).isEqualTo(nanos);
        assertThat(durations.histogram().maxNanos()).isEqualTo(nanos);
        assertThat((double) durations.histogram().quantileNanos(.5)).isCloseTo(nanos, within(HALF_STEP * nanos));
    }

    @Test
    void countsAClockThatRanBackwardsAsZero() {
        durations.record(-5);

        assertThat(durations.histogram().count()).isEqualTo(1);
        assertThat(durations.histogram().totalNanos()).isZero();
    }

    @Test
    void isExactBelowSixteen() {
        for (int nanos = 1; nanos <= 15; nanos++) {
            durations.record(nanos);
        }

        for (int nanos = 1; nanos <= 15; nanos++) {
            assertThat(durations.histogram().quantileNanos(nanos / 15.)).isEqualTo(nanos);
        }
    }

    @ParameterizedTest(name = "seed {0}, scale {1} ns")
    @CsvSource({"1, 100", "2, 1e5", "3, 1e9"})
    void agreesWithSortedDurations(long seed, double scale) {
        Random random = new Random(seed);
        long[] sorted = random.doubles(10_000)
                .mapToLong(u -> (long) (scale * Math.exp(4 * u)))
                .sorted()
                .toArray();
        IntStream.range(0, sorted.length).forEach(i -> durations.record(sorted[sorted.length - 1 - i]));

        assertThat(durations.histogram().count()).isEqualTo(sorted.length);
        assertThat(durations.histogram().totalNanos())
                .isEqualTo(Arrays.stream(sorted).sum());
        assertThat(durations.histogram().maxNanos()).isEqualTo(sorted[sorted.length - 1]);
        for (double q : new double[] {1e-9, .01, .5, .9, .99, .999, 1}) {
            double exact = sorted[(int) Math.max(0, Math.ceil(q * sorted.length) - 1)];
            assertThat((double) durations.histogram().quantileNanos(q)).isCloseTo(exact, within(HALF_STEP * exact));
        }
    }

    @Test
    void addsUpAsIfRecordedTogether() {
        Durations other = new Durations();
        Durations together = new Durations();
        for (long nanos = 1; nanos < 1_000_000; nanos *= 3) {
            (nanos % 2 == 0 ? durations : other).record(nanos);
            together.record(nanos);
            other.record(2 * nanos);
            together.record(2 * nanos);
        }

        assertThat(Histogram.sum(Stream.of(durations.histogram(), other.histogram())))
                .isEqualTo(together.histogram());
    }

    /** The maximum of what came later is known to the end of its step, 1/8 above its beginning. */
    @Test
    void whatCameSinceIsAsIfRecordedAlone() {
        Durations later = new Durations();
        durations.record(7_000_000);
        Histogram earlier = durations.histogram();
        for (long nanos = 1; nanos < 1_000_000; nanos *= 3) {
            durations.record(nanos);
            later.record(nanos);
        }

        Histogram since = durations.histogram().since(earlier);

        assertThat(since.counts()).isEqualTo(later.histogram().counts());
        assertThat(since.totalNanos()).isEqualTo(later.histogram().totalNanos());
        assertThat(since.quantileNanos(.5)).isEqualTo(later.histogram().quantileNanos(.5));
        assertThat(since.maxNanos() / (double) later.histogram().maxNanos()).isBetween(1., 1 + 1. / 8);
        assertThat(earlier.since(earlier)).isEqualTo(Histogram.EMPTY);
    }

    @Test
    void countsWhatIsBelowAPowerOfTwo() {
        for (long nanos : new long[] {0, 5, 1023, 1024, 1025, 1 << 20}) {
            durations.record(nanos);
        }

        assertThat(durations.histogram().below(1024)).isEqualTo(3);
        assertThat(durations.histogram().below(1 << 20)).isEqualTo(5);
        assertThat(durations.histogram().below(1L << 40)).isEqualTo(6);
    }

    @Test
    void losesNothingUnderConcurrentThreads() {
        int threads = 4;
        int each = 50_000;
        IntStream.range(0, threads).parallel().forEach(t -> {
            for (int i = 0; i < each; i++) {
                durations.record(t * each + i);
            }
        });

        long count = (long) threads * each;
        assertThat(durations.histogram().count()).isEqualTo(count);
        assertThat(durations.histogram().totalNanos()).isEqualTo(count * (count - 1) / 2);
        assertThat(durations.histogram().maxNanos()).isEqualTo(count - 1);
    }
}
