package eigendrift.experiment.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

class CoresTest {

    private final TestInbox<Cores.Grant<String>> inbox = TestInbox.create();

    @Test
    void measurementsGetWhatTrainingLeaves() {
        BehaviorTestKit<Cores.Command> cores = BehaviorTestKit.create(Cores.create(4, OptionalInt.empty()));
        cores.run(new Cores.Training(3));
        request(cores, "a", true);
        request(cores, "b", true);
        assertThat(inbox.getAllReceived()).containsExactly(new Cores.Grant<>("a", 1));
        cores.run(new Cores.Release(1));
        assertThat(inbox.getAllReceived()).containsExactly(new Cores.Grant<>("b", 1));
    }

    @Test
    void oneThreadAtLeastWhateverTrains() {
        BehaviorTestKit<Cores.Command> cores = BehaviorTestKit.create(Cores.create(2, OptionalInt.empty()));
        cores.run(new Cores.Training(8));
        request(cores, "a", false);
        assertThat(inbox.getAllReceived()).containsExactly(new Cores.Grant<>("a", 1));
    }

    @Test
    void everyCoreWhenTrainingHasEnded() {
        BehaviorTestKit<Cores.Command> cores = BehaviorTestKit.create(Cores.create(4, OptionalInt.empty()));
        cores.run(new Cores.Training(4));
        request(cores, "a", true);
        request(cores, "b", true);
        request(cores, "c", true);
        cores.run(new Cores.Training(0));
        assertThat(inbox.getAllReceived())
                .containsExactly(new Cores.Grant<>("a", 1), new Cores.Grant<>("b", 1), new Cores.Grant<>("c", 2));
    }

    @Test
    void urgentRequestsGoFirstAndInOrder() {
        BehaviorTestKit<Cores.Command> cores = BehaviorTestKit.create(Cores.create(1, OptionalInt.empty()));
        request(cores, "running", false);
        request(cores, "draw 1", false);
        request(cores, "draw 2", false);
        request(cores, "spectrum 1", true);
        request(cores, "spectrum 2", true);
        for (int i = 0; i < 4; i++) {
            cores.run(new Cores.Release(1));
        }
        assertThat(inbox.getAllReceived().stream().map(Cores.Grant::job))
                .containsExactly("running", "spectrum 1", "spectrum 2", "draw 1", "draw 2");
    }

    @Test
    void aConfiguredNumberDoesNotDependOnTraining() {
        BehaviorTestKit<Cores.Command> cores = BehaviorTestKit.create(Cores.create(8, OptionalInt.of(2)));
        request(cores, "a", true);
        cores.run(new Cores.Training(8));
        cores.run(new Cores.Release(2));
        request(cores, "b", true);
        assertThat(inbox.getAllReceived()).containsExactly(new Cores.Grant<>("a", 2), new Cores.Grant<>("b", 2));
    }

    private void request(BehaviorTestKit<Cores.Command> cores, String job, boolean urgent) {
        cores.run(new Cores.Request<>(job, urgent, inbox.getRef()));
    }
}
