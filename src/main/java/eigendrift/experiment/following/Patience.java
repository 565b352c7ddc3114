package eigendrift.experiment.following;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * Tries again what a database did not do because it was away or busy: restarted, unreachable, locked. Says so once for
 * all that wait, and that it is over.
 *
 * @param limit how long after its first failure something is tried
 * @param pause between two attempts
 */
public record Patience(Duration limit, Duration pause) {

    /** A server is started again, or a network mended, within this time; a pause in the training is no loss. */
    public static final Patience OF_A_RUN = new Patience(Duration.ofMinutes(5), Duration.ofSeconds(1));

    /** Whether the same may succeed later: no connection, a server that stops or starts, a lock. */
    public static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && isTransient(e)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTransient(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof SQLTransientException
                // 08004: the server refuses the log-in.
                || state.startsWith("08") && !state.equals("08004")
                || state.startsWith("57P0")
                || state.equals("53300")
                // The pool's words for a connection that broke within a transaction; they have no state.
                || "Connection is closed".equals(e.getMessage())
                || String.valueOf(e.getMessage()).contains("SQLITE_BUSY");
    }

    /** What was said of the present failure; shared by all that wait for one journal. */
    public static final class Said {
        private final AtomicBoolean waiting = new AtomicBoolean();
        private final Logger log;

        public Said() {
            this(LoggerFactory.getLogger(Patience.class));
        }

        private Said(Logger log) {
            this.log = log;
        }

        private void failed(Patience patience, Throwable failure) {
            if (waiting.compareAndSet(false, true)) {
                log.warn(
                        "the journal does not answer, waiting for up to {} s: {}",
                        patience.limit.toSeconds(),
                        String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
            }
        }

        private void succeeded() {
            if (waiting.compareAndSet(true, false)) {
                log.warn("the journal answers again");
            }
        }
    }

    /** The result of the first attempt that does not fail in a transient way. */
    public <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> attempt, Said said) {
        return attempt(attempt, said, 0);
    }

    /** The same, where another says it. */
    public <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> attempt) {
        return attempt(attempt, new Said(NOPLogger.NOP_LOGGER), 0);
    }

    /** @param begun time of the first failure; 0 before there is one */
    private <T> CompletionStage<T> attempt(Supplier<CompletionStage<T>> attempt, Said said, long begun) {
        return attempt.get()
                .handle((result, failure) -> {
                    if (failure == null) {
                        said.succeeded();
                        return CompletableFuture.completedStage(result);
                    }
                    Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
                    long now = System.nanoTime();
                    if (!isTransient(cause) || begun != 0 && now - begun > limit.toNanos()) {
                        return CompletableFuture.<T>failedStage(cause);
                    }
                    said.failed(this, cause);
                    return CompletableFuture.supplyAsync(
                                    () -> attempt(attempt, said, begun == 0 ? now : begun),
                                    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS))
                            .thenCompose(stage -> stage);
                })
                .thenCompose(stage -> stage);
    }
}
