package eigendrift.experiment.runtime;

/**
 * Messages of one kind to one actor since the process began. Times differ from execution to execution; NaN means not
 * measured.
 *
 * @param actor path below the experiment, such as {@code trainer-sgd-seed0}
 * @param message name of the message type, or * for all
 */
public record ActorStatistics(
        String actor,
        String message,
        long messages,
        double mailboxMeanMillis,
        double mailboxMaxMillis,
        long mailboxPeak,
        double processingMeanMillis,
        double processingMaxMillis,
        double processingTotalMillis) {}
