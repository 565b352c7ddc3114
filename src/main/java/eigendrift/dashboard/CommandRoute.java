package eigendrift.dashboard;

import eigendrift.dashboard.Commands.Command;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;

/** Passes commands on to the experiment of this process. */
final class CommandRoute {

    private static final long PATIENCE_MILLIS = 5_000;
    private static final String KEY = "command";
    private static final String WORDS =
            Arrays.stream(Command.values()).map(Command::word).collect(Collectors.joining(", "));

    private final Guard guard;
    private final Optional<Commands> commands;
    private final ActorSystem system;

    /** @param commands empty where this process runs no experiment */
    CommandRoute(Guard guard, Optional<Commands> commands, ActorSystem system) {
        this.guard = guard;
        this.commands = commands;
        this.system = system;
    }

    CompletionStage<HttpResponse> answer(HttpRequest request, String id) {
        if (request.method() != HttpMethods.POST) {
            throw new Problem(
                    StatusCodes.METHOD_NOT_ALLOWED,
                    "POST",
                    request.method().value(),
                    "commands",
                    "Maybe POST {\"command\": \"pause\"}.");
        }
        guard.checkToken(request);
        Commands running = commands.filter(some -> some.experiment().equals(id))
                .orElseThrow(() -> new Problem(
                        StatusCodes.CONFLICT,
                        "the server in the process that runs " + id,
                        commands.map(some -> "one that runs " + some.experiment())
                                .orElse("one that only reads"),
                        "commands",
                        "Maybe eigendrift resume " + id + " --serve, or Ctrl-C where it runs."));
        if (!request.entity().getContentType().mediaType().toString().equals("application/json")) {
            throw Problem.bad(
                    "Content-Type: application/json",
                    request.entity().getContentType().toString(),
                    "Content-Type",
                    "");
        }
        return request.entity()
                .toStrict(PATIENCE_MILLIS, system)
                .thenApply(body -> command(body.getData().utf8String()))
                .thenApply(command -> {
                    running.carryOut(command);
                    return Replies.json(StatusCodes.ACCEPTED, Map.of(KEY, command.word()));
                })
                .exceptionally(CommandRoute::failed);
    }

    private static HttpResponse failed(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof EntityStreamSizeException) {
            throw new CompletionException(
                    new Problem(StatusCodes.CONTENT_TOO_LARGE, "a body of at most 4 kB", "a longer one", "body", ""));
        }
        throw new CompletionException(cause);
    }

    private static Command command(String body) {
        String word = word(body);
        return Arrays.stream(Command.values())
                .filter(command -> command.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.bad(
                        "one of " + WORDS, word.isEmpty() ? body : word, KEY, "Maybe {\"command\": \"pause\"}."));
    }

    /** Empty where the body says none. */
    private static String word(String body) {
        try {
            return Replies.tree(body).path(KEY).asText("");
        } catch (IllegalArgumentException noJson) {
            return "";
        }
    }
}
