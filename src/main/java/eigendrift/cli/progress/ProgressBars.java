package eigendrift.cli.progress;

import eigendrift.experiment.runtime.Progress;
import java.io.PrintStream;

/** The progress of an experiment as bars on a {@link BarScreen}. */
public final class ProgressBars implements ProgressDisplay {

    private final BarLines lines = new BarLines();
    private final BarScreen screen;

    /** @param terminal standard error */
    public ProgressBars(PrintStream terminal) {
        this.screen = new BarScreen(terminal);
    }

    @Override
    public void show(Progress.Snapshot snapshot) {
        screen.show(lines.lines(snapshot, screen.columns(), screen.rows(), System.nanoTime()));
    }

    @Override
    public void close() {
        screen.close();
    }
}
