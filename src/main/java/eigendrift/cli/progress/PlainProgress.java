package eigendrift.cli.progress;

import eigendrift.experiment.runtime.Progress;
import eigendrift.experiment.runtime.Progress.Count;
import eigendrift.experiment.runtime.Progress.Work;
import java.io.PrintStream;
import java.util.Locale;

/** The progress of an experiment as {@link PlainLines}. */
public final class PlainProgress implements ProgressDisplay {

    private final PlainLines lines;

    public PlainProgress(PrintStream out) {
        this.lines = new PlainLines(out);
    }

    @Override
    public void show(Progress.Snapshot snapshot) {
        lines.say(line(snapshot));
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
