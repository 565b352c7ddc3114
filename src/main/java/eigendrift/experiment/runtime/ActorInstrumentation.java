package eigendrift.experiment.runtime;

import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.Behavior;

/** Hooks for measuring the actors and their work; {@code cli} supplies the implementation. */
public interface ActorInstrumentation {

    /** The same behaviour, with measurements. */
    <T> Behavior<T> around(Behavior<T> behavior);

    /** What each actor did so far. */
    List<ActorStatistics> statistics();

    /** All that was measured so far, as JSON; empty if nothing is measured. */
    default String sample() {
        return "";
    }

    /** A job waits for measuring threads from now on. */
    default Job queued(JobKind kind) {
        return Job.UNMEASURED;
    }

    /** Work that is measured. */
    interface Job {

        /** Does the work, once, with {@code threads} threads. */
        <T> T run(int threads, Supplier<T> work);

        Job UNMEASURED = new Job() {
            @Override
            public <T> T run(int threads, Supplier<T> work) {
                return work.get();
            }
        };
    }

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
