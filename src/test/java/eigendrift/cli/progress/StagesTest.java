package eigendrift.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.cli.Screen;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StagesTest {

    private static final int COLUMNS = 100;

    private final Stages stages = new Stages();

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void eachStageHasABarAndTheLastIsUnderWay() {
        assertThat(stages.line()).isEmpty();
        assertThat(stages.bars(COLUMNS, 0)).isEmpty();
        stages.begin("events", 200, 0);
        stages.done(200, "");
        assertThat(stages.line()).isEqualTo("events: 200 of 200");
        stages.bars(COLUMNS, seconds(4));
        stages.begin("rows", 1000, seconds(4));
        stages.done(250, "displacement");
        assertThat(stages.line()).isEqualTo("rows: 250 of 1000, displacement");
        assertThat(stages.bars(COLUMNS, seconds(6)))
                .containsExactly(
                        "events [" + "=".repeat(34) + "] 100 %       200/200  0:00:04",
                        "rows   [========>" + " ".repeat(25)
                                + "]  25 %      250/1000  0:00:02            displacement");
    }

    @Test
    void aStageOfNothingIsNoDivisionByZero() {
        stages.begin("rows", 0, 0);
        assertThat(stages.bars(COLUMNS, seconds(1))).singleElement().asString().startsWith("rows");
    }

    /** A second after the beginning there are bars; those at the end stay. */
    @Test
    void barsComeAfterASecondAndStay() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream former = System.err;
        PrintStream terminal = new PrintStream(written, true, StandardCharsets.UTF_8);
        try (StageBars bars = new StageBars(terminal)) {
            bars.begin("records", 3);
            while (written.size() == 0) {
                Thread.onSpinWait();
            }
            System.err.println("a message");
            bars.done(3);
        } finally {
            System.setErr(former);
        }
        Screen screen = new Screen(120, 24);
        screen.write(written.toString(StandardCharsets.UTF_8));
        assertThat(screen.lines()).hasSize(2).startsWith("a message");
        assertThat(screen.lines().get(1)).startsWith("records [").contains("] 100 %           3/3");
    }

    @Test
    void aQuickCommandShowsNothing() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        for (StageProgress quick : new StageProgress[] {new StageBars(out), new StageLines(out)}) {
            quick.begin("records", 3);
            quick.done(3);
            quick.close();
        }
        assertThat(written.size()).isZero();
    }

    @Test
    void offATerminalTheStageUnderWayIsALine() {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (StageLines lines = new StageLines(new PrintStream(written, true, StandardCharsets.UTF_8))) {
            lines.begin("steps", 400);
            lines.done(120, "run 1 of 2");
            while (written.size() == 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("steps: 120 of 400, run 1 of 2\n");
    }
}
