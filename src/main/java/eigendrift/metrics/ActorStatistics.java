package eigendrift.metrics;

import eigendrift.metrics.live.Histogram;
import eigendrift.metrics.live.LiveSample;
import java.util.ArrayList;
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

    /** The row of all messages of {@code actor}, then a row for each message type. */
    static List<ActorStatistics> of(LiveSample.Actors actor) {
        List<ActorStatistics> rows = new ArrayList<>();
        rows.add(row(actor, ALL_MESSAGES, actor.mailbox(), actor.processing(), actor.failures()));
        actor.messages()
                .forEach(row -> rows.add(row(actor, row.message(), row.mailbox(), row.processing(), row.failures())));
        return rows;
    }

    private static ActorStatistics row(
            LiveSample.Actors actor,
            String type,
            LiveSample.Measured mailbox,
            LiveSample.Measured processing,
            long failures) {
        return new ActorStatistics(
                actor.actor(),
                type,
                actor.waiting(),
                actor.peak(),
                Times.of(mailbox.total()),
                Times.of(processing.total()),
                failures);
    }

    /** Messages that left the mailbox or, where no mailbox measures, that were processed. */
    public long messages() {
        return Math.max(mailbox.count(), processing.count());
    }

    /** Durations in nanoseconds. The quantiles are within 1/16 of their value, all else is exact. */
    public record Times(long count, long totalNanos, long maxNanos, long p50Nanos, long p99Nanos) {

        static Times of(Histogram durations) {
            return new Times(
                    durations.count(),
                    durations.totalNanos(),
                    durations.maxNanos(),
                    durations.quantileNanos(.5),
                    durations.quantileNanos(.99));
        }

        /** Arithmetic mean; 0 if there was none. */
        public double meanNanos() {
            return count == 0 ? 0 : (double) totalNanos / count;
        }
    }
}
