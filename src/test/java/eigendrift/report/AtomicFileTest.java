package eigendrift.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path directory;

    @Test
    void aFailureHalfwayLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(directory.resolve("table.csv"), "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write("half of the new".getBytes(StandardCharsets.UTF_8));
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file = " + file)
                .hasMessageContaining("No space left on device");
        assertThat(file).hasContent("old");
        assertThat(CsvExportTest.names(directory)).containsExactly("table.csv");
    }

    @Test
    void theOldFileStandsUntilTheNewOneIsWhole() throws IOException {
        Path file = Files.writeString(directory.resolve("table.csv"), "old");
        AtomicFile.write(file, out -> {
            out.write("new".getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(file).hasContent("old");
        });
        assertThat(file).hasContent("new");
        assertThat(CsvExportTest.names(directory)).containsExactly("table.csv");
    }

    @Test
    void makesFolders() throws IOException {
        Path file = directory.resolve("a/b/c.txt");
        AtomicFile.write(file, out -> out.write('x'));
        assertThat(file).hasContent("x");
    }
}
