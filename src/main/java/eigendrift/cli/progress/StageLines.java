package eigendrift.cli.progress;

import java.io.PrintStream;

/** The stage under way as {@link PlainLines}. */
final class StageLines implements StageProgress {

    private final Stages stages = new Stages();
    private final PlainLines lines;
    private final Ticker ticker;

    StageLines(PrintStream out) {
        this.lines = new PlainLines(out);
        this.ticker = new Ticker(PlainLines.INTERVAL, PlainLines.INTERVAL, this::say);
    }

    @Override
    public void begin(String what, long total) {
        stages.begin(what, total, System.nanoTime());
    }

    @Override
    public void done(long done, String note) {
        stages.done(done, note);
    }

    private void say() {
        String line = stages.line();
        if (!line.isEmpty()) {
            lines.say(line);
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
