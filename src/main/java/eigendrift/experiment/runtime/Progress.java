package eigendrift.experiment.runtime;

import eigendrift.experiment.following.LocalMessage;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Collects the progress of all actors for the display. Not journaled, because it follows from the journal.
 *
 * <p>State: the last figure of each run and of each actor that measures. Protocol: trainers, probes, trackers and null
 * models report; {@code Get} answers with all.
 */
public final class Progress {

    private Progress() {}

    /** Reports, which are not answered, and {@code Get}, which is. */
    public sealed interface Command extends LocalMessage {}

    /** How far a run has come. */
    public enum Phase {
        WAITING,
        TRAINING,
        PAUSED,
        COMPLETED,
        DIVERGED;

        public boolean ended() {
            return this == COMPLETED || this == DIVERGED;
        }
    }

    /**
     * A run has made {@code step} updates.
     *
     * @param total updates that it will have made; of a run that diverged, those that it made
     * @param loss of the row that was just logged; NaN for none, in a snapshot for none so far
     */
    public record Trained(String run, Phase phase, long step, long total, double loss) implements Command {

        static Trained waiting(String run, long total) {
            return new Trained(run, Phase.WAITING, 0, total, Double.NaN);
        }

        private Trained after(Trained former) {
            return Double.isNaN(loss) && former != null ? new Trained(run, phase, step, total, former.loss()) : this;
        }
    }

    /** Work that is counted besides training: checkpoints probed, checkpoints tracked, draws of null models. */
    public enum Work {
        PROBES,
        TRACKING,
        NULLS
    }

    /** The actor with this persistence id has done so much of its work. */
    public record Counted(String persistenceId, Work work, int done, int total) implements Command {}

    public record Get(ActorRef<Snapshot> replyTo) implements Command {}

    /**
     * Everything at one moment.
     *
     * @param trained by run, in the order of the plan
     * @param counted by persistence id
     */
    public record Snapshot(Map<String, Trained> trained, Map<String, Counted> counted) implements LocalMessage {

        private Snapshot with(Command report) {
            if (report instanceof Trained news) {
                return new Snapshot(
                        put(new LinkedHashMap<>(trained), news.run(), news.after(trained.get(news.run()))), counted);
            }
            Counted news = (Counted) report;
            return new Snapshot(trained, put(new HashMap<>(counted), news.persistenceId(), news));
        }

        private static <T> Map<String, T> put(Map<String, T> copy, String key, T news) {
            copy.put(key, news);
            return copy;
        }

        /** Updates made and to be made, of all runs together. */
        public Count steps() {
            return new Count(
                    trained.values().stream().mapToLong(Trained::step).sum(),
                    trained.values().stream().mapToLong(Trained::total).sum());
        }

        /** Of all actors together. */
        public Count count(Work work) {
            List<Counted> own = counted.values().stream()
                    .filter(actor -> actor.work() == work)
                    .toList();
            return new Count(
                    own.stream().mapToLong(Counted::done).sum(),
                    own.stream().mapToLong(Counted::total).sum());
        }
    }

    /** How much of a total is done. */
    public record Count(long done, long total) {}

    /** @param runs the runs before the first report */
    static Behavior<Command> create(List<Trained> runs) {
        Map<String, Trained> trained = new LinkedHashMap<>();
        runs.forEach(run -> trained.put(run.run(), run));
        return watching(new Snapshot(trained, Map.of()));
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
