package eigendrift.cli.progress;

import java.io.PrintStream;
import java.time.Duration;

/** A bar for each stage on a {@link BarScreen}; none for a command that takes less than a second. */
final class StageBars implements StageProgress {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration EACH = Duration.ofMillis(250);

    private final Stages stages = new Stages();
    private final PrintStream terminal;
    private final Ticker ticker;
    private BarScreen screen;

    /** @param terminal standard error */
    StageBars(PrintStream terminal) {
        this.terminal = terminal;
        this.ticker = new Ticker(FIRST, EACH, this::show);
    }

    @Override
    public void begin(String what, long total) {
        stages.begin(what, total, System.nanoTime());
    }

    @Override
    public void done(long done, String note) {
        stages.done(done, note);
    }

    /** On the ticker's thread, and once more after its end. */
    private void show() {
        if (screen == null) {
            screen = new BarScreen(terminal);
        }
        screen.show(stages.bars(screen.columns(), System.nanoTime()));
    }

    @Override
    public void close() {
        ticker.close();
        if (screen != null) {
            show();
            screen.close();
        }
    }
}
