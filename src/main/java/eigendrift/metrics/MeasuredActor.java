package eigendrift.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.dispatch.MessageQueue;

/**
 * What is known of the actors of one label: normally one actor, its restarts and its successors of the same path. Sums
 * alone; the histograms are those of its kind.
 */
final class MeasuredActor {

    private final ByType<Sum> mailbox = new ByType<>(Sum::new);
    private final ByType<Sum> processing = new ByType<>(Sum::new);
    private final ByType<Sum> failures = new ByType<>(Sum::new);

    private final AtomicInteger mailboxPeak = new AtomicInteger();
    private final Set<MessageQueue> mailboxes = ConcurrentHashMap.newKeySet();
    private final String label;
    private final KindMeter kind;

    MeasuredActor(String label, KindMeter kind) {
        this.label = label;
        this.kind = kind;
    }

    void opened(MessageQueue queue) {
        mailboxes.add(queue);
        kind.opened(queue);
    }

    void closed(MessageQueue queue) {
        mailboxes.remove(queue);
        kind.closed(queue);
    }

    /** A message came, and now this many wait in its mailbox. */
    void arrived(int waiting) {
        if (waiting > mailboxPeak.get()) {
            mailboxPeak.accumulateAndGet(waiting, Math::max);
            kind.arrived(waiting);
        }
    }

    void leftMailbox(Object message, long nanos) {
        mailbox.record(message, nanos);
        kind.leftMailbox(message, nanos);
    }

    void processed(Object message, long nanos) {
        processing.record(message, nanos);
        kind.processed(message, nanos);
    }

    void failed(Object message, long nanos) {
        failures.record(message, nanos);
        kind.failed(message, nanos);
    }

    /** The row of all messages, then a row for each message type. */
    List<ActorStatistics> statistics() {
        Set<String> types = new TreeSet<>(mailbox.types());
        types.addAll(processing.types());
        List<ActorStatistics> rows = new ArrayList<>();
        types.forEach(type -> rows.add(row(type)));
        rows.add(0, ActorStatistics.sum(label, mailboxSize(), mailboxPeak.get(), rows));
        return rows;
    }

    private ActorStatistics row(String type) {
        return new ActorStatistics(
                label,
                type,
                mailboxSize(),
                mailboxPeak.get(),
                mailbox.of(type).times(),
                processing.of(type).times(),
                failures.of(type).times().count());
    }

    private int mailboxSize() {
        return mailboxes.stream().mapToInt(MessageQueue::numberOfMessages).sum();
    }
}
