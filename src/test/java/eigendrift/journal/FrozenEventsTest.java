package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.experiment.following.JournalEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every event, as they are in the journals that people have. Each line of {@code frozen-events.txt} is a
 * manifest, its schema and one event in hexadecimal; lines of former versions come last and stay for ever.
 */
class FrozenEventsTest {

    private record Frozen(String manifest, String schema, String hex) {}

    /** In the order of {@link SampleEvents}, then the former versions. */
    private static List<Frozen> frozen() {
        try (InputStream lines = FrozenEventsTest.class.getResourceAsStream("frozen-events.txt")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .map(line -> new Frozen(line[0], line[1], line[2]))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Frozen> former() {
        return frozen().stream().skip(SampleEvents.all().size());
    }

    @Test
    void theFormOfEachEventIsThatOfTheJournalsThatExist() {
        List<Frozen> found = SampleEvents.all().stream()
                .map(event -> new Frozen(
                        EventCodecs.manifest(event),
                        EventCodecs.schema(event),
                        HexFormat.of().formatHex(EventCodecs.write(event))))
                .toList();
        assertThat(found)
                .as("a form that changed needs a new version: the old form becomes a record with an upcast, its"
                        + " line here moves to the end, and the new form gets a line")
                .isEqualTo(frozen().subList(0, found.size()));
    }

    @ParameterizedTest
    @MethodSource("former")
    void formerVersionsAreRead(Frozen old) {
        JournalEvent event = EventCodecs.read(old.manifest(), HexFormat.of().parseHex(old.hex()));
        assertThat(EventCodecs.manifest(event)).isNotEqualTo(old.manifest());
        assertThat(event.toString()).isEqualTo(old.schema());
    }
}
