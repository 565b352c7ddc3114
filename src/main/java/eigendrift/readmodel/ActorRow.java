package eigendrift.readmodel;

/**
 * What one actor spent on one kind of message. Times are in milliseconds and differ from execution to execution, which
 * is why these rows are not in {@link Tables}; {@code Double.NaN} means not measured.
 *
 * @param actor name of the actor
 * @param message simple name of the message type
 * @param messages how many were processed
 * @param mailboxMeanMs mean wait in the mailbox
 * @param mailboxMaxMs longest wait in the mailbox
 * @param mailboxPeak most messages waiting at once
 * @param processingMeanMs mean time in the handler
 * @param processingMaxMs longest time in the handler
 * @param processingTotalMs time in the handler, summed
 */
public record ActorRow(
        String actor,
        String message,
        long messages,
        double mailboxMeanMs,
        double mailboxMaxMs,
        long mailboxPeak,
        double processingMeanMs,
        double processingMaxMs,
        double processingTotalMs) {}
