package eigendrift.experiment.following;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.experiment.Journal;
import eigendrift.experiment.training.Trainer;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowerTest {

    private static final String SOURCE = "trainer|x|sgd-seed0";

    private final Journal journal = new Journal(1);
    private final TestProbe<Follower.Delivery> consumer = journal.system.createTestProbe(Follower.Delivery.class);

    @AfterEach
    void stop() {
        journal.close();
    }

    @Test
    void deliversWantedEventsOneByOne() {
        journal.events.persistForRecovery(
                SOURCE,
                List.of(
                        new Trainer.TrainingStarted("a", true),
                        new Trainer.TrainingCompleted(1),
                        new Trainer.TrainingCompleted(2)));
        ActorRef<Follower.Command> follower = follower();
        follower.tell(new Follower.Next(0, consumer.getRef()));
        assertThat(consumer.receiveMessage())
                .isEqualTo(new Follower.Delivery(SOURCE, 2, new Trainer.TrainingCompleted(1)));
        consumer.expectNoMessage(Duration.ofMillis(100));
        follower.tell(new Follower.Next(2, consumer.getRef()));
        assertThat(consumer.receiveMessage().sequenceNumber()).isEqualTo(3);
    }

    @Test
    void waitsForWhatIsNotWrittenYet() {
        ActorRef<Follower.Command> follower = follower();
        follower.tell(new Follower.Next(0, consumer.getRef()));
        consumer.expectNoMessage(Duration.ofMillis(100));
        journal.events.persistForRecovery(SOURCE, List.of(new Trainer.TrainingStarted("a", true)));
        follower.tell(new Follower.Grown(SOURCE, 1));
        consumer.expectNoMessage(Duration.ofMillis(100));
        journal.events.persistForRecovery(SOURCE, List.of(new Trainer.TrainingCompleted(7)));
        follower.tell(new Follower.Grown(SOURCE, 2));
        assertThat(consumer.receiveMessage().event()).isEqualTo(new Trainer.TrainingCompleted(7));
    }

    private ActorRef<Follower.Command> follower() {
        return journal.system.spawn(Follower.create(
                PersistenceId.ofUniqueId(SOURCE),
                new JournalReader(journal.system.system()),
                List.of(Trainer.TrainingCompleted.class)));
    }
}
