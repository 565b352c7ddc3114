package eigendrift.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.metrics.live.LiveFile;
import eigendrift.metrics.live.LiveSample;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.pekko.actor.ActorPaths;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LiveWriterTest {

    private final ActorTestKit kit = ActorTestKit.create();

    @TempDir
    private Path folder;

    @AfterEach
    void shutdown() {
        kit.shutdownTestKit();
    }

    private static LiveSample await(LiveFile file, long sampledAfter) {
        while (true) {
            Optional<LiveSample> sample = file.read();
            if (sample.isPresent() && sample.get().sampledMillis() > sampledAfter) {
                return sample.get();
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void writesEachSecondUntilItIsClosed() throws Exception {
        ActorMetrics metrics = ActorMetrics.of(kit.system());
        MeasuredActor trainer = metrics.actor(ActorPaths.fromString("pekko://s/user/trainer"));
        LiveFile file = LiveFile.of(folder.resolve("eigendrift.db"));
        trainer.processed("before", 1_000);

        try (LiveWriter writer = LiveWriter.start(metrics, file, "digits")) {
            LiveSample first = await(file, 0);
            assertThat(first.experiment()).isEqualTo("digits");
            assertThat(first.url()).isEmpty();
            assertThat(first.actors().get(0).processing().window().count()).isEqualTo(1);

            trainer.processed("after", 2_000);
            writer.serves("http://127.0.0.1:8765/");
            LiveSample second = await(file, first.sampledMillis());
            LiveSample third = await(file, second.sampledMillis());
            assertThat(third.url()).isEqualTo("http://127.0.0.1:8765/");
            assertThat(third.actors().get(0).processing().total().totalNanos()).isEqualTo(3_000);
            assertThat(third.actors().get(0).processing().window().totalNanos()).isEqualTo(2_000);
            assertThat(third.windowSeconds()).isEqualTo((third.sampledMillis() - first.sampledMillis()) / 1e3);
        }
        assertThat(file.path()).doesNotExist();
    }

    /** A folder in place of the file cannot be written over. */
    @Test
    void theProgramGoesOnWhereItCannotWrite() throws Exception {
        LiveFile file = LiveFile.of(folder.resolve("eigendrift.db"));
        Files.createDirectories(file.path().resolve("full"));
        try (LiveWriter writer = LiveWriter.start(ActorMetrics.of(kit.system()), file, "digits")) {
            writer.serves("");
        }
        assertThat(file.path()).isDirectory();
    }
}
