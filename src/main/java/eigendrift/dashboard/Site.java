package eigendrift.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Every address of the server: who may ask, and what answers. */
final class Site {

    private static final List<String> VIEWS = List.of("actors", "events");

    private final Guard guard;
    private final Assets assets = new Assets();
    private final Api api;
    private final ActorSystem system;

    Site(Guard guard, Api api, ActorSystem system) {
        this.guard = guard;
        this.api = api;
        this.system = system;
    }

    CompletionStage<HttpResponse> answer(HttpRequest request) {
        CompletionStage<HttpResponse> answer;
        try {
            guard.check(request);
            answer = route(request, segments(request));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        return answer.exceptionally(failure -> refused(request, failure)).thenApply(Replies::guarded);
    }

    private CompletionStage<HttpResponse> route(HttpRequest request, List<String> path) {
        if (isPage(path)) {
            requireGet(request);
            int depth =
                    (int) request.getUri().path().chars().filter(c -> c == '/').count() - 1;
            return CompletableFuture.completedStage(assets.page(request, depth));
        }
        if (path.get(0).equals("assets")) {
            requireGet(request);
            String name = String.join("/", path.subList(1, path.size()));
            return CompletableFuture.completedStage(assets.file(request, name));
        }
        guard.checkData(request);
        return api.answer(request, path);
    }

    /** Whether the page itself is at this address; what it shows there it asks for itself. */
    private static boolean isPage(List<String> path) {
        return path.isEmpty()
                || path.get(0).equals("experiments")
                        && (path.size() == 2 || path.size() == 3 && VIEWS.contains(path.get(2)));
    }

    /** The parts of the path; a '/' at its end is none. */
    private static List<String> segments(HttpRequest request) {
        List<String> segments = new ArrayList<>();
        request.getUri().pathSegments().forEach(segments::add);
        if (!segments.isEmpty() && segments.get(segments.size() - 1).isEmpty()) {
            segments.remove(segments.size() - 1);
        }
        return segments;
    }

    static void requireGet(HttpRequest request) {
        if (request.method() != HttpMethods.GET) {
            throw new Problem(
                    StatusCodes.METHOD_NOT_ALLOWED,
                    "GET",
                    request.method().value(),
                    request.getUri().path(),
                    "Maybe POST to /api/experiments/ID/commands.");
        }
    }

    private HttpResponse refused(HttpRequest request, Throwable failure) {
        // What was sent and not read would keep the connection from its next request.
        request.discardEntityBytes(system);
        return Failures.answer(failure);
    }
}
