package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code journal/README.md} lists the events of each actor: all of them, and no other. */
class JournalPageTest {

    private static final Pattern NAME = Pattern.compile(
            "[a-z]+(-[a-z]+)+|planned|completed|cancelled|resumed|paused|continued|diverged|observed|passed");

    static Stream<Arguments> actors() {
        return Stream.of(
                Arguments.of("experiment", ExperimentCodecs.ALL),
                Arguments.of("trainer", TrainerCodecs.ALL),
                Arguments.of("probe", HessianProbeCodecs.ALL),
                Arguments.of("tracker", TrackerCodecs.ALL),
                Arguments.of("null-model", NullModelCodecs.ALL));
    }

    @ParameterizedTest
    @MethodSource("actors")
    void listsTheEventsOfAnActor(String actor, List<EventCodec<?>> codecs) throws IOException {
        String row = Files.readAllLines(Path.of("journal/README.md")).stream()
                .filter(line -> line.startsWith("| <code>" + actor + "&#124;"))
                .findFirst()
                .orElseThrow();
        List<String> names = NAME.matcher(row.substring(row.indexOf("</code>")))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        codecs.stream().map(EventCodec::name).toList());
    }
}
