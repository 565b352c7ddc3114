package eigendrift.cli.progress;

import eigendrift.experiment.runtime.Progress;
import eigendrift.experiment.runtime.Progress.Count;
import eigendrift.experiment.runtime.Progress.Work;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints one line every few seconds; while nothing changes, one a minute, as a sign that the program is running. */
public final class PlainProgress implements ProgressDisplay {

    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final PrintStream out;
    private long last = System.nanoTime();
    private String said = "";

    public PlainProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Progress.Snapshot snapshot) {
        long now = System.nanoTime();
        String line = line(snapshot);
        Duration wait = line.equals(said) ? SILENCE : INTERVAL;
        if (now - last >= wait.toNanos()) {
            last = now;
            said = line;
            out.println(line);
        }
    }

    /** Sums over runs: steps, probed and tracked checkpoints, draws. */
    static String line(Progress.Snapshot snapshot) {
        Count steps = snapshot.steps();
        Count probes = snapshot.count(Work.PROBES);
        Count tracking = snapshot.count(Work.TRACKING);
        Count nulls = snapshot.count(Work.NULLS);
        return String.format(
                Locale.ROOT,
                "trained %d of %d steps in %d runs, probed %d of %d checkpoints,"
                        + " tracked %d of %d, drawn %d of %d nulls",
                steps.done(),
                steps.total(),
                snapshot.trained().size(),
                probes.done(),
                probes.total(),
                tracking.done(),
                tracking.total(),
                nulls.done(),
                nulls.total());
    }

    @Override
    public void close() {}
}
