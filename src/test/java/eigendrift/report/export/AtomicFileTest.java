package eigendrift.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    @Test
    void aLinkStaysAndWhatItLeadsToIsWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("page.html"), "old");
        Path near = Files.createSymbolicLink(directory.resolve("near"), Path.of("page.html"));
        Path far = Files.createSymbolicLink(directory.resolve("far"), near);
        AtomicFile.write(far, out -> out.write('x'));
        assertThat(file).hasContent("x");
        assertThat(far).isSymbolicLink();
        assertThat(near).isSymbolicLink();
        Path dangling = Files.createSymbolicLink(directory.resolve("dangling"), Path.of("new.html"));
        AtomicFile.write(dangling, out -> out.write('y'));
        assertThat(dangling).isSymbolicLink();
        assertThat(directory.resolve("new.html")).hasContent("y");
        Path circle = Files.createSymbolicLink(directory.resolve("circle"), Path.of("circle"));
        assertThatThrownBy(() -> AtomicFile.write(circle, out -> out.write('z')))
                .isInstanceOf(OutputException.class);
    }

    @Test
    void aFolderMayBeALink() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), folder);
        AtomicFile.write(link.resolve("a.csv"), out -> out.write('x'));
        assertThat(folder.resolve("a.csv")).hasContent("x");
    }

    @Test
    void aFileThatIsReplacedKeepsItsModeAndOwner() throws IOException {
        Path file = Files.writeString(directory.resolve("page.html"), "old");
        Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-r-x--x");
        Files.setPosixFilePermissions(file, mode);
        // The superuser may give a file away; others have their own only.
        UserPrincipal owner = Files.isWritable(Path.of("/etc"))
                ? file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody")
                : Files.getOwner(file);
        Files.setOwner(file, owner);
        AtomicFile.write(file, out -> out.write('x'));
        assertThat(file).hasContent("x");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(mode);
        assertThat(Files.getOwner(file)).isEqualTo(owner);
        assertThat(CsvExportTest.names(directory)).containsExactly("page.html");
    }

    @Test
    @Timeout(120)
    void aPipeIsWrittenToAndStays() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<String> reader = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        AtomicFile.write(pipe, out -> out.write("through".getBytes(StandardCharsets.UTF_8)));
        assertThat(reader.get()).isEqualTo("through");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
        assertThat(CsvExportTest.names(directory)).containsExactly("pipe");
    }

    @Test
    void aFolderInThePlaceOfTheFileIsSaid() {
        assertThatThrownBy(() -> AtomicFile.write(directory, out -> out.write('x')))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("expected a file, found a folder");
    }
}
