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

/** What is known of the actors of one label: normally one actor, its restarts and its successors of the same path. */
final class MeasuredActor {

    private final DurationsByType mailbox = new DurationsByType();
    private final DurationsByType processing = new DurationsByType();
    private final DurationsByType failures = new DurationsByType();

    private final AtomicInteger mailboxPeak = new AtomicInteger();
    private final Set<MessageQueue> mailboxes = ConcurrentHashMap.newKeySet();
    private final String label;

    MeasuredActor(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    void opened(MessageQueue queue) {
        mailboxes.add(queue);
    }

    void closed(MessageQueue queue) {
        mailboxes.remove(queue);
    }

    /** A message came, and now this many wait in its mailbox. */
    void arrived(int waiting) {
        if (waiting > mailboxPeak.get()) {
            mailboxPeak.accumulateAndGet(waiting, Math::max);
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

    /** As a sample of a kind that has this actor alone. */
    LiveSample.Actors sample(String kind) {
        Set<String> types = new TreeSet<>(mailbox.types());
        types.addAll(processing.types());
        List<LiveSample.Messages> messages = types.stream()
                .map(type -> new LiveSample.Messages(
                        type,
                        failures.of(type).count(),
                        Measured.of(mailbox.of(type)),
                        Measured.of(processing.of(type))))
                .toList();
        return new LiveSample.Actors(
                kind,
                mailboxes.size(),
                mailboxes.stream().mapToInt(MessageQueue::numberOfMessages).sum(),
                mailboxPeak.get(),
                messages.stream().mapToLong(LiveSample.Messages::failures).sum(),
                Measured.of(
                        sum(messages.stream().map(row -> row.mailbox().total()).toList())),
                Measured.of(sum(
                        messages.stream().map(row -> row.processing().total()).toList())),
                messages);
    }

    private static Histogram sum(List<Histogram> parts) {
        return parts.stream().reduce(Histogram.EMPTY, Histogram::plus);
    }
}
