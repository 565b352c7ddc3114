package eigendrift.dashboard;

import eigendrift.config.ConfigException;
import eigendrift.journal.JournalAccessException;
import eigendrift.journal.JournalDamagedException;
import eigendrift.journal.JournalLockedException;
import java.util.concurrent.CompletionException;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered where a request failed. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String EXPECTED = "expected ";
    private static final String FOUND = ", found ";
    private static final String MAYBE = "\nMaybe ";

    private Failures() {}

    static HttpResponse answer(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Replies.problem(problem(cause));
    }

    private static Problem problem(Throwable cause) {
        if (cause instanceof Problem problem) {
            return problem;
        }
        if (cause instanceof IllegalUriException) {
            return Problem.bad("an address in UTF-8 and %-codes", "other characters", "address", "");
        }
        if (cause instanceof ConfigException) {
            return told(StatusCodes.NOT_FOUND, cause, "address");
        }
        if (cause instanceof JournalAccessException) {
            return told(StatusCodes.FORBIDDEN, cause, "journal");
        }
        if (cause instanceof JournalLockedException) {
            return told(StatusCodes.SERVICE_UNAVAILABLE, cause, "journal");
        }
        if (cause instanceof JournalDamagedException) {
            return told(StatusCodes.INTERNAL_SERVER_ERROR, cause, "journal");
        }
        LOG.error("request failed", cause);
        return told(StatusCodes.INTERNAL_SERVER_ERROR, cause, "server");
    }

    /** Takes a message apart: {@code expected A, found B.\nMaybe C}, of which any part may be missing. */
    private static Problem told(StatusCode status, Throwable cause, String where) {
        String message = String.valueOf(cause.getMessage());
        int maybe = message.indexOf(MAYBE);
        String fact = maybe < 0 ? message : message.substring(0, maybe);
        int found = fact.indexOf(FOUND);
        boolean two = fact.startsWith(EXPECTED) && found > 0;
        return new Problem(
                status,
                two ? fact.substring(EXPECTED.length(), found) : "an answer",
                two ? fact.substring(found + FOUND.length()) : fact,
                where,
                maybe < 0 ? "" : message.substring(maybe + 1));
    }
}
