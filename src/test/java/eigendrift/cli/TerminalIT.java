package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interrupts and bars on a terminal; tools/interrupts tries many more moments. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "script of util-linux makes the pseudo-terminal")
@Timeout(600)
class TerminalIT {

    @TempDir
    private Path folder;

    private Terminal start(String... arguments) throws Exception {
        return Terminal.start(folder, "out.txt", Program.command(arguments));
    }

    /** Events: 1, the plan is written; 40, in the midst of training; 300, most runs have ended. */
    @ParameterizedTest
    @CsvSource({
        "auto, INT, 1",
        "auto, INT, 40",
        "auto, INT, 300",
        "auto, TERM, 40",
        "auto, HUP, 40",
        "plain, INT, 40",
        "off, INT, 1",
        "off, INT, 300",
        "off, TERM, 40"
    })
    void interruptedItTakesCheckpointsAndSaysHowToGoOn(String mode, String signal, int events) throws Exception {
        Program program = new Program(folder);
        String file = program.configure("digits.conf", Experiments.DIGITS);
        Terminal terminal = start("run", file, "--progress", mode);
        awaitEvents(program, terminal, events);
        if (signal.equals("INT")) {
            terminal.pressCtrlC();
        } else {
            terminal.send(signal);
        }
        int code = terminal.await();
        String text = terminal.text();
        assertThat(code).as(text).isEqualTo(signal.equals("INT") ? 130 : signal.equals("TERM") ? 143 : 129);
        assertThat(text)
                .contains("Interrupted: taking checkpoints", "Go on with: eigendrift resume digits")
                .doesNotContain("\tat ", "Exception");
        assertThat(program.run("list").out()).contains("interrupted");
        assertThat(program.run("show", "digits").out()).doesNotContain("running", "under way");
    }

    @Test
    void interruptedBeforeItBeganItWritesNothing() throws Exception {
        Program program = new Program(folder);
        // Without its compilers the JVM reads these data for a minute, and needs some seconds to come that far.
        String file = program.configure(
                "slow.conf",
                Experiments.DIGITS.replace(
                        "source = digits, samples = 400, test-samples = 100",
                        "source = gaussian-mixture, inputs = 60, classes = 3, count = 600000, test-count = 30"));
        List<String> command = new ArrayList<>(List.of("env", "EIGENDRIFT_OPTS=-Xint"));
        command.addAll(Program.command("run", file));
        Terminal terminal = Terminal.start(folder, "out.txt", command);
        while (terminal.script().descendants().noneMatch(TerminalIT::readsData)) {
            assertThat(terminal.script().isAlive()).as(terminal.text()).isTrue();
            Thread.onSpinWait();
        }
        terminal.pressCtrlC();
        assertThat(terminal.await()).as(terminal.text()).isEqualTo(130);
        assertThat(terminal.text())
                .contains("Interrupted before it began: nothing is written.")
                .doesNotContain("\tat ");
        assertThat(program.journal()).doesNotExist();
    }

    private static boolean readsData(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/java")
                && process.info().totalCpuDuration().orElseThrow().toSeconds() >= 8;
    }

    private static void awaitEvents(Program program, Terminal terminal, int events) throws Exception {
        while (program.events() < events) {
            assertThat(terminal.script().isAlive()).as(terminal.text()).isTrue();
            Thread.onSpinWait();
        }
    }

    /** Another process holds the database, so that the first one cannot write its checkpoints. */
    @Test
    void aSecondCtrlCLeavesAtOnce() throws Exception {
        Program program = new Program(folder);
        Terminal terminal = start("run", program.configure("digits.conf", Experiments.DIGITS));
        awaitEvents(program, terminal, 40);
        try (Connection other = DriverManager.getConnection(
                        "jdbc:sqlite:" + program.journal().resolve("eigendrift.db") + "?busy_timeout=60000");
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            terminal.pressCtrlC();
            while (!terminal.text().contains("Interrupted: taking checkpoints")) {
                assertThat(terminal.script().isAlive()).as(terminal.text()).isTrue();
                Thread.sleep(300);
            }
            // Two within a quarter of a second count as one.
            Thread.sleep(300);
            terminal.pressCtrlC();
            assertThat(terminal.await()).as(terminal.text()).isEqualTo(130);
            statement.execute("ROLLBACK");
        }
        assertThat(terminal.text()).doesNotContain("Go on with");
        assertThat(program.run("list").out()).contains("stopped");
    }

    @Test
    void theBarsShowEveryRunOnce() throws Exception {
        Program program = new Program(folder);
        String file = program.configure("tiny.conf", Experiments.TINY);
        Terminal terminal = start("run", file, "seeds=[0,1,2,3,4,5,6,7,8,9,10,11]", "null-models.1.draws=40");
        assertThat(terminal.await()).as(terminal.text()).isZero();
        List<String> names = IntStream.range(0, 24)
                .mapToObj(i -> (i < 12 ? "sgd-seed" : "adam-seed") + i % 12)
                .toList();
        Screen screen = new Screen(Terminal.COLUMNS, Terminal.ROWS);
        for (String repainted : terminal.text().split("(?<=\033\\[J)")) {
            screen.write(repainted);
            List<String> words = screen.lines().stream()
                    .map(line -> line.split(" ")[0])
                    .filter(word -> names.contains(word)
                            || List.of("training", "probes", "nulls").contains(word))
                    .toList();
            assertThat(words).doesNotHaveDuplicates();
            assertThat(screen.lines()).noneMatch(line -> line.contains("?") || line.contains("0/0"));
        }
        List<String> last = screen.lines();
        int bars = last.size() - 28;
        for (int i = 0; i < 24; i++) {
            assertThat(last.get(bars + i)).startsWith(names.get(i) + " ").contains("] 100 % ", "32/32", "loss 0.");
        }
        assertThat(last.get(bars + 24)).startsWith("training ").contains("768/768", "24 of 24 runs ended");
        assertThat(last.get(bars + 25)).startsWith("probes ").contains("] 100 % ", "120/120");
        assertThat(last.get(bars + 26)).startsWith("tracking ").contains("] 100 % ", "120/120");
        assertThat(last.get(bars + 27)).startsWith("nulls ").contains("] 100 % ", "40/40");
        assertThat(Files.readString(folder.resolve("out.txt"))).contains("adam-seed11");
    }
}
