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
    private final LiveSamples samples;
    private final TableRoutes tables;
    private final TwoTimesRoute twoTimes;
    private final FigureRoute figures;
    private final StreamRoute streams;
    private final CommandRoute commands;
    private final Executor blocking;

    /**
     * @param blocking threads that wait for the disk
     * @param streaming the same for streams
     */
    Api(String version, Journal journal, Folds folds, CommandRoute commands, Executor blocking, Executor streaming) {
        this.version = version;
        this.journal = journal;
        this.overviews = new Overviews(journal);
        this.samples = new LiveSamples(journal);
        this.tables = new TableRoutes(overviews, folds, blocking);
        this.twoTimes = new TwoTimesRoute(overviews, folds);
        this.figures = new FigureRoute(folds);
        this.streams = new StreamRoute(overviews, folds, samples, streaming);
        this.commands = commands;
        this.blocking = blocking;
    }

    /** The streams tell what there is and end. */
    void end() {
        streams.end();
    }

    /** @param path the parts of the request's path */
    CompletionStage<HttpResponse> answer(HttpRequest request, List<String> path) {
        if (path.equals(List.of("healthz"))) {
            return read(request, this::health);
        }
        if (path.equals(List.of("metrics"))) {
            return read(request, () -> new PrometheusRoute(journal, overviews).answer(samples.now()));
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
        if (path.isEmpty()) {
            return read(request, () -> Replies.json(overviews.whole(id, analysis)));
        }
        if (path.equals(List.of("commands"))) {
            return commands.answer(request, id);
        }
        if (path.equals(List.of("stream"))) {
            return read(request, () -> streams.answer(request, id, analysis, parameters));
        }
        List<String> rest = path.subList(1, path.size());
        return switch (path.get(0)) {
            case "events" -> read(request, () -> events(request, id, rest, parameters));
            case "tables" -> read(request, () -> tables.answer(id, analysis, String.join("/", rest), parameters));
            case "two-times" -> read(request, () -> twoTimes.answer(id, analysis, rest, parameters));
            case "figures" ->
                read(
                        request,
                        () -> rest.isEmpty()
                                ? figures.names(id, analysis)
                                : figures.answer(id, analysis, String.join("/", rest)));
            default -> throw unknown(request);
        };
    }

    private HttpResponse events(HttpRequest request, String id, List<String> path, Parameters parameters) {
        overviews.of(id);
        if (path.isEmpty()) {
            return Replies.json(journal.tail(tail -> EventList.of(tail, id, parameters)));
        }
        if (path.equals(List.of("histogram"))) {
            return Replies.json(journal.tail(tail -> EventList.counts(tail, id, parameters)));
        }
        long ordering = Parameters.number("events/ORDERING", path.get(0), 1, Long.MAX_VALUE);
        if (path.size() == 1) {
            return Replies.json(journal.tail(tail -> OneEvent.json(tail, id, ordering)));
        }
        if (path.size() == 2 && path.get(1).endsWith(NPY)) {
            String name = path.get(1).substring(0, path.get(1).length() - NPY.length());
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
        health.put("journal", journal.name());
        health.put("offset", journal.tail(tail -> tail.highest()));
        health.put(
                "live",
                samples.now()
                        .map(live -> Map.of(
                                "pid", live.pid(),
                                "experiment", live.experiment(),
                                "sampledMillis", live.sampledMillis()))
                        .orElse(null));
        return Replies.json(health);
    }
}
