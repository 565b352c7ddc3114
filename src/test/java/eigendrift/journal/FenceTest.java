package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.typesafe.config.ConfigFactory;
import eigendrift.experiment.following.JournalEvent;
import eigendrift.experiment.training.Trainer;
import eigendrift.random.Streams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.ChildFailed;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Two processes that write one actor's events: the database refuses whoever has not seen all events before his. */
@ExtendWith(PostgresServer.Shared.class)
@Timeout(300)
class FenceTest {

    private static final long SEED = 20261125;
    private static final int ROUNDS = 12;
    private static final int NEIGHBOURS = 5;

    /** Writes of each actor in each round. */
    private static final int WRITES = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Large enough to be seen in a message. */
    private static final String CAUSE = "x".repeat(1 << 20);

    private record Write(ActorRef<Object> replyTo) {}

    private record Written(String persistenceId) {}

    private record Spawn(String persistenceId, ActorRef<ActorRef<Write>> replyTo) {}

    private record Lost(String persistenceId, Throwable cause) {}

    /** Each refused write is an error to Pekko. */
    @BeforeEach
    @AfterEach
    void switchLog() {
        Logger log = (Logger) LoggerFactory.getLogger(Writer.class);
        log.setLevel(log.getLevel() == Level.OFF ? null : Level.OFF);
    }

    @Test
    void theChainStaysWholeAndNeighboursAreUntouched(PostgresServer server) throws Exception {
        Storage storage = Storage.at(server.newDatabase());
        storage.create();
        RandomGenerator random = new Streams(SEED).stream("fence");
        List<Lost> lost = new ArrayList<>();
        long acknowledged = 0;
        try (Side one = new Side(storage);
                Side two = new Side(storage)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Side> sides = random.nextBoolean() ? List.of(one, two) : List.of(two, one);
                // Both have recovered before either writes.
                sides.forEach(side -> side.spawn("contested"));
                for (Side side : sides) {
                    side.spawnNeighbours();
                }
                sides.forEach(Side::write);
                for (Side side : sides) {
                    acknowledged += side.await(lost);
                }
            }
        }
        assertThat(lost).as("who lost, seed %d", SEED).hasSizeGreaterThanOrEqualTo(ROUNDS);
        assertThat(lost).allSatisfy(loser -> {
            assertThat(loser.persistenceId()).isEqualTo("contested");
            assertThat(storage.explained(loser.cause()))
                    .isInstanceOf(JournalLockedException.class)
                    .message()
                    .contains("another process has written to the same experiment")
                    .hasSizeLessThan(1000);
        });
        try (EventLog log = EventLog.open(storage)) {
            List<Long> numbers = new ArrayList<>();
            log.read("contested", event -> numbers.add(event.sequenceNumber()));
            assertThat(numbers).hasSize((int) acknowledged);
            assertThat(numbers.get(numbers.size() - 1)).isEqualTo(acknowledged);
        }
    }

    /** One process: its own actor system, the contested actor and its neighbours. */
    private static final class Side implements AutoCloseable {

        private final ActorTestKit kit;
        private final TestProbe<Object> probe;
        private ActorRef<Spawn> parent;
        private final List<ActorRef<Write>> actors = new ArrayList<>();

        Side(Storage storage) {
            kit = ActorTestKit.create(
                    "side",
                    ConfigFactory.load(ConfigFactory.parseString("pekko.loglevel = OFF")
                            .withFallback(storage.config())
                            .withFallback(ConfigFactory.defaultApplication())));
            probe = kit.createTestProbe(Object.class);
            parent = kit.spawn(parent(probe.ref()));
        }

        void spawn(String id) {
            TestProbe<ActorRef<Write>> spawned = kit.createTestProbe();
            parent.tell(new Spawn(id, spawned.ref()));
            actors.add(spawned.receiveMessage(PATIENCE));
            assertThat(probe.receiveMessage(PATIENCE)).isEqualTo("recovered " + id);
        }

        void spawnNeighbours() {
            for (int i = 0; i < NEIGHBOURS; i++) {
                // No other side has these.
                spawn("neighbour-" + kit.hashCode() + "-" + i);
            }
        }

        void write() {
            for (int i = 0; i < WRITES; i++) {
                actors.forEach(actor -> actor.tell(new Write(probe.ref())));
            }
        }

        /** Waits for the answers to all writes; returns how many the contested actor got. */
        long await(List<Lost> lost) {
            long contested = 0;
            int neighbours = 0;
            boolean loser = false;
            while (neighbours < NEIGHBOURS * WRITES || !loser && contested < WRITES) {
                Object message = probe.receiveMessage(PATIENCE);
                if (message instanceof Lost one) {
                    lost.add(one);
                    loser = true;
                } else if (message instanceof Written one && one.persistenceId().equals("contested")) {
                    contested++;
                } else {
                    assertThat(message).isInstanceOf(Written.class);
                    neighbours++;
                }
            }
            // And with it the actors.
            kit.stop(parent);
            parent = kit.spawn(parent(probe.ref()));
            actors.clear();
            return contested;
        }

        @Override
        public void close() {
            kit.shutdownTestKit();
        }
    }

    private static Behavior<Spawn> parent(ActorRef<Object> listener) {
        return Behaviors.setup(context -> Behaviors.receive(Spawn.class)
                .onMessage(Spawn.class, spawn -> {
                    ActorRef<Write> child = context.spawnAnonymous(new Writer(spawn.persistenceId(), listener));
                    context.watch(child);
                    spawn.replyTo().tell(child);
                    return Behaviors.same();
                })
                .onSignal(ChildFailed.class, failed -> {
                    listener.tell(new Lost("contested", failed.getCause()));
                    return Behaviors.same();
                })
                .build());
    }

    private static final class Writer extends EventSourcedBehavior<Write, JournalEvent, Integer> {

        private final String id;
        private final ActorRef<Object> listener;

        Writer(String id, ActorRef<Object> listener) {
            super(PersistenceId.ofUniqueId(id));
            this.id = id;
            this.listener = listener;
        }

        @Override
        public Integer emptyState() {
            return 0;
        }

        @Override
        public CommandHandler<Write, JournalEvent, Integer> commandHandler() {
            return newCommandHandlerBuilder()
                    .forAnyState()
                    .onCommand(Write.class, (state, write) -> Effect()
                            .persist(new Trainer.Diverged(state, state, CAUSE))
                            .thenRun(() -> write.replyTo().tell(new Written(id))))
                    .build();
        }

        @Override
        public EventHandler<Integer, JournalEvent> eventHandler() {
            return newEventHandlerBuilder().forAnyState().onAnyEvent((state, event) -> state + 1);
        }

        @Override
        public SignalHandler<Integer> signalHandler() {
            return newSignalHandlerBuilder()
                    .onSignal(RecoveryCompleted.instance(), state -> listener.tell("recovered " + id))
                    .build();
        }
    }
}
