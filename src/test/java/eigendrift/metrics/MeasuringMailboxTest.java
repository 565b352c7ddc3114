package eigendrift.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import eigendrift.metrics.live.LiveSample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.pekko.actor.DeadLetter;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Option;

@Timeout(20)
class MeasuringMailboxTest {

    /** All typed actors and, but for a few, Pekko's own. */
    private final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString("""
                    pekko.actor.typed.default-mailbox.mailbox-type = "eigendrift.metrics.MeasuringMailbox"
                    pekko.actor.default-mailbox.mailbox-type = "eigendrift.metrics.MeasuringMailbox"
                    """).withFallback(ConfigFactory.load()));

    private final ActorMetrics metrics = ActorMetrics.of(kit.system());

    private sealed interface Command {
        /** Holds the actor until {@code release} opens. */
        record Block(CountDownLatch started, CountDownLatch release) implements Command {}

        record Note(int sender, int number) implements Command {}

        record Read(ActorRef<Notes> replyTo) implements Command {}

        record Stop() implements Command {}
    }

    private record Notes(List<Command.Note> notes, long readNanoTime) {}

    private static Behavior<Command> notebook() {
        return Behaviors.setup(context -> {
            List<Command.Note> notes = new ArrayList<>();
            return Behaviors.receive(Command.class)
                    .onMessage(Command.Block.class, block -> {
                        block.started.countDown();
                        block.release.await();
                        return Behaviors.same();
                    })
                    .onMessage(Command.Note.class, note -> {
                        notes.add(note);
                        return Behaviors.same();
                    })
                    .onMessage(Command.Read.class, read -> {
                        read.replyTo.tell(new Notes(List.copyOf(notes), System.nanoTime()));
                        return Behaviors.same();
                    })
                    .onMessage(Command.Stop.class, stop -> Behaviors.stopped())
                    .build();
        });
    }

    @AfterEach
    void shutdown() {
        kit.shutdownTestKit();
    }

    @Test
    void countsEveryMessageOfConcurrentSendersAndKeepsTheirOrder() throws InterruptedException {
        int senders = 4;
        int each = 5_000;
        ActorRef<Command> actor = kit.spawn(notebook(), "notebook");
        TestProbe<Notes> probe = kit.createTestProbe();

        List<Thread> threads = IntStream.range(0, senders)
                .mapToObj(sender -> new Thread(
                        () -> IntStream.range(0, each).forEach(i -> actor.tell(new Command.Note(sender, i)))))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        actor.tell(new Command.Read(probe.ref()));
        Notes notes = probe.receiveMessage(Duration.ofSeconds(15));

        for (int sender = 0; sender < senders; sender++) {
            int of = sender;
            assertThat(notes.notes)
                    .filteredOn(n -> n.sender == of)
                    .extracting(Command.Note::number)
                    .containsExactlyElementsOf(IntStream.range(0, each).boxed().toList());
        }
        assertThat(row("notebook", "Note").mailbox().count()).isEqualTo((long) senders * each);
        assertThat(row("notebook", "Read").mailbox().count()).isEqualTo(1);
        assertThat(row("notebook", "*").messages()).isEqualTo((long) senders * each + 1);
        assertThat(row("notebook", "*").mailboxSize()).isZero();
    }

    @Test
    void timesAMessageBehindABlockedOne() throws InterruptedException {
        ActorRef<Command> actor = kit.spawn(notebook(), "notebook");
        TestProbe<Notes> probe = kit.createTestProbe();
        CountDownLatch release = block(actor);

        long beforeSend = System.nanoTime();
        actor.tell(new Command.Read(probe.ref()));
        long sent = System.nanoTime();
        long aWhile = Duration.ofMillis(5).toNanos();
        while (System.nanoTime() - sent < aWhile) {
            Thread.onSpinWait();
        }
        long released = System.nanoTime();
        release.countDown();
        long read = probe.receiveMessage().readNanoTime;

        ActorStatistics.Times times = row("notebook", "Read").mailbox();
        assertThat(times.maxNanos()).isBetween(released - sent, read - beforeSend);
        assertThat(times.totalNanos()).isEqualTo(times.maxNanos());
        assertThat(times.meanNanos()).isEqualTo(times.maxNanos());
    }

    @Test
    void knowsSizeNowAndAtPeak() throws InterruptedException {
        ActorRef<Command> actor = kit.spawn(notebook(), "notebook");
        TestProbe<Notes> probe = kit.createTestProbe();

        CountDownLatch release = block(actor);
        IntStream.range(0, 6).forEach(i -> actor.tell(new Command.Note(0, i)));
        actor.tell(new Command.Read(probe.ref()));
        assertThat(row("notebook", "*").mailboxSize()).isEqualTo(7);
        release.countDown();
        probe.receiveMessage();

        CountDownLatch again = block(actor);
        actor.tell(new Command.Note(0, 6));
        assertThat(row("notebook", "*").mailboxSize()).isEqualTo(1);
        assertThat(row("notebook", "*").mailboxPeak()).isEqualTo(7);
        again.countDown();
    }

    @Test
    void sendsUnreadMessagesToDeadLettersAndForgetsTheMailboxWhenTheActorStops() throws InterruptedException {
        ActorRef<Command> actor = kit.spawn(notebook(), "notebook");
        TestProbe<DeadLetter> deadLetters = kit.createDeadLetterProbe();
        CountDownLatch release = block(actor);
        actor.tell(new Command.Stop());
        IntStream.range(0, 3).forEach(i -> actor.tell(new Command.Note(0, i)));
        assertThat(mailboxes()).isEqualTo(1);

        release.countDown();
        TestProbe<Object> terminated = kit.createTestProbe();
        terminated.expectTerminated(actor);

        assertThat(deadLetters.receiveSeveralMessages(3))
                .extracting(DeadLetter::message)
                .containsExactly(new Command.Note(0, 0), new Command.Note(0, 1), new Command.Note(0, 2));
        terminated.awaitAssert(() -> {
            assertThat(mailboxes()).isZero();
            return null;
        });
        assertThat(row("notebook", "Note").mailbox().count()).isEqualTo(3);
        assertThat(row("notebook", "*").mailbox().count()).isEqualTo(5);
        assertThat(row("notebook", "*").mailboxSize()).isZero();
        assertThat(row("notebook", "*").mailboxPeak()).isEqualTo(4);
    }

    @Test
    void addsUpActorsThatFollowEachOtherUnderOneName() {
        for (int life = 1; life <= 3; life++) {
            ActorRef<Command> actor = kit.spawn(notebook(), "notebook");
            TestProbe<Notes> probe = kit.createTestProbe();
            actor.tell(new Command.Read(probe.ref()));
            probe.receiveMessage();
            assertThat(row("notebook", "Read").mailbox().count()).isEqualTo(life);
            assertThat(mailboxes()).isEqualTo(1);
            kit.stop(actor);
        }
    }

    @Test
    void measuresPekkosOwnActorsAndNamelessOnesUnderOneLabel() {
        TestProbe<Notes> probe = kit.createTestProbe();
        for (int i = 0; i < 3; i++) {
            kit.spawn(notebook()).tell(new Command.Read(probe.ref()));
        }
        probe.receiveSeveralMessages(3);

        assertThat(row("$", "Read").mailbox().count()).isEqualTo(3);
        assertThat(metrics.statistics())
                .extracting(ActorStatistics::actor)
                .isSorted()
                .contains("system/localReceptionist");
    }

    @Test
    void refusesAQueueWithoutAnOwner() {
        MeasuringMailbox mailbox = new MeasuringMailbox(null, ConfigFactory.empty());

        assertThatThrownBy(() -> mailbox.create(Option.empty(), Option.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("owner = None")
                .hasMessageContaining("balancing pool");
    }

    /** Returns once the actor is busy, and will be until the latch opens. */
    private static CountDownLatch block(ActorRef<Command> actor) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        actor.tell(new Command.Block(started, release));
        started.await();
        return release;
    }

    private ActorStatistics row(String actor, String type) {
        return metrics.statistics().stream()
                .filter(r -> r.actor().equals(actor) && r.messageType().equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + actor + ", " + type + " among "
                        + metrics.statistics().stream()
                                .map(r -> r.actor() + " " + r.messageType())
                                .toList()));
    }

    private int mailboxes() {
        return metrics.sample("", "").actors().stream()
                .filter(actor -> actor.actor().equals("notebook"))
                .mapToInt(LiveSample.Actors::count)
                .sum();
    }
}
