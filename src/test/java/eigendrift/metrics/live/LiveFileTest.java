package eigendrift.metrics.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LiveFileTest {

    @TempDir
    private Path folder;

    private LiveFile file;

    @BeforeEach
    void name() {
        file = LiveFile.of(folder.resolve("eigendrift.db"));
    }

    private static LiveSample of(long pid, long startMillis) {
        LiveSample sample = Samples.sample();
        return new LiveSample(
                pid,
                startMillis,
                sample.experiment(),
                sample.url(),
                sample.sampledMillis(),
                sample.windowSeconds(),
                sample.actors(),
                sample.jobs(),
                sample.pools(),
                sample.journal(),
                sample.jvm());
    }

    @Test
    void isReadAsItWasWritten() throws Exception {
        file.write(Samples.sample());
        file.write(Samples.sample());

        assertThat(file.path()).hasFileName("eigendrift.db.live");
        assertThat(file.read()).contains(Samples.sample());
        assertThat(Files.getPosixFilePermissions(file.path()))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        try (var all = Files.list(folder)) {
            assertThat(all).containsExactly(file.path());
        }
        file.delete();
        file.delete();
        assertThat(file.read()).isEmpty();
    }

    @Test
    void isVoidWithoutItsProcess() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        LiveSample ours = Samples.sample();

        file.write(of(ended.pid(), ours.startMillis()));
        assertThat(file.read()).isEmpty();
        // Another process has the number by now.
        file.write(of(ours.pid(), ours.startMillis() - 3_600_000));
        assertThat(file.read()).isEmpty();
    }

    @Test
    void isVoidIfDamaged() throws Exception {
        String whole = SampleJson.whole(Samples.sample());
        for (String text : new String[] {
            "", "{", "null", "[]", "{}", whole.substring(0, whole.length() / 2), whole.replace("[2001000,", "[")
        }) {
            Files.writeString(file.path(), text);
            assertThat(file.read()).as(text).isEmpty();
        }
    }

    /** What a later version adds. */
    @Test
    void keysThatItDoesNotKnowArePassedOver() throws Exception {
        Files.writeString(file.path(), SampleJson.whole(Samples.sample()).replaceFirst("\\{", "{\"colour\":[1],"));
        assertThat(file.read()).contains(Samples.sample());
    }

    @Test
    void aReaderNeverSeesHalfOfIt() throws Exception {
        file.write(Samples.sample());
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < 300; i++) {
                    file.write(Samples.sample());
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (!writer.isDone()) {
            assertThat(file.read()).isEqualTo(Optional.of(Samples.sample()));
        }
        writer.join();
    }

    @Test
    void theSummaryHasSecondsInPlaceOfHistograms() throws Exception {
        JsonNode json = new ObjectMapper().readTree(SampleJson.summary(Samples.sample()));

        assertThat(json.get("experiment").asText()).isEqualTo("digits");
        JsonNode waiting = json.at("/actors/1/mailbox/window");
        assertThat(waiting.get("count").asInt()).isEqualTo(2);
        assertThat(waiting.get("total").asDouble()).isEqualTo(.002001);
        assertThat(waiting.get("max").asDouble()).isEqualTo(.002);
        assertThat(waiting.get("p50").asDouble()).isBetween(.94e-6, 1.06e-6);
        assertThat(json.at("/actors/1/messages/1/mailbox/total/p99").isNull()).isTrue();
        assertThat(json.at("/journal/events/0/bytes/window").asLong()).isEqualTo(312_000);
        assertThat(json.at("/pools/0/queued").asInt()).isEqualTo(3);
    }
}
