package eigendrift.metrics;

import eigendrift.metrics.live.LiveSample.Counted;
import eigendrift.metrics.live.LiveSample.Events;
import eigendrift.metrics.live.LiveSample.Journal;
import eigendrift.metrics.live.LiveSample.Measured;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Writes to the journal: how long they take, and the events and bytes of each kind. */
final class JournalMeter {

    private record Written(AtomicLong events, AtomicLong bytes) {}

    private final Durations writing = new Durations();
    private final Map<String, Written> byKind = new ConcurrentSkipListMap<>();

    void wrote(long nanos) {
        writing.record(nanos);
    }

    void event(String kind, long bytes) {
        Written written = byKind.computeIfAbsent(kind, k -> new Written(new AtomicLong(), new AtomicLong()));
        written.events.getAndIncrement();
        written.bytes.getAndAdd(bytes);
    }

    Journal sample() {
        return new Journal(
                Measured.of(writing.histogram()),
                byKind.entrySet().stream()
                        .map(kind -> new Events(
                                kind.getKey(),
                                Counted.of(kind.getValue().events.get()),
                                Counted.of(kind.getValue().bytes.get())))
                        .toList());
    }
}
