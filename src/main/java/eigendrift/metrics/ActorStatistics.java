package eigendrift.metrics;

import java.util.List;

/**
 * What one actor did with messages of one type, as a row of a table.
 *
 * <p>{@code mailbox} is known of actors with a {@link MeasuringMailbox}, {@code processing} and {@code failures} of
 * behaviours within a {@link MeasuringInterceptor}; without one, its numbers are 0. {@code mailbox.count()} are the
 * messages that left the mailbox, to the actor or, at its stop, to the dead letters; {@code mailboxSize} are still in
 * it.
 *
 * @param actor path within the system, see {@link ActorMetrics#label}
 * @param messageType simple class name, or {@link #ALL_MESSAGES}
 * @param mailboxSize messages of all types in the mailbox now
 * @param mailboxPeak most messages of all types that ever were in the mailbox at once
 * @param mailbox time from being sent to being taken out
 * @param processing time in the behaviour, whether it failed or not
 * @param failures messages on which the behaviour threw
 */
public record ActorStatistics(
        String actor,
        String messageType,
        int mailboxSize,
        int mailboxPeak,
        Times mailbox,
        Times processing,
        long failures) {

    /** The message type of the row that sums up an actor. */
    public static final String ALL_MESSAGES = "*";

    /** The row of all messages of an actor whose message types have these rows. */
    static ActorStatistics sum(String actor, int mailboxSize, int mailboxPeak, List<ActorStatistics> rows) {
        return new ActorStatistics(
                actor,
                ALL_MESSAGES,
                mailboxSize,
                mailboxPeak,
                rows.stream().map(ActorStatistics::mailbox).reduce(Times.NONE, Times::plus),
                rows.stream().map(ActorStatistics::processing).reduce(Times.NONE, Times::plus),
                rows.stream().mapToLong(ActorStatistics::failures).sum());
    }

    /** Messages that left the mailbox or, where no mailbox measures, that were processed. */
    public long messages() {
        return Math.max(mailbox.count(), processing.count());
    }

    /** Durations in nanoseconds. */
    public record Times(long count, long totalNanos, long maxNanos) {

        static final Times NONE = new Times(0, 0, 0);

        Times plus(Times other) {
            return new Times(count + other.count, totalNanos + other.totalNanos, Math.max(maxNanos, other.maxNanos));
        }

        /** Arithmetic mean; 0 if there was none. */
        public double meanNanos() {
            return count == 0 ? 0 : (double) totalNanos / count;
        }
    }
}
