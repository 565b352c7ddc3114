package eigendrift.experiment;

import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Small conversions between what others send and what an actor understands. */
final class Adapters {

    private Adapters() {}

    /** A reference that takes grants for jobs of type J as messages of {@code context}'s actor. */
    @SuppressWarnings(
            "unchecked") // Cores answers a Request<J> with a Grant<J>, and the adapter is given to those alone
    static <C, J> ActorRef<Cores.Grant<J>> grants(ActorContext<C> context, Function<Cores.Grant<J>, C> wrap) {
        Class<Cores.Grant<J>> type = (Class<Cores.Grant<J>>) (Class<?>) Cores.Grant.class;
        return context.messageAdapter(type, wrap::apply);
    }

    /** What went wrong, in a line. Errors are not for the journal: they end the process. */
    static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof Error error) {
            throw error;
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
