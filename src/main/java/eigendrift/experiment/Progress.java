package eigendrift.experiment;

import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * How far everything has come, for whoever watches. Not journaled: it says nothing that the journal does not.
 *
 * <p>State: the last figure of each run. Protocol: trainers, probes and null models report; {@code Get} answers with all.
 */
public final class Progress {

    private Progress() {}

    /** Messages. */
    public sealed interface Command extends Local {}

    /** A run has made {@code step} of {@code total} updates; {@code loss} is that of the last log row. */
    public record Trained(String run, long step, long total, double loss) implements Command {}

    /** {@code done} of {@code total} checkpoints of a run are probed. */
    public record Probed(String run, int done, int total) implements Command {}

    /** {@code done} of {@code total} draws of the null models are made. */
    public record Drawn(int done, int total) implements Command {}

    public record Get(ActorRef<Snapshot> replyTo) implements Command {}

    /** Everything at one moment; maps by run. */
    public record Snapshot(Map<String, Trained> trained, Map<String, Probed> probed, Drawn drawn) implements Local {

        private Snapshot with(Command report) {
            if (report instanceof Trained news) {
                return new Snapshot(put(trained, news.run(), news), probed, drawn);
            }
            if (report instanceof Probed news) {
                return new Snapshot(trained, put(probed, news.run(), news), drawn);
            }
            return new Snapshot(trained, probed, (Drawn) report);
        }

        private static <T> Map<String, T> put(Map<String, T> map, String run, T news) {
            Map<String, T> copy = new TreeMap<>(map);
            copy.put(run, news);
            return copy;
        }
    }

    public static Behavior<Command> create() {
        return watching(new Snapshot(Map.of(), Map.of(), new Drawn(0, 0)));
    }

    private static Behavior<Command> watching(Snapshot snapshot) {
        return Behaviors.receiveMessage(command -> {
            if (command instanceof Get get) {
                get.replyTo().tell(snapshot);
                return Behaviors.same();
            }
            return watching(snapshot.with(command));
        });
    }
}
