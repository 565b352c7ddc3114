package eigendrift.metrics.live;

import eigendrift.metrics.live.LiveSample.Counted;
import eigendrift.metrics.live.LiveSample.Measured;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small sample with a row of everything. */
public final class Samples {

    private Samples() {}

    /** Durations in nanoseconds. */
    public static Histogram histogram(long... nanos) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        long total = 0;
        long max = 0;
        for (long each : nanos) {
            counts.merge(Histogram.step(each), 1L, Long::sum);
            total += each;
            max = Math.max(max, each);
        }
        return new Histogram(total, max, counts);
    }

    private static Measured measured(long... nanos) {
        return Measured.of(histogram(nanos));
    }

    /** Of this process. */
    public static LiveSample sample() {
        LiveSample.Messages train =
                new LiveSample.Messages("Train", 0, measured(1_000, 2_000_000), measured(20_000_000));
        LiveSample.Messages odd = new LiveSample.Messages("a\"b\\c", 2, measured(), measured(5_000, 5_000));
        return new LiveSample(
                ProcessHandle.current().pid(),
                LiveFile.startMillis(),
                "digits",
                "",
                LiveFile.startMillis() + 65_000,
                10,
                List.of(
                        new LiveSample.Actors(
                                "probe", 4, 0, 3, 0, measured(9_000_000), measured(30_000), List.of(train)),
                        new LiveSample.Actors(
                                "trainer",
                                2,
                                7,
                                9,
                                2,
                                measured(1_000, 2_000_000),
                                measured(20_000_000, 5_000, 5_000),
                                List.of(train, odd))),
                List.of(new LiveSample.Jobs(
                        "draw", 5, 1, 2, 3.5, measured(8_000_000_000L), measured(500_000_000, 1_500_000_000))),
                List.of(new LiveSample.Pool("measuring", 2, 1, 3, measured(40_000), measured(2_000_000_000L))),
                new LiveSample.Journal(
                        measured(900_000, 1_100_000),
                        List.of(
                                new LiveSample.Events(
                                        "checkpoint-taken", new Counted(9, 1), new Counted(2_808_000, 312_000)),
                                new LiveSample.Events("steps-taken", new Counted(40, 4), new Counted(3_360, 336)))),
                new LiveSample.Jvm(200_000_000, 500_000_000, -1, 12.5, measured(8_000_000)));
    }
}
