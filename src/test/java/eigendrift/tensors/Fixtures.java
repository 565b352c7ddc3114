package eigendrift.tensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that tools/reference/torch_checkpoints.py made with PyTorch and NumPy. */
public final class Fixtures {

    private static final Path FOLDER = folder();

    private Fixtures() {}

    public static Path path(String name) {
        return FOLDER.resolve(name);
    }

    /** All files but those with expected values. */
    static List<Path> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("expected.json") && !file.endsWith("after.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Fixtures.class.getResource("/tensors").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
