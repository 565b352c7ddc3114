package eigendrift.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.cli.Screen;
import eigendrift.experiment.runtime.Progress;
import eigendrift.experiment.runtime.Progress.Counted;
import eigendrift.experiment.runtime.Progress.Phase;
import eigendrift.experiment.runtime.Progress.Trained;
import eigendrift.experiment.runtime.Progress.Work;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bars on a terminal of 120 x 30, read off an emulator of a terminal. */
class BarsTest {

    private static final int COLUMNS = 120;
    private static final int ROWS = 30;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(written, true, StandardCharsets.UTF_8);
    private final BottomLines bottom = new BottomLines(terminal);
    private final PrintStream above = new PrintStream(new LinesAbove(bottom), true, StandardCharsets.UTF_8);
    private final Screen screen = new Screen(COLUMNS, ROWS);

    private List<String> seen() {
        screen.write(written.toString(StandardCharsets.UTF_8));
        written.reset();
        return screen.lines();
    }

    /** {@code ended} runs of {@code runs} have ended, two train, the rest waits. */
    private static Progress.Snapshot snapshot(int runs, int ended, int nulls) {
        Map<String, Trained> trained = new LinkedHashMap<>();
        for (int i = 0; i < runs; i++) {
            Phase phase = i < ended ? Phase.COMPLETED : i < ended + 2 ? Phase.TRAINING : Phase.WAITING;
            long step = i < ended ? 1000 : i < ended + 2 ? 250 : 0;
            String name = (i % 2 == 0 ? "sgd-seed" : "adam-seed") + i;
            trained.put(name, new Trained(name, phase, step, 1000, phase == Phase.WAITING ? Double.NaN : .25));
        }
        return new Progress.Snapshot(
                trained,
                Map.of(
                        "a", new Counted("a", Work.PROBES, ended, runs),
                        "b", new Counted("b", Work.NULLS, nulls, 2960)));
    }

    @Test
    void twentyFourRunsHaveALineEach() {
        BarLines bars = new BarLines();
        for (int ended = 0; ended <= 24; ended++) {
            bottom.show(bars.lines(snapshot(24, ended, 0), COLUMNS, ROWS, ended * SECOND), COLUMNS);
            List<String> lines = seen();
            assertThat(lines).hasSize(24 + 3).allSatisfy(line -> assertThat(line)
                    .hasSizeLessThan(COLUMNS)
                    .doesNotContain("?", "0/0"));
            for (int run = 0; run < 24; run++) {
                assertThat(lines.get(run)).contains("seed" + run + " ");
            }
        }
        List<String> lines = screen.lines();
        assertThat(lines.get(0))
                .startsWith("sgd-seed0   [====")
                .contains("] 100 %     1000/1000  0:00:01")
                .endsWith("loss 0.2500");
        assertThat(lines.get(24)).startsWith("training    [====").contains("24000/24000", "24 of 24 runs ended");
        assertThat(lines.get(25)).startsWith("probes      [====").contains("24/24");
        assertThat(lines.get(26)).startsWith("nulls       [    ").contains("0 %        0/2960");
    }

    @Test
    void whatIsSaidGoesByAboveAndNothingStaysBehind() {
        BarLines bars = new BarLines();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            List<String> lines = bars.lines(snapshot(24, i % 25, i), COLUMNS, ROWS, i * SECOND);
            bottom.show(lines, COLUMNS);
            String message = "message " + i + (i % 3 == 0 ? " " + "long ".repeat(15) : "");
            above.print(message);
            above.println(" to its end");
            expected.add(message + " to its end");
            List<String> both = new ArrayList<>(expected);
            both.addAll(lines);
            // The last row is the cursor's.
            assertThat(seen()).isEqualTo(both.subList(Math.max(0, both.size() - (ROWS - 1)), both.size()));
        }
    }

    @Test
    void wherePlaceIsShortTheRunsThatTrainComeFirst() {
        BarLines bars = new BarLines();
        for (int ended = 0; ended <= 60; ended++) {
            bottom.show(bars.lines(snapshot(100, ended, 0), COLUMNS, ROWS, ended * SECOND), COLUMNS);
            List<String> lines = seen();
            assertThat(lines).hasSize(ROWS - 1);
            String training = "seed" + ended + " ";
            assertThat(lines).anyMatch(line -> line.contains(training));
        }
        List<String> lines = screen.lines();
        assertThat(lines).anyMatch(line -> line.startsWith("sgd-seed60 "));
        assertThat(lines).anyMatch(line -> line.startsWith("adam-seed61 "));
        assertThat(lines).anyMatch(line -> line.startsWith("adam-seed59 "));
        // 29 rows, 3 of them sums, 1 for the rest: 2 that train and the 23 that ended last.
        assertThat(lines).contains("and 75 runs more: 38 waiting, 37 completed");
        assertThat(lines).noneMatch(line -> line.startsWith("sgd-seed36 "));
        assertThat(lines).anyMatch(line -> line.startsWith("adam-seed37 "));
    }

    @Test
    void aNarrowTerminalLosesTheBarBeforeTheNumbers() {
        for (int columns : new int[] {20, 40, 60, 80, 200}) {
            BarLines bars = new BarLines();
            bars.lines(snapshot(4, 0, 7), columns, 10, 0);
            List<String> lines = bars.lines(snapshot(4, 1, 7), columns, 10, SECOND);
            assertThat(lines).hasSize(7).allSatisfy(line -> assertThat(line).hasSizeLessThan(columns));
            assertThat(lines.get(0).contains("[")).isEqualTo(columns >= 80);
            assertThat(lines.get(0)).contains("100 %");
        }
    }

    @Test
    void runsThatEndedBeforeHaveNoLine() {
        BarLines bars = new BarLines();
        List<String> lines = bars.lines(snapshot(24, 24, 2000), COLUMNS, ROWS, 0);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("probes [====").contains("24/24");
        assertThat(lines.get(1)).startsWith("nulls  [====").contains("67 %     2000/2960");
    }

    @Test
    void aRunThatDivergedIsOver() {
        BarLines bars = new BarLines();
        Map<String, Trained> trained = new LinkedHashMap<>();
        trained.put("sgd", new Trained("sgd", Phase.TRAINING, 12, 1000, Double.NaN));
        bars.lines(new Progress.Snapshot(trained, Map.of()), COLUMNS, ROWS, 0);
        trained.put("sgd", new Trained("sgd", Phase.DIVERGED, 12, 12, Double.NaN));
        bars.lines(new Progress.Snapshot(trained, Map.of()), COLUMNS, ROWS, SECOND);
        assertThat(bars.lines(new Progress.Snapshot(trained, Map.of()), COLUMNS, ROWS, 90 * SECOND))
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("12/12", "0:00:01")
                .endsWith("diverged");
    }
}
