package eigendrift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files and tests that {@code contributing.md} names are there. */
class ContributingPageTest {

    private static final String PAGE = ClosedSets.text("src/docs/contributing.md");
    private static final List<String> ROOTS = List.of("", "src/main/java/eigendrift/", "src/test/java/eigendrift/");

    /** Paths in code spans; NAME and TABLE stand for what is added. */
    static Stream<String> paths() {
        return spans("`((?:[a-z.-]+/)+[A-Za-z0-9.*_-]*)`")
                .filter(path -> !path.startsWith("target/"))
                .map(path -> path.replaceAll("NAME|TABLE", "*"))
                .distinct();
    }

    static Stream<String> tests() {
        return spans("`([A-Z][A-Za-z]+Test)`").distinct();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void thePathIsThere(String path) {
        assertThat(ROOTS).anyMatch(root -> isThere(root + path));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void theTestIsThere(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            assertThat(files).anyMatch(file -> file.endsWith(name + ".java"));
        }
    }

    private static Stream<String> spans(String pattern) {
        return Pattern.compile(pattern).matcher(PAGE).results().map((MatchResult match) -> match.group(1));
    }

    private static boolean isThere(String path) {
        Path folder = Path.of(path.substring(0, path.lastIndexOf('/') + 1));
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        PathMatcher pattern = FileSystems.getDefault().getPathMatcher("glob:" + (name.isEmpty() ? "*" : name));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::getFileName).anyMatch(pattern::matches);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
