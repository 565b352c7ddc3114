package eigendrift.cli;

import eigendrift.experiment.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line every few seconds. */
final class PlainProgress implements ProgressDisplay {

    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final PrintStream out;
    private long last = System.nanoTime();

    PlainProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Progress.Snapshot snapshot) {
        long now = System.nanoTime();
        if (now - last >= INTERVAL.toNanos() && !snapshot.trained().isEmpty()) {
            last = now;
            out.println(line(snapshot));
        }
    }

    /** Sums over runs: steps, probed checkpoints, draws. */
    static String line(Progress.Snapshot snapshot) {
        long step = snapshot.trained().values().stream()
                .mapToLong(Progress.Trained::step)
                .sum();
        long total = snapshot.trained().values().stream()
                .mapToLong(Progress.Trained::total)
                .sum();
        int probed = snapshot.probed().values().stream()
                .mapToInt(Progress.Probed::done)
                .sum();
        int checkpoints = snapshot.probed().values().stream()
                .mapToInt(Progress.Probed::total)
                .sum();
        return String.format(
                Locale.ROOT,
                "trained %d of %d steps in %d runs, probed %d of %d checkpoints, drawn %d of %d nulls",
                step,
                total,
                snapshot.trained().size(),
                probed,
                checkpoints,
                snapshot.drawn().done(),
                snapshot.drawn().total());
    }

    @Override
    public void close() {}
}
