package eigendrift.experiment.runtime;

import java.util.List;
import org.apache.pekko.actor.typed.Behavior;

/** Hooks for measuring the actors; {@code cli} supplies the implementation. */
public interface ActorInstrumentation {

    /** The same behaviour, with measurements. */
    <T> Behavior<T> around(Behavior<T> behavior);

    /** The measurements so far. */
    List<ActorStatistics> statistics();

    /** Measures nothing. */
    ActorInstrumentation NONE = new ActorInstrumentation() {
        @Override
        public <T> Behavior<T> around(Behavior<T> behavior) {
            return behavior;
        }

        @Override
        public List<ActorStatistics> statistics() {
            return List.of();
        }
    };
}
