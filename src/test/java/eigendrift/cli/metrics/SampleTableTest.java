package eigendrift.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.cli.metrics.SampleTable.Order;
import eigendrift.metrics.live.LiveSample;
import eigendrift.metrics.live.Samples;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTableTest {

    private static final LiveSample SAMPLE = Samples.sample();

    @Test
    void hasARowForEverythingThatIsMeasured() {
        assertThat(new SampleTable(SAMPLE, true, false)).hasToString("digits, process " + SAMPLE.pid() + """
                 since 0:01:05; the last 10.0 s
                                         now  per s  waited p50     p99▼      max  worked p50      p99      max  busy
                probe                      0   0.10     8.91 ms  8.91 ms  9.00 ms     29.7 µs  29.7 µs  30.0 µs  0.00
                trainer (2 failures)       7   0.30      992 ns  2.00 ms  2.00 ms     4.86 µs  19.9 ms  20.0 ms  0.00
                job draw                1 +5   0.20      7.78 s   7.78 s   8.00 s      487 ms   1.50 s   1.50 s  0.20
                pool measuring        1/2 +3   0.10     38.9 µs  38.9 µs  40.0 µs      1.95 s   1.95 s   2.00 s  0.20
                journal writes                 0.20           –        –        –      885 µs  1.10 ms  1.10 ms  0.00
                collector pauses               0.10           –        –        –     8.00 ms  8.00 ms  8.00 ms  0.00
                written: 31.2 kB/s; 49 events, 2.81 MB: checkpoint-taken 2.81 MB, steps-taken 3.36 kB
                heap: 200 MB of 500 MB; processor: 12.5 s""");
    }

    @Test
    void whatWasJournaledIsSinceTheBeginning() {
        assertThat(new SampleTable(SAMPLE, false, false).toString())
                .contains("count", "in all", "written: 49 events")
                .doesNotContain("per s", "busy", "1 +5");
    }

    @Test
    void everyMessageFollowsItsActor() {
        assertThat(new SampleTable(SAMPLE, true, true).toString().lines().map(line -> line.split("  +")[0]))
                .containsSubsequence("probe", "", "trainer (2 failures)", "", "", "job draw");
        assertThat(new SampleTable(SAMPLE, true, true).toString())
                .contains("\n  Train ", "\n  9 checkpoint-taken 2.81 MB");
    }

    /** Eleven kinds of actors, five of jobs: a screen has 24 rows. */
    @Test
    void fitsOneScreen() {
        LiveSample.Actors trainer = SAMPLE.actors().get(1);
        LiveSample.Jobs draw = SAMPLE.jobs().get(0);
        LiveSample.Pool pool = SAMPLE.pools().get(0);
        LiveSample full = new LiveSample(
                1,
                0,
                "digits",
                "",
                1,
                10,
                IntStream.range(0, 11).mapToObj(i -> trainer).toList(),
                IntStream.range(0, 5).mapToObj(i -> draw).toList(),
                List.of(pool, pool),
                SAMPLE.journal(),
                SAMPLE.jvm());
        assertThat(new SampleTable(full, true, false).toString().lines()).hasSizeLessThanOrEqualTo(24);
    }

    @ParameterizedTest
    @CsvSource({
        "0, false, probe",
        "0, true, trainer",
        "1, true, trainer",
        "4, true, probe",
        "4, false, trainer",
        "7, true, trainer"
    })
    void theColumnChoosesTheOrder(int column, boolean descending, String first) {
        List<SampleTable.Line> lines = new SampleTable(SAMPLE, true, false).lines(new Order(column, descending));
        assertThat(lines.get(1).text()).contains(descending ? "▼" : "▲");
        assertThat(lines.get(2).text()).startsWith(first);
    }

    @Test
    void theOrderGoesRound() {
        Order order = Order.WORST_FIRST;
        for (int i = 0; i < 10; i++) {
            order = order.right();
        }
        assertThat(order).isEqualTo(Order.WORST_FIRST);
        assertThat(new Order(0, true).left().right()).isEqualTo(new Order(0, true));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "9.5e-10, 0.95 ns",
        "1e-6, 1.00 µs",
        "1.2345e-5, 12.3 µs",
        "9.9996e-4, 1.00 ms",
        ".25, 250 ms",
        "1, 1.00 s",
        "3600, 3600 s",
        "NaN, –"
    })
    void secondsHaveThreeDigits(double seconds, String text) {
        assertThat(Quantity.seconds(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "94, 94 B", "999, 999 B", "1000, 1.00 kB", "312000, 312 kB", "2.5e9, 2.50 GB"})
    void bytesHaveThreeDigits(double bytes, String text) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(text);
    }
}
