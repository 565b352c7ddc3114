package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive that {@code mvn package} leaves, unpacked elsewhere, where there is neither Maven nor a checkout. */
@Timeout(180)
class ArchiveIT {

    private static final long TIMEOUT_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void runsWithoutMaven() throws Exception {
        start(List.of("tar", "xzf", archive().toString(), "--strip-components=1", "-C", folder.toString()));
        assertThat(folder).isDirectoryContaining("glob:**/NOTICE").isDirectoryContaining("glob:**/LICENSE");
        Files.writeString(folder.resolve("tiny.conf"), Experiments.TINY);
        assertThat(start(List.of("bin/eigendrift", "run", "tiny.conf", "--progress", "off")))
                .contains("sgd-seed0")
                .contains("completed");
        assertThat(start(List.of("bin/eigendrift", "verify", "tiny"))).contains("0 problems");
    }

    private static Path archive() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> archives = Files.newDirectoryStream(Path.of("target"), "eigendrift-*.tar.gz")) {
            archives.forEach(found::add);
        }
        assertThat(found).hasSize(1);
        return found.get(0).toAbsolutePath();
    }

    /** Standard output of a command that ends with 0. */
    private String start(List<String> command) throws Exception {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("EIGENDRIFT_JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end after " + TIMEOUT_SECONDS + " s: " + command);
        }
        assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        return Files.readString(out);
    }
}
