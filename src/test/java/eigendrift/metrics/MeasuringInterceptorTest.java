package eigendrift.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.testkit.javadsl.EventSourcedBehaviorTestKit;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MeasuringInterceptorTest {

    private static final Duration WORK = Duration.ofMillis(5);

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.parseString(
                    "pekko.actor.typed.default-mailbox.mailbox-type = \"eigendrift.metrics.MeasuringMailbox\"")
            .withFallback(EventSourcedBehaviorTestKit.config()));
    private final ActorMetrics metrics = ActorMetrics.of(kit.system());
    private final TestProbe<Object> probe = kit.createTestProbe();

    private sealed interface Command {
        record Work(ActorRef<Object> replyTo) implements Command {}

        record Fail() implements Command {}

        record Ping(ActorRef<Object> replyTo) implements Command {}
    }

    @AfterEach
    void shutdown() {
        kit.shutdownTestKit();
    }

    private static void work() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WORK.toNanos()) {
            Thread.onSpinWait();
        }
    }

    private static Behavior<Command> worker() {
        return Behaviors.receive(Command.class)
                .onMessage(Command.Work.class, command -> {
                    work();
                    command.replyTo.tell(Done.getInstance());
                    return Behaviors.same();
                })
                .onMessage(Command.Fail.class, command -> {
                    throw new IllegalStateException("as asked");
                })
                .onMessage(Command.Ping.class, command -> {
                    command.replyTo.tell(Done.getInstance());
                    return MeasuringInterceptor.measured(worker());
                })
                .build();
    }

    @Test
    void countsAndTimesEachMessageTypeOnce() {
        ActorRef<Command> actor = kit.spawn(MeasuringInterceptor.measured(worker()), "worker");

        long start = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            actor.tell(new Command.Work(probe.ref()));
            actor.tell(new Command.Ping(probe.ref()));
        }
        actor.tell(new Command.Ping(probe.ref()));
        probe.receiveSeveralMessages(7);
        settle("worker", 7);
        long elapsed = System.nanoTime() - start;

        assertThat(counts("worker")).containsExactly(tuple("*", 7L, 0L), tuple("Ping", 4L, 0L), tuple("Work", 3L, 0L));
        ActorStatistics.Times times = row("worker", "Work").processing();
        assertThat(times.totalNanos()).isBetween(3 * WORK.toNanos(), elapsed);
        assertThat(times.maxNanos()).isBetween(WORK.toNanos(), elapsed);
        assertThat(row("worker", "*").processing().totalNanos())
                .isEqualTo(
                        times.totalNanos() + row("worker", "Ping").processing().totalNanos());
    }

    @Test
    void countsFailures() {
        Behavior<Command> supervised =
                Behaviors.supervise(MeasuringInterceptor.measured(worker())).onFailure(SupervisorStrategy.restart());
        ActorRef<Command> actor = kit.spawn(supervised, "worker");

        actor.tell(new Command.Ping(probe.ref()));
        actor.tell(new Command.Fail());
        actor.tell(new Command.Fail());
        actor.tell(new Command.Ping(probe.ref()));
        probe.receiveSeveralMessages(2);
        settle("worker", 4);

        assertThat(counts("worker")).containsExactly(tuple("*", 4L, 2L), tuple("Fail", 2L, 2L), tuple("Ping", 2L, 0L));
    }

    @Test
    void countsStashedMessagesOnceAndTheirWorkWhereItIsDone() {
        Behavior<Command> behavior =
                MeasuringInterceptor.measured(Behaviors.withStash(10, stash -> Behaviors.receive(Command.class)
                        .onMessage(Command.Work.class, command -> {
                            stash.stash(command);
                            return Behaviors.same();
                        })
                        .onMessage(Command.Ping.class, command -> stash.unstashAll(worker()))
                        .build()));
        ActorRef<Command> actor = kit.spawn(behavior, "stasher");

        actor.tell(new Command.Work(probe.ref()));
        actor.tell(new Command.Work(probe.ref()));
        actor.tell(new Command.Ping(probe.ref()));
        probe.receiveSeveralMessages(2);
        settle("stasher", 3);

        assertThat(counts("stasher")).contains(tuple("*", 3L, 0L), tuple("Ping", 1L, 0L), tuple("Work", 2L, 0L));
    }

    @Test
    void leavesAnEventSourcedBehaviourAsItIs() {
        EventSourcedBehaviorTestKit<Command, String, Integer> tested = EventSourcedBehaviorTestKit.create(
                kit.system(),
                MeasuringInterceptor.measured(new Journaled("tested")),
                EventSourcedBehaviorTestKit.disabledSerializationSettings());

        var result = tested.<Object>runCommand(Command.Work::new);

        assertThat(result.reply()).isEqualTo(1);
        assertThat(result.event()).isEqualTo("worked");
        assertThat(tested.restart().state()).isEqualTo(1);
    }

    @Test
    void seesCommandsAndJournalRepliesOfAnEventSourcedBehaviour() {
        ActorRef<Command> actor = kit.spawn(MeasuringInterceptor.measured(new Journaled("counter")), "counter");
        for (int i = 1; i <= 5; i++) {
            actor.tell(new Command.Work(probe.ref()));
        }
        assertThat(probe.receiveSeveralMessages(5)).containsExactly(1, 2, 3, 4, 5);
        kit.stop(actor);

        assertThat(row("counter", "Work").processing().count()).isEqualTo(5);
        assertThat(row("counter", "WriteMessageSuccess").processing().count()).isEqualTo(5);
        assertThat(row("counter", "RecoverySuccess").processing().count()).isEqualTo(1);
        assertThat(row("counter", "*").processing().count())
                .isEqualTo(row("counter", "*").mailbox().count());
        assertThat(row("counter", "*").processing().totalNanos()).isGreaterThanOrEqualTo(5 * WORK.toNanos());

        ActorRef<Command> recovered = kit.spawn(MeasuringInterceptor.measured(new Journaled("counter")), "counter");
        recovered.tell(new Command.Work(probe.ref()));
        assertThat(probe.receiveMessage()).isEqualTo(6);
        assertThat(row("counter", "ReplayedMessage").processing().count()).isEqualTo(5);
    }

    /** Counts its own works; the event is a string because the test kit's journal serializes it. */
    private static final class Journaled extends EventSourcedBehavior<Command, String, Integer> {

        Journaled(String id) {
            super(PersistenceId.ofUniqueId(id));
        }

        @Override
        public Integer emptyState() {
            return 0;
        }

        @Override
        public CommandHandler<Command, String, Integer> commandHandler() {
            return newCommandHandlerBuilder()
                    .forAnyState()
                    .onCommand(Command.Work.class, command -> {
                        work();
                        return Effect().persist("worked").thenRun(works -> command.replyTo.tell(works));
                    })
                    .build();
        }

        @Override
        public EventHandler<Integer, String> eventHandler() {
            return newEventHandlerBuilder().forAnyState().onAnyEvent((works, event) -> works + 1);
        }
    }

    /** A reply may come before the message that made it is done with; waits until the actor has done so many. */
    private void settle(String actor, long messages) {
        probe.awaitAssert(() -> {
            assertThat(row(actor, "*").processing().count()).isGreaterThanOrEqualTo(messages);
            return null;
        });
    }

    private List<org.assertj.core.groups.Tuple> counts(String actor) {
        return metrics.statistics().stream()
                .filter(r -> r.actor().equals(actor))
                .map(r -> tuple(r.messageType(), r.processing().count(), r.failures()))
                .toList();
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
}
