package eigendrift.dashboard;

import eigendrift.journal.Storage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The addresses of data. */
final class Api {

    private final String version;
    private final Storage storage;
    private final Executor blocking;

    Api(String version, Storage storage, Executor blocking) {
        this.version = version;
        this.storage = storage;
        this.blocking = blocking;
    }

    CompletionStage<HttpResponse> answer(HttpRequest request, List<String> path) {
        if (path.equals(List.of("healthz"))) {
            return read(request, this::health);
        }
        throw Problem.absent(
                "a page, /api/experiments, /healthz or /metrics",
                request.getUri().path(),
                request.getUri().path(),
                "Maybe /.");
    }

    private CompletionStage<HttpResponse> read(HttpRequest request, Supplier<HttpResponse> answer) {
        Site.requireGet(request);
        return CompletableFuture.supplyAsync(answer, blocking);
    }

    private HttpResponse health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("version", version);
        health.put("journal", storage.name());
        health.put("offset", 0);
        health.put("live", null);
        return Replies.json(health);
    }
}
