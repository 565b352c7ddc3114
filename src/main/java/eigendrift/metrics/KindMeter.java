package eigendrift.metrics;

import eigendrift.metrics.live.Histogram;
import eigendrift.metrics.live.LiveSample;
import eigendrift.metrics.live.LiveSample.Measured;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.dispatch.MessageQueue;

/** The actors of one kind together: whole histograms, of which a program has few, however many its actors. */
final class KindMeter {

    private final ByType<Durations> mailbox = new ByType<>(Durations::new);
    private final ByType<Durations> processing = new ByType<>(Durations::new);
    private final ByType<Sum> failures = new ByType<>(Sum::new);
    private final AtomicInteger peak = new AtomicInteger();
    private final Set<MessageQueue> mailboxes = ConcurrentHashMap.newKeySet();
    private final String kind;

    KindMeter(String kind) {
        this.kind = kind;
    }

    void opened(MessageQueue queue) {
        mailboxes.add(queue);
    }

    void closed(MessageQueue queue) {
        mailboxes.remove(queue);
    }

    void arrived(int waiting) {
        if (waiting > peak.get()) {
            peak.accumulateAndGet(waiting, Math::max);
        }
    }

    void leftMailbox(Object message, long nanos) {
        mailbox.record(message, nanos);
    }

    void processed(Object message, long nanos) {
        processing.record(message, nanos);
    }

    void failed(Object message, long nanos) {
        failures.record(message, nanos);
    }

    LiveSample.Actors sample() {
        Set<String> types = new TreeSet<>(mailbox.types());
        types.addAll(processing.types());
        List<LiveSample.Messages> messages = types.stream()
                .map(type -> new LiveSample.Messages(
                        type,
                        failures.of(type).times().count(),
                        Measured.of(mailbox.of(type).histogram()),
                        Measured.of(processing.of(type).histogram())))
                .toList();
        return new LiveSample.Actors(
                kind,
                mailboxes.size(),
                mailboxes.stream().mapToInt(MessageQueue::numberOfMessages).sum(),
                peak.get(),
                messages.stream().mapToLong(LiveSample.Messages::failures).sum(),
                Measured.of(
                        Histogram.sum(messages.stream().map(row -> row.mailbox().total()))),
                Measured.of(Histogram.sum(
                        messages.stream().map(row -> row.processing().total()))),
                messages);
    }
}
