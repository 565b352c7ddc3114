package eigendrift.dashboard;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Streams of server-sent events. A client pulls: only when it has taken a message is the next one made, so one that
 * stalls costs nothing.
 */
final class StreamRoute {

    private static final ContentType TYPE = ContentTypes.parse("text/event-stream");

    /** How long nothing new is waited for before it is looked for again. */
    private static final long POLL_MILLIS = 50;

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final Overviews overviews;
    private final Folds folds;
    private final LiveSamples samples;
    private final Executor blocking;
    private volatile boolean ending;

    /** @param blocking threads for reading, of streams alone */
    StreamRoute(Overviews overviews, Folds folds, LiveSamples samples, Executor blocking) {
        this.overviews = overviews;
        this.folds = folds;
        this.samples = samples;
        this.blocking = blocking;
    }

    HttpResponse answer(HttpRequest request, String id, String analysis, Parameters parameters) {
        LiveFold fold = folds.of(id, analysis);
        Optional<String> identity = parameters.text("journal");
        long after = after(request, parameters);
        if (identity.isPresent() && !identity.get().equals(fold.identity()) || after > overviews.offset()) {
            throw new Problem(
                    StatusCodes.CONFLICT,
                    "to go on in the journal that was there before",
                    "another one at " + overviews.path(),
                    "stream",
                    "Maybe reload the page.");
        }
        EventStream stream = new EventStream(fold, overviews, samples, id, tables(parameters), after);
        Source<ByteString, ?> messages = Source.unfoldResourceAsync(
                        () -> CompletableFuture.completedStage(stream), this::next, open -> {
                            open.close();
                            return CompletableFuture.completedStage(Done.getInstance());
                        })
                .keepAlive(HEARTBEAT, () -> ByteString.fromString(": still here\n\n"));
        return HttpResponse.create().withEntity(HttpEntities.create(TYPE, messages));
    }

    /** The streams tell what there is and end. */
    void end() {
        ending = true;
    }

    /** The next message, as soon as there is one. */
    private CompletionStage<Optional<ByteString>> next(EventStream stream) {
        boolean last = ending;
        return CompletableFuture.supplyAsync(() -> stream.next(last), blocking).thenCompose(message -> {
            if (message.isPresent() || last || stream.isClosed()) {
                return CompletableFuture.completedStage(message);
            }
            return CompletableFuture.supplyAsync(
                            () -> stream,
                            CompletableFuture.delayedExecutor(POLL_MILLIS, TimeUnit.MILLISECONDS, Runnable::run))
                    .thenCompose(this::next);
        });
    }

    /** A client that comes back says itself where it was. */
    private static long after(HttpRequest request, Parameters parameters) {
        return request.getHeader("Last-Event-ID")
                .map(header -> Parameters.number("Last-Event-ID", header.value(), 0, Long.MAX_VALUE))
                .orElseGet(() -> parameters.number("after").orElse(0));
    }

    private static List<String> tables(Parameters parameters) {
        return parameters
                .text("tables")
                .map(names ->
                        Arrays.stream(names.split(",")).map(StreamRoute::table).toList())
                .orElse(RowMessages.STREAMED);
    }

    private static String table(String name) {
        if (!RowMessages.STREAMED.contains(name)) {
            throw Problem.bad(
                    "names out of " + String.join(",", RowMessages.STREAMED),
                    name,
                    "tables",
                    "Maybe leave tables out.");
        }
        return name;
    }
}
