package eigendrift.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MutatedPayloadsTest {

    private static final long SEED = 20261128;
    private static final int PAYLOADS = 1_000_000;

    /** Damage is named as such, also where a length says more than the memory holds. */
    @Test
    @Timeout(300)
    void aMillionAreReadOrDamagedInASmallHeap() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MutatedPayloads.class.getName(),
                        Long.toString(SEED),
                        Integer.toString(PAYLOADS)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).containsPattern("[1-9][0-9]{3,} read, [1-9][0-9]{5,} damaged");
    }
}
