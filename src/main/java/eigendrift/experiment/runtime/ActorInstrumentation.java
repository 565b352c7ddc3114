package eigendrift.experiment.runtime;

import java.util.List;
import org.apache.pekko.actor.typed.Behavior;

/** Hooks for measuring the actors; who wires the program says what stands behind them. */
public interface ActorInstrumentation {

    /** The same behaviour, watched. */
    <T> Behavior<T> around(Behavior<T> behavior);

    /** What was measured so far. */
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
