package eigendrift.experiment.runtime;

import eigendrift.experiment.following.LocalMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Divides the cores that training leaves among measurements.
 *
 * <p>State: how many runs train, how many threads measure, which requests wait. Protocol: an actor that wants to
 * measure sends a {@code Request}, gets a {@code Grant} of some threads when it is its turn, and returns them with
 * {@code Release}. Training never asks: as long as runs train, measurements get what is left, at least one thread;
 * afterwards they get every core.
 */
public final class ThreadBroker {

    private ThreadBroker() {}

    /** Requests for threads, and the number of runs that train; every request is granted in the end. */
    public sealed interface Command extends LocalMessage {}

    /**
     * Asks for threads to do {@code job}; the answer carries it back.
     *
     * @param kind says whether it goes before others
     */
    public record Request<J>(J job, JobKind kind, ActorRef<Grant<J>> replyTo) implements Command {}

    public record Release(int threads) implements Command {}

    /** From now on {@code runs} runs train. */
    public record Training(int runs) implements Command {}

    /**
     * Permission to use {@code threads} for {@code job}, until {@code Release}.
     *
     * @param measured counts the job as waiting since it was requested
     */
    public record Grant<J>(J job, int threads, ActorInstrumentation.Job measured) implements LocalMessage {}

    /** A reference that takes grants for jobs of type J as messages of {@code context}'s actor. */
    @SuppressWarnings("unchecked") // a Request<J> is answered with a Grant<J>, and the adapter is given to those alone
    public static <C, J> ActorRef<Grant<J>> grants(ActorContext<C> context, Function<Grant<J>, C> wrap) {
        Class<Grant<J>> type = (Class<Grant<J>>) (Class<?>) Grant.class;
        return context.messageAdapter(type, wrap::apply);
    }

    /**
     * @param cores cores of the machine
     * @param fixed threads for measurements if configured; otherwise what training leaves of the cores
     */
    public static Behavior<Command> create(int cores, OptionalInt fixed, ActorInstrumentation instruments) {
        return sharing(new State(cores, fixed, 0, 0, List.of()), instruments);
    }

    private record Waiting<J>(Request<J> request, ActorInstrumentation.Job measured) {

        static <J> Waiting<J> of(Request<J> request, ActorInstrumentation instruments) {
            return new Waiting<>(request, instruments.queued(request.kind()));
        }

        boolean urgent() {
            return request.kind().urgent();
        }

        void grant(int threads) {
            request.replyTo().tell(new Grant<>(request.job(), threads, measured));
        }
    }

    private record State(int cores, OptionalInt fixed, int training, int used, List<Waiting<?>> waiting) {

        int free() {
            return fixed.orElse(Math.max(1, cores - training)) - used;
        }

        State with(Command command, ActorInstrumentation instruments) {
            if (command instanceof Training change) {
                return new State(cores, fixed, change.runs(), used, waiting);
            }
            if (command instanceof Release release) {
                return new State(cores, fixed, training, used - release.threads(), waiting);
            }
            Waiting<?> request = Waiting.of((Request<?>) command, instruments);
            List<Waiting<?>> queue = new ArrayList<>(waiting);
            int place = queue.size();
            while (request.urgent() && place > 0 && !queue.get(place - 1).urgent()) {
                place--;
            }
            queue.add(place, request);
            return new State(cores, fixed, training, used, List.copyOf(queue));
        }

        /** Hands out free threads, evenly among those who wait. */
        State granted() {
            State state = this;
            while (!state.waiting.isEmpty() && state.free() > 0) {
                int threads = Math.max(1, state.free() / state.waiting.size());
                state.waiting.get(0).grant(threads);
                state = new State(
                        cores,
                        fixed,
                        training,
                        state.used + threads,
                        List.copyOf(state.waiting.subList(1, state.waiting.size())));
            }
            return state;
        }
    }

    private static Behavior<Command> sharing(State state, ActorInstrumentation instruments) {
        return Behaviors.receiveMessage(
                command -> sharing(state.with(command, instruments).granted(), instruments));
    }
}
