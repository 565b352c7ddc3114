package eigendrift.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

class NativeLibrariesTest {

    private static final String LIBRARY =
            LibraryLoaderUtil.getNativeLibResourcePath().substring(1) + "/" + LibraryLoaderUtil.getNativeLibName();

    @TempDir
    private Path folder;

    @Test
    void aLibraryIsUnpackedOnce() throws IOException {
        NativeLibraries.Unpacked first = NativeLibraries.unpack(LIBRARY, List.of(folder));
        assertThat(first.fallBack()).isEmpty();
        assertThat(first.file()).isExecutable();
        assertThat(first.file().getParent().getFileName().toString()).startsWith("sqlite-jdbc-");
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(first.file(), longAgo);
        NativeLibraries.Unpacked second = NativeLibraries.unpack(LIBRARY, List.of(folder));
        assertThat(second).isEqualTo(first);
        assertThat(Files.getLastModifiedTime(second.file())).isEqualTo(longAgo);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(first.file());
        }
    }

    @Test
    void halfALibraryIsReplaced() throws IOException {
        Path file = NativeLibraries.unpack(LIBRARY, List.of(folder)).file();
        long whole = Files.size(file);
        Files.write(file, new byte[10]);
        assertThat(NativeLibraries.unpack(LIBRARY, List.of(folder)).file()).hasSize(whole);
    }

    @Test
    void theNextPlaceIsTakenAndSaysWhy() throws IOException {
        Path blocked = Files.createFile(folder.resolve("file")).resolve("native");
        NativeLibraries.Unpacked library =
                NativeLibraries.unpack(LIBRARY, List.of(blocked, folder.resolve("other/place")));
        assertThat(library.file()).startsWith(folder.resolve("other/place")).isExecutable();
        assertThat(library.fallBack()).startsWith(blocked + ": ");
    }

    @Test
    void theLastPlaceIsATemporaryFolder() throws IOException {
        Path blocked = Files.createFile(folder.resolve("file")).resolve("native");
        NativeLibraries.Unpacked library = NativeLibraries.unpack(LIBRARY, List.of(blocked));
        assertThat(library.file()).startsWith(Path.of(System.getProperty("java.io.tmpdir")));
        assertThat(library.fallBack()).contains(blocked.toString());
    }

    @Test
    void whatThereIsNotIsSaid() {
        assertThatThrownBy(() -> NativeLibraries.unpack("org/nothing.so"))
                .isInstanceOf(IOException.class)
                .hasMessage("no org/nothing.so on the class path");
    }

    @Test
    void standsBesideTheProgram() {
        assertThat(NativeLibraries.folders().get(0).toString()).endsWith("target/native");
    }
}
