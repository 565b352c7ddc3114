package eigendrift.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.typesafe.config.ConfigFactory;
import eigendrift.metrics.live.LiveSample;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorPaths;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActorMetricsTest {

    private final ActorTestKit kit = ActorTestKit.create(ConfigFactory.load());

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
    void addsUpActorsOfOneKind() {
        ActorMetrics metrics = ActorMetrics.of(kit.system());
        metrics.actor(ActorPaths.fromString("pekko://s/user/experiment/trainer-sgd-seed0"))
                .processed("a string", 3);
        MeasuredActor adam = metrics.actor(ActorPaths.fromString("pekko://s/user/experiment/trainer-adam-seed0"));
        adam.processed("a string", 4);
        adam.processed(42, 5);
        adam.failed(42, 5);
        metrics.actor(ActorPaths.fromString("pekko://s/user/experiment/trainers"))
                .processed(42, 6);

        LiveSample sample = metrics.sample("digits", "");

        assertThat(sample.actors())
                .extracting(
                        LiveSample.Actors::actor,
                        row -> row.processing().total().count(),
                        row -> row.processing().total().totalNanos(),
                        LiveSample.Actors::failures)
                .containsExactly(tuple("experiment/trainers", 1L, 6L, 0L), tuple("trainer", 3L, 12L, 1L));
        assertThat(sample.actors().get(1).messages())
                .extracting(
                        LiveSample.Messages::message,
                        row -> row.processing().total().count())
                .containsExactly(tuple("Integer", 1L), tuple("String", 2L));
        assertThat(sample.experiment()).isEqualTo("digits");
        assertThat(sample.pid()).isEqualTo(ProcessHandle.current().pid());
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
