package eigendrift.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorPaths;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActorMetricsTest {

    private final ActorTestKit kit = ActorTestKit.create();

    @AfterEach
    void shutdown() {
        kit.shutdownTestKit();
    }

    @ParameterizedTest
    @CsvSource({
        "/user/trainer/sgd-seed0, trainer/sgd-seed0",
        "/user/tracker, tracker",
        "/user, user",
        "/, /",
        "/system/journal, system/journal",
        "/user/experiment/$a, experiment/$",
        "/user/$b/worker, $/worker",
        "/user/a/user/b, a/user/b",
    })
    void namesActorsByTheirPath(String path, String label) {
        ActorPath actor = ActorPaths.fromString("pekko://some-system" + path);

        assertThat(ActorMetrics.label(actor)).isEqualTo(label);
    }

    @Test
    void isOnePerSystem() {
        ActorTestKit other = ActorTestKit.create();
        try {
            assertThat(ActorMetrics.of(kit.system()))
                    .isSameAs(ActorMetrics.of(Adapter.toClassic(kit.system())))
                    .isNotSameAs(ActorMetrics.of(other.system()));
        } finally {
            other.shutdownTestKit();
        }
    }

    @Test
    void publishesEarlierAndLaterMetersThroughAFurtherRegistry() {
        ActorMetrics metrics = ActorMetrics.of(kit.system());
        MeasuredActor trainer = metrics.actor(ActorPaths.fromString("pekko://s/user/trainer"));
        trainer.processed("a string", 3_000_000_000L);
        SimpleMeterRegistry further = new SimpleMeterRegistry();

        metrics.publishTo(further);
        trainer.processed(42, 1_000_000_000L);
        trainer.processed(43, 2_000_000_000L);
        metrics.registry().counter("eigendrift.steps", "run", "sgd-seed0").increment(7);

        assertThat(further.get("eigendrift.steps")
                        .tag("run", "sgd-seed0")
                        .counter()
                        .count())
                .isEqualTo(7);
        assertThat(further.get("eigendrift.actor.processing")
                        .tags("actor", "trainer", "message", "String")
                        .functionTimer()
                        .count())
                .isEqualTo(1);
        assertThat(further.get("eigendrift.actor.processing")
                        .tags("actor", "trainer", "message", "Integer")
                        .functionTimer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(3);
        assertThat(further.get("eigendrift.actor.processing.max")
                        .tags("actor", "trainer", "message", "Integer")
                        .timeGauge()
                        .value(TimeUnit.SECONDS))
                .isEqualTo(2);
        assertThat(further.get("eigendrift.actor.processing.quantile")
                        .tags("actor", "trainer", "message", "Integer", "quantile", "0.5")
                        .timeGauge()
                        .value(TimeUnit.SECONDS))
                .isBetween(1 - 1. / 16, 1 + 1. / 16);
    }

    @Test
    void countsTypesOfOneNameTogether() {
        MeasuredActor actor = ActorMetrics.of(kit.system()).actor(ActorPaths.fromString("pekko://s/user/trainer"));

        actor.processed(new First.Stop(), 1);
        actor.processed(new Second.Stop(), 2);
        actor.processed(new Object() {}, 4);

        assertThat(ActorMetrics.of(kit.system()).statistics())
                .extracting(
                        ActorStatistics::actor,
                        ActorStatistics::messageType,
                        row -> row.processing().count(),
                        row -> row.processing().totalNanos())
                .containsExactly(
                        tuple("trainer", "*", 3L, 7L),
                        tuple("trainer", "ActorMetricsTest$1", 1L, 4L),
                        tuple("trainer", "Stop", 2L, 3L));
    }

    private interface First {
        record Stop() implements First {}
    }

    private interface Second {
        record Stop() implements Second {}
    }
}
