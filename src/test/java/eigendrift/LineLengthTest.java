package eigendrift;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No line is longer than the formatter's limit. The formatter does not wrap comments and strings itself. */
class LineLengthTest {

    /** Characters; the line length of palantir-java-format. */
    private static final int LIMIT = 120;

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "src/test/java"})
    void noLineIsLongerThanTheLimit(String folder) throws IOException {
        List<Path> sources = sources(Path.of(folder));
        assertThat(sources).isNotEmpty();
        assertThat(sources.stream().flatMap(LineLengthTest::longLines))
                .as("lines of more than %d characters", LIMIT)
                .isEmpty();
    }

    private static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /** File and number of each line that is too long. */
    private static Stream<String> longLines(Path source) {
        try {
            List<String> lines = Files.readAllLines(source, UTF_8);
            return IntStream.range(0, lines.size())
                    .filter(i -> length(lines.get(i)) > LIMIT)
                    .mapToObj(i -> source + ":" + (i + 1) + ": " + length(lines.get(i)) + " characters");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int length(String line) {
        return line.codePointCount(0, line.length());
    }
}
