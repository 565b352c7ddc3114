package eigendrift.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a run under way, which goes on for as long as a test needs it. */
@Timeout(600)
class MetricsIT {

    private static final String ENTER_SCREEN = "\033[?1049h";
    private static final String SHOW_CURSOR = "\033[?25h";
    private static final String LEAVE_SCREEN = "\033[?1049l";

    @TempDir
    private Path folder;

    private Program program;
    private Program.Running run;

    @BeforeEach
    void startARun() throws Exception {
        program = new Program(folder);
        String file = program.configure("digits.conf", Experiments.DIGITS);
        run = program.start("run", file, "training.epochs=100000", "checkpoints.every=100 epochs", "--progress", "off");
        while (!Files.exists(live())) {
            assertThat(run.process().isAlive()).as(Files.readString(run.err())).isTrue();
            Thread.sleep(50);
        }
        // With all their actors: the first sample may come before the experiment has started them.
        while (!Files.readString(live()).contains("\"trainer\"")) {
            Thread.sleep(50);
        }
    }

    private Path live() {
        return program.journal().resolve("eigendrift.db.live");
    }

    @AfterEach
    void endIt() throws Exception {
        run.kill();
    }

    private long pid() {
        return run.process().pid();
    }

    @Test
    void areOfTheProcessThatRuns() throws Exception {
        Program.Result table = program.run("metrics");
        assertThat(table.code()).isZero();
        assertThat(table.outLines()).hasSizeLessThanOrEqualTo(24);
        assertThat(table.out())
                .startsWith("digits, process " + pid() + " since ")
                .contains("per s", "\ntrainer ", "\njob spectrum ", "\npool measuring ", "\njournal writes ");
        assertThat(program.run("metrics", "--all").out()).contains("\n  Train ", " checkpoint-taken ");
        JsonNode json =
                new ObjectMapper().readTree(program.run("metrics", "--json").out());
        assertThat(json.get("pid").asLong()).isEqualTo(pid());
        assertThat(program.run("list").out()).contains("running, pid " + pid());

        run.kill();
        assertThat(live()).as("left by a process that was killed").exists();
        assertThat(program.run("list").out()).contains("stopped").doesNotContain("pid");
        Program.Result none = program.run("metrics", "--watch");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("expected a process that runs an experiment", "found none", "Maybe");
    }

    @Test
    void watchedOffATerminalAreALineEachTime() throws Exception {
        Program.Running watch = program.start("metrics", "--watch", "--interval", "200ms", "--json");
        Program.Running other = program.start("metrics", "digits", "--watch", "--interval", "200ms");
        while (Files.readString(watch.out()).lines().count() < 5
                || Files.readString(other.out())
                                .lines()
                                .filter(line -> line.startsWith("digits,"))
                                .count()
                        < 3) {
            assertThat(watch.process().isAlive())
                    .as(Files.readString(watch.err()))
                    .isTrue();
            assertThat(other.process().isAlive())
                    .as(Files.readString(other.err()))
                    .isTrue();
            Thread.sleep(100);
        }
        run.interrupt();
        run.await();

        Program.Result ended = watch.await();
        assertThat(ended.code()).as("it ends with the run").isZero();
        List<Long> sampled = new ArrayList<>();
        for (String line : ended.outLines()) {
            sampled.add(new ObjectMapper().readTree(line).get("sampledMillis").asLong());
        }
        assertThat(sampled).isSorted();
        assertThat(sampled.get(0)).isLessThan(sampled.get(sampled.size() - 1));
        assertThat(other.await().code()).isZero();
    }

    @Test
    void wrongOptionsAreNamed() throws Exception {
        Program.Result interval = program.run("metrics", "--watch", "--interval", "1");
        assertThat(interval.code()).isEqualTo(2);
        assertThat(interval.err()).contains("--interval: expected 100ms or more, found 1.", "Maybe --interval 1s");
        Program.Result other = program.run("metrics", "mnist", "--watch");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err())
                .contains("expected a process that runs mnist", "process " + pid() + ", which runs digits");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "script of util-linux makes the pseudo-terminal")
    void watchedOnATerminalAreLiveUntilQ() throws Exception {
        Terminal terminal =
                Terminal.start(folder, "/dev/tty", Program.command("metrics", "--watch", "--interval", "300ms"));
        List<String> first = await(terminal, "q leaves", "p99▼");
        assertThat(first).hasSizeLessThanOrEqualTo(Terminal.ROWS);
        assertThat(first.get(0)).startsWith("digits, process " + pid());
        List<String> second = first;
        while (second.get(0).equals(first.get(0))) {
            assertThat(terminal.script().isAlive()).as(terminal.text()).isTrue();
            Thread.sleep(100);
            second = screen(terminal.text());
        }

        terminal.type("\033[C");
        await(terminal, "q leaves", "max▼");
        terminal.type("\033[A");
        await(terminal, "q leaves", "max▲");
        terminal.type("q");
        assertThat(terminal.await()).as(terminal.text()).isZero();

        String text = terminal.text();
        assertThat(text.indexOf(ENTER_SCREEN)).isNotNegative().isLessThan(text.indexOf("digits"));
        assertThat(text.lastIndexOf(LEAVE_SCREEN)).isGreaterThan(text.lastIndexOf("max"));
        assertThat(text.lastIndexOf(SHOW_CURSOR)).isGreaterThan(text.lastIndexOf("max"));
        assertThat(run.process().isAlive()).isTrue();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "script of util-linux makes the pseudo-terminal")
    void killedTheyLeaveTheTerminalAsItWas() throws Exception {
        Terminal terminal = Terminal.start(folder, "/dev/tty", Program.command("metrics", "--watch"));
        await(terminal, "q leaves");
        terminal.send("TERM");
        assertThat(terminal.await()).isEqualTo(143);
        String text = terminal.text();
        assertThat(text.lastIndexOf(LEAVE_SCREEN)).as(text).isGreaterThan(text.lastIndexOf("max"));
        assertThat(text.lastIndexOf(SHOW_CURSOR)).as(text).isGreaterThan(text.lastIndexOf("max"));
    }

    /** What stands on the alternate screen while it is shown. */
    private static List<String> screen(String text) {
        Screen screen = new Screen(Terminal.COLUMNS, Terminal.ROWS);
        screen.write(text);
        return screen.lines();
    }

    private static List<String> await(Terminal terminal, String... words) throws Exception {
        while (true) {
            List<String> lines = screen(terminal.text());
            String all = String.join("\n", lines);
            if (List.of(words).stream().allMatch(all::contains)) {
                return lines;
            }
            assertThat(terminal.script().isAlive()).as(terminal.text()).isTrue();
            Thread.sleep(100);
        }
    }
}
