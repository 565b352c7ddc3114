package eigendrift.experiment.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

class ThreadBrokerTest {

    private final TestInbox<ThreadBroker.Grant<String>> inbox = TestInbox.create();

    @Test
    void measurementsGetWhatTrainingLeaves() {
        BehaviorTestKit<ThreadBroker.Command> cores =
                BehaviorTestKit.create(ThreadBroker.create(4, OptionalInt.empty(), ActorInstrumentation.NONE));
        cores.run(new ThreadBroker.Training(3));
        request(cores, "a", true);
        request(cores, "b", true);
        assertThat(inbox.getAllReceived()).containsExactly(grant("a", 1));
        cores.run(new ThreadBroker.Release(1));
        assertThat(inbox.getAllReceived()).containsExactly(grant("b", 1));
    }

    @Test
    void oneThreadAtLeastWhateverTrains() {
        BehaviorTestKit<ThreadBroker.Command> cores =
                BehaviorTestKit.create(ThreadBroker.create(2, OptionalInt.empty(), ActorInstrumentation.NONE));
        cores.run(new ThreadBroker.Training(8));
        request(cores, "a", false);
        assertThat(inbox.getAllReceived()).containsExactly(grant("a", 1));
    }

    @Test
    void everyCoreWhenTrainingHasEnded() {
        BehaviorTestKit<ThreadBroker.Command> cores =
                BehaviorTestKit.create(ThreadBroker.create(4, OptionalInt.empty(), ActorInstrumentation.NONE));
        cores.run(new ThreadBroker.Training(4));
        request(cores, "a", true);
        request(cores, "b", true);
        request(cores, "c", true);
        cores.run(new ThreadBroker.Training(0));
        assertThat(inbox.getAllReceived()).containsExactly(grant("a", 1), grant("b", 1), grant("c", 2));
    }

    @Test
    void urgentRequestsGoFirstAndInOrder() {
        BehaviorTestKit<ThreadBroker.Command> cores =
                BehaviorTestKit.create(ThreadBroker.create(1, OptionalInt.empty(), ActorInstrumentation.NONE));
        request(cores, "running", false);
        request(cores, "draw 1", false);
        request(cores, "draw 2", false);
        request(cores, "spectrum 1", true);
        request(cores, "spectrum 2", true);
        for (int i = 0; i < 4; i++) {
            cores.run(new ThreadBroker.Release(1));
        }
        assertThat(inbox.getAllReceived().stream().map(ThreadBroker.Grant::job))
                .containsExactly("running", "spectrum 1", "spectrum 2", "draw 1", "draw 2");
    }

    @Test
    void aConfiguredNumberDoesNotDependOnTraining() {
        BehaviorTestKit<ThreadBroker.Command> cores =
                BehaviorTestKit.create(ThreadBroker.create(8, OptionalInt.of(2), ActorInstrumentation.NONE));
        request(cores, "a", true);
        cores.run(new ThreadBroker.Training(8));
        cores.run(new ThreadBroker.Release(2));
        request(cores, "b", true);
        assertThat(inbox.getAllReceived()).containsExactly(grant("a", 2), grant("b", 2));
    }

    private void request(BehaviorTestKit<ThreadBroker.Command> cores, String job, boolean urgent) {
        JobKind kind = urgent ? JobKind.SPECTRUM : JobKind.DRAW;
        cores.run(new ThreadBroker.Request<>(job, kind, inbox.getRef()));
    }

    private static ThreadBroker.Grant<String> grant(String job, int threads) {
        return new ThreadBroker.Grant<>(job, threads, ActorInstrumentation.Job.UNMEASURED);
    }
}
