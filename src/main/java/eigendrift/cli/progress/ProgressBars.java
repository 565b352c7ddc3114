package eigendrift.cli.progress;

import eigendrift.experiment.runtime.Progress;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Bars at the bottom of a terminal. Meanwhile other text on standard error scrolls above them. */
public final class ProgressBars implements ProgressDisplay {

    private final PrintStream terminal;
    private final TerminalSize size = new TerminalSize();
    private final BarLines lines = new BarLines();
    private final BottomLines bottom;
    private final PrintStream above;

    /** @param terminal standard error */
    public ProgressBars(PrintStream terminal) {
        this.terminal = terminal;
        this.bottom = new BottomLines(terminal);
        this.above = new PrintStream(new LinesAbove(bottom), true, StandardCharsets.UTF_8);
        System.setErr(above);
    }

    @Override
    public void show(Progress.Snapshot snapshot) {
        int columns = size.columns();
        bottom.show(lines.lines(snapshot, columns, size.rows(), System.nanoTime()), columns);
    }

    /** The last lines stay. */
    @Override
    public void close() {
        System.setErr(terminal);
        above.close();
        size.close();
    }
}
