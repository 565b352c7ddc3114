package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where output goes, the errors if it cannot be written, and which files a process leaves behind. */
@Timeout(600)
class OutputsIT {

    private static final Path TEMPORARY = Path.of("target/tmp").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    void aFullStandardOutputIsNoSuccess() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("tiny.conf", Experiments.TINY);
        File full = new File("/dev/full");
        Program.Result run = program.start(full, "run", file, "--id", "tiny", "--progress", "off")
                .await();
        assertThat(run.code()).as(run.err()).isEqualTo(6);
        assertThat(run.err()).contains("cannot write standard output: No space left on device");
        for (String command : List.of(
                "list",
                "show tiny",
                "verify tiny",
                "metrics tiny",
                "resume tiny --progress off",
                "report tiny --out /dev/stdout",
                "--help",
                "--version",
                "show --help",
                "help run",
                "generate-completion",
                "bench --layers 4,3,2 --samples 10 --batch 5 --eigenpairs 1")) {
            Program.Result result = program.start(full, command.split(" ")).await();
            assertThat(result.code()).as(command + "\n" + result.err()).isEqualTo(6);
            assertThat(result.err())
                    .as(command)
                    .contains("No space left on device")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void onlyWhatTheProgramSaysIsOnStandardError() throws Exception {
        Program program = new Program(folder);
        Program.Result version = program.run("--version");
        assertThat(version.code()).isZero();
        assertThat(version.err()).isEmpty();
        Program.Result run = program.run("run", program.configure("tiny.conf", Experiments.TINY), "--progress", "off");
        assertThat(run.err().lines())
                .hasSize(4)
                .contains("Experiment tiny: 2 runs of 32 steps, 35 parameters.")
                .noneMatch(line -> line.startsWith("WARNING"));
        Program.Result unknown = program.run("verify", "nosuch");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("found id = nosuch", "Maybe one of tiny");
    }

    /** The JVM's own words still come through; the filter that they pass may end after the JVM. */
    @Test
    @Timeout(60)
    void whatTheJvmSaysIsKept() throws Exception {
        Program.Running running = new Program(folder)
                .with("EIGENDRIFT_OPTS", "-XX:NoSuchOption=1")
                .start("--version");
        assertThat(running.await().code()).isEqualTo(1);
        while (!Files.readString(running.err()).contains("NoSuchOption")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void filesOfAnotherExportAreNamed() throws Exception {
        Program program = new Program(folder);
        program.run("run", program.configure("tiny.conf", Experiments.TINY), "--progress", "off");
        Program.Result first = program.run("export", "tiny", "--out", "out", "--format", "csv,npz,json");
        assertThat(first.code()).isZero();
        assertThat(first.err()).isEmpty();
        assertThat(program.run("export", "tiny", "--out", "out", "--format", "csv,npz,json")
                        .err())
                .isEmpty();
        Files.createFile(folder.resolve("out/checkpoints/sgd-seed0/999.npz"));
        Program.Result second = program.run("export", "tiny", "--out", "out", "--format", "csv,npz,json");
        assertThat(second.code()).isZero();
        assertThat(second.err()).contains("did not write: 1, such as checkpoints/sgd-seed0/999.npz");
        assertThat(folder.resolve("out/checkpoints/sgd-seed0/999.npz")).exists();
    }

    @Test
    void aWorkingDirectoryThatIsGoneIsSaid() throws Exception {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "rmdir ../gone; exec \"$0\" list",
                        Path.of("tools/eigendrift").toAbsolutePath().toString())
                .directory(gone.toFile())
                .redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(err))
                .contains("the working directory is gone")
                .doesNotContain("\tat ");
    }

    @Test
    void aKilledProcessLeavesNoLibraryBehind() throws Exception {
        Program program = new Program(folder);
        String digits = program.configure("digits.conf", Experiments.DIGITS);
        program.run("--version");
        List<Path> before = temporary();
        Program.Running run = program.start("run", digits, "training.epochs=4000", "--progress", "off");
        while (program.events() < 10) {
            assertThat(run.process().isAlive()).isTrue();
            Thread.onSpinWait();
        }
        run.kill();
        assertThat(temporary()).isEqualTo(before);
    }

    @Test
    void withoutATemporaryFolderItRunsAndSaysThatProductsAreSlow() throws Exception {
        Program program = new Program(folder).with("EIGENDRIFT_OPTS", "-Djava.io.tmpdir=/nonexistent");
        Program.Result run = program.run("run", program.configure("tiny.conf", Experiments.TINY), "--progress", "off");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("matrix products are slow, without OpenBLAS", "temporary folder = /nonexistent")
                .doesNotContain("\tat ");
        assertThat(run.err().lines().filter(line -> line.contains("slow"))).hasSize(1);
        Program.Result report = program.run("report", "tiny", "--out", "r.html", "--figures", "figures");
        assertThat(report.code()).as(report.err()).isZero();
    }

    private static List<Path> temporary() throws Exception {
        try (Stream<Path> files = Files.list(TEMPORARY)) {
            return files.sorted().toList();
        }
    }
}
