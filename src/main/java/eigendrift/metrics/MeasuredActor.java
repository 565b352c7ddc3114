package eigendrift.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.dispatch.MessageQueue;

/**
 * What is known of the actors of one label: normally one actor, its restarts and its successors of the same path.
 *
 * <p>The totals outlive the actor. The gauges of the mailbox exist only while a mailbox is open.
 */
final class MeasuredActor {

    private final DurationsByType mailbox;
    private final DurationsByType processing;
    private final DurationsByType failures;

    private final AtomicInteger mailboxPeak = new AtomicInteger();
    private final Set<MessageQueue> mailboxes = ConcurrentHashMap.newKeySet();
    private final List<Meter> mailboxGauges = new ArrayList<>();
    private final MeterRegistry registry;
    private final String label;
    private final Tags tags;

    MeasuredActor(MeterRegistry registry, String label) {
        this.registry = registry;
        this.label = label;
        this.tags = Tags.of("actor", label);
        this.mailbox = new DurationsByType(registry, "eigendrift.actor.mailbox", tags);
        this.processing = new DurationsByType(registry, "eigendrift.actor.processing", tags);
        this.failures = new DurationsByType(registry, "eigendrift.actor.failures", tags);
    }

    synchronized void opened(MessageQueue queue) {
        mailboxes.add(queue);
        if (mailboxGauges.isEmpty()) {
            mailboxGauges.add(Gauge.builder("eigendrift.actor.mailbox.size", this, MeasuredActor::mailboxSize)
                    .tags(tags)
                    .register(registry));
            mailboxGauges.add(Gauge.builder("eigendrift.actor.mailbox.peak", mailboxPeak, AtomicInteger::get)
                    .tags(tags)
                    .register(registry));
        }
    }

    synchronized void closed(MessageQueue queue) {
        mailboxes.remove(queue);
        if (mailboxes.isEmpty()) {
            mailboxGauges.forEach(registry::remove);
            mailboxGauges.clear();
        }
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

    /** The row of all messages, then a row for each message type. */
    List<ActorStatistics> statistics() {
        List<ActorStatistics> rows = new ArrayList<>();
        rows.add(row(ActorStatistics.ALL_MESSAGES, mailbox.all(), processing.all(), failures.all()));
        Set<String> types = new TreeSet<>(mailbox.types());
        types.addAll(processing.types());
        types.forEach(t -> rows.add(row(t, mailbox.of(t), processing.of(t), failures.of(t))));
        return rows;
    }

    private ActorStatistics row(String type, Durations inMailbox, Durations inProcessing, Durations failed) {
        return new ActorStatistics(
                label,
                type,
                mailboxSize(),
                mailboxPeak.get(),
                ActorStatistics.Times.of(inMailbox),
                ActorStatistics.Times.of(inProcessing),
                failed.count());
    }

    private int mailboxSize() {
        return mailboxes.stream().mapToInt(MessageQueue::numberOfMessages).sum();
    }
}
