package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.random.Streams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is left of an experiment after kill -9 and Ctrl-C. */
@Timeout(400)
class CrashIT {

    private static final long SEED = 20261124;
    private static final int KILLS = 10;

    @TempDir
    private Path folder;

    @Test
    void killedAtTenRandomMomentsItEndsWithTheSameExport() throws Exception {
        Map<String, String> expected = uninterrupted();
        Program program = new Program(Files.createDirectory(folder.resolve("killed")));
        String file = program.configure("digits.conf", Experiments.DIGITS);
        RandomGenerator random = new Streams(SEED).stream("kills");
        Program.Running process = program.start("run", file, "--progress", "off");
        int kills = 0;
        while (kills < KILLS) {
            long target = program.events() + 1 + random.nextInt(40);
            while (process.process().isAlive() && program.events() < target) {
                Thread.onSpinWait();
            }
            if (!process.process().isAlive()) {
                break;
            }
            process.kill();
            kills++;
            process = program.start("resume", "digits", "--progress", "off");
        }
        assertThat(kills)
                .as("kills before the end, seed %d; said:\n%s", SEED, Files.readString(process.err()))
                .isEqualTo(KILLS);
        Program.Result end = process.await();
        assertThat(end.code()).as(end.err()).isZero();
        assertThat(program.run("verify", "digits").code()).isZero();
        assertThat(Exported.of(program, "digits")).as("seed %d", SEED).isEqualTo(expected);
    }

    @Test
    void interruptedItTakesCheckpointsAndGoesOnToTheSameExport() throws Exception {
        Map<String, String> expected = uninterrupted();
        Program program = new Program(Files.createDirectory(folder.resolve("interrupted")));
        String file = program.configure("digits.conf", Experiments.DIGITS);
        Program.Running process = program.start("run", file, "--progress", "off");
        while (program.events() < 40) {
            Thread.onSpinWait();
        }
        process.interrupt();
        Program.Result interrupted = process.await();
        assertThat(interrupted.code()).as(interrupted.err()).isEqualTo(130);
        assertThat(interrupted.err()).contains("taking checkpoints", "resume digits");
        assertThat(program.run("list").out()).contains("interrupted");
        assertThat(program.run("resume", "digits", "--progress", "off").code()).isZero();
        assertThat(Exported.of(program, "digits")).isEqualTo(expected);
    }

    private Map<String, String> uninterrupted() throws Exception {
        Program program = new Program(Files.createDirectory(folder.resolve("uninterrupted")));
        String file = program.configure("digits.conf", Experiments.DIGITS);
        Program.Result result = program.run("run", file, "--progress", "off");
        assertThat(result.code()).as(result.err()).isZero();
        return Exported.of(program, "digits");
    }
}
