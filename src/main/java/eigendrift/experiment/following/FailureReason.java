package eigendrift.experiment.following;

import java.util.concurrent.CompletionException;

/** Why a computation failed, as events say it. */
public final class FailureReason {

    private FailureReason() {}

    /** The reason in one line. An {@link Error} is thrown again: it must end the process. */
    public static String of(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof Error error) {
            throw error;
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
