package eigendrift.dashboard;

import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/** Answers what is no request of HTTP, or too large a one, as other problems; named in {@code application.conf}. */
public final class MalformedRequests extends ParsingErrorHandler {

    @Override
    public HttpResponse handle(StatusCode status, ErrorInfo info, LoggingAdapter log, ServerSettings settings) {
        return Replies.guarded(Replies.problem(
                new Problem(status, "a request of HTTP/1.1 with headers up to 8 kB", info.summary(), "request", "")));
    }
}
