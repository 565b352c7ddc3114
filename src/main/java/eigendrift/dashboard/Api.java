package eigendrift.dashboard;

import eigendrift.experiment.following.PersistenceIds;
import eigendrift.tensors.Npy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** The addresses of data. */
final class Api {

    private static final String NPY = ".npy";

    private final String version;
    private final Journal journal;
    private final Overviews overviews;
    private final CommandRoute commands;
    private final Executor blocking;

    Api(String version, Journal journal, CommandRoute commands, Executor blocking) {
        this.version = version;
        this.journal = journal;
        this.overviews = new Overviews(journal);
        this.commands = commands;
        this.blocking = blocking;
    }

    /** @param path the parts of the request's path */
    CompletionStage<HttpResponse> answer(HttpRequest request, List<String> path) {
        if (path.equals(List.of("healthz"))) {
            return read(request, this::health);
        }
        if (path.equals(List.of("api", "experiments"))) {
            return read(request, () -> Replies.json(overviews.all()));
        }
        if (path.size() >= 3 && path.subList(0, 2).equals(List.of("api", "experiments"))) {
            return experiment(request, path.get(2), path.subList(3, path.size()));
        }
        throw unknown(request);
    }

    private static Problem unknown(HttpRequest request) {
        return Problem.absent(
                "a page, /api/experiments, /healthz or /metrics",
                request.getUri().path(),
                "address",
                "Maybe one of those that the page on serve lists.");
    }

    private CompletionStage<HttpResponse> experiment(HttpRequest request, String id, List<String> path) {
        Parameters parameters = new Parameters(request);
        String analysis = parameters.text("analysis").orElse(PersistenceIds.FIRST_ANALYSIS);
        String what = path.isEmpty() ? "" : path.get(0);
        if (path.isEmpty()) {
            return read(request, () -> Replies.json(overviews.whole(id, analysis)));
        }
        if (path.equals(List.of("commands"))) {
            return commands.answer(request, id);
        }
        if (what.equals("events")) {
            return read(request, () -> events(request, id, path, parameters));
        }
        throw unknown(request);
    }

    private HttpResponse events(HttpRequest request, String id, List<String> path, Parameters parameters) {
        overviews.of(id);
        if (path.size() == 1) {
            return Replies.json(journal.tail(tail -> EventList.of(tail, id, parameters)));
        }
        long ordering = Parameters.number("events/ORDERING", path.get(1), 1, Long.MAX_VALUE);
        if (path.size() == 2) {
            return Replies.json(journal.tail(tail -> OneEvent.json(tail, id, ordering)));
        }
        if (path.size() == 3 && path.get(2).endsWith(NPY)) {
            String name = path.get(2).substring(0, path.get(2).length() - NPY.length());
            double[] numbers = journal.tail(tail -> OneEvent.array(tail, id, ordering, name));
            return npy(Npy.bytes(numbers));
        }
        throw unknown(request);
    }

    private static HttpResponse npy(byte[] bytes) {
        return Replies.bytes(ContentTypes.APPLICATION_OCTET_STREAM, bytes);
    }

    private CompletionStage<HttpResponse> read(HttpRequest request, Supplier<HttpResponse> answer) {
        Site.requireGet(request);
        return CompletableFuture.supplyAsync(answer, blocking);
    }

    private HttpResponse health() {
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("version", version);
        health.put("journal", journal.path());
        health.put("offset", journal.tail(tail -> tail.highest()));
        health.put("live", null);
        return Replies.json(health);
    }
}
