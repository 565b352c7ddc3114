package eigendrift.cli.progress;

import eigendrift.experiment.runtime.Progress;
import eigendrift.experiment.runtime.Progress.Count;
import eigendrift.experiment.runtime.Progress.Phase;
import eigendrift.experiment.runtime.Progress.Trained;
import eigendrift.experiment.runtime.Progress.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The text of the bars: a line for each run, one for the training as a whole and one for each kind of work beside it.
 * Where the terminal has too few rows, runs that train come first, then those that ended last, then those that wait; a
 * line counts the rest. Runs that had ended before this process began have no line.
 */
final class BarLines {

    private final Map<String, Pace> paces = new HashMap<>();
    private final Set<String> live = new HashSet<>();
    private final List<String> ended = new ArrayList<>();

    /** Lines for a terminal of so many {@code columns} and {@code rows}, one of which stays free for the cursor. */
    List<String> lines(Progress.Snapshot snapshot, int columns, int rows, long nanos) {
        List<Trained> runs =
                snapshot.trained().values().stream().filter(this::isLive).toList();
        List<Bar> sums = sums(snapshot, runs, nanos);
        List<Trained> shown = shown(runs, Math.max(1, rows - 1 - sums.size()));
        List<Bar> bars = new ArrayList<>();
        shown.forEach(run -> bars.add(bar(run, nanos)));
        Set<String> names = new HashSet<>();
        shown.forEach(run -> names.add(run.run()));
        // The clocks of runs without a line go on too.
        runs.stream().filter(run -> !names.contains(run.run())).forEach(run -> bar(run, nanos));
        List<String> lines = new ArrayList<>();
        int name = nameWidth(bars, sums, columns);
        bars.forEach(bar -> lines.add(bar.line(name, columns - 1)));
        if (shown.size() < runs.size()) {
            lines.add(Bar.cut(rest(runs, names), columns - 1));
        }
        sums.forEach(bar -> lines.add(bar.line(name, columns - 1)));
        return lines;
    }

    private boolean isLive(Trained run) {
        if (!run.phase().ended()) {
            live.add(run.run());
        } else if (live.contains(run.run()) && !ended.contains(run.run())) {
            ended.add(run.run());
        }
        return live.contains(run.run());
    }

    private List<Trained> shown(List<Trained> runs, int room) {
        if (runs.size() <= room) {
            return runs;
        }
        List<Trained> first = new ArrayList<>(runs);
        // The sort is stable: within each kind runs keep the order of the plan, except that of ended runs the last
        // comes first.
        first.sort((a, b) -> Integer.compare(urgency(a), urgency(b)));
        Set<Trained> kept = new HashSet<>(first.subList(0, Math.max(0, room - 1)));
        return runs.stream().filter(kept::contains).toList();
    }

    private int urgency(Trained run) {
        return switch (run.phase()) {
            case TRAINING, PAUSED -> 0;
            case COMPLETED, DIVERGED -> ended.size() - ended.indexOf(run.run());
            case WAITING -> ended.size() + 1;
        };
    }

    private static String rest(List<Trained> runs, Set<String> shown) {
        List<Phase> hidden = runs.stream()
                .filter(run -> !shown.contains(run.run()))
                .map(Trained::phase)
                .toList();
        List<String> parts = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            long count = hidden.stream().filter(phase::equals).count();
            if (count > 0) {
                parts.add(count + " " + phase.name().toLowerCase(Locale.ROOT));
            }
        }
        return "and " + hidden.size() + " runs more: " + String.join(", ", parts);
    }

    private Bar bar(Trained run, long nanos) {
        Pace pace = pace("run " + run.run());
        if (run.phase() != Phase.WAITING) {
            pace.update(nanos, run.step(), run.total());
        }
        String note =
                switch (run.phase()) {
                    case WAITING -> "waiting";
                    case PAUSED -> "paused";
                    case DIVERGED -> "diverged";
                    default -> Double.isNaN(run.loss()) ? "" : String.format(Locale.ROOT, "loss %.4f", run.loss());
                };
        return new Bar(run.run(), run.step(), run.total(), pace, note);
    }

    private List<Bar> sums(Progress.Snapshot snapshot, List<Trained> runs, long nanos) {
        List<Bar> sums = new ArrayList<>();
        if (runs.size() > 1) {
            long over = snapshot.trained().values().stream()
                    .filter(run -> run.phase().ended())
                    .count();
            String note = over + " of " + snapshot.trained().size() + " runs ended";
            sums.add(sum("training", snapshot.steps(), note, nanos));
        }
        for (Work work : Work.values()) {
            Count count = snapshot.count(work);
            if (count.total() > 0) {
                sums.add(sum(work.name().toLowerCase(Locale.ROOT), count, "", nanos));
            }
        }
        return sums;
    }

    private Bar sum(String name, Count count, String note, long nanos) {
        Pace pace = pace(name);
        pace.update(nanos, count.done(), count.total());
        return new Bar(name, count.done(), count.total(), pace, note);
    }

    private Pace pace(String name) {
        return paces.computeIfAbsent(name, ignored -> new Pace());
    }

    private static int nameWidth(List<Bar> bars, List<Bar> sums, int columns) {
        int longest = Math.max(
                bars.stream().mapToInt(bar -> bar.name().length()).max().orElse(0),
                sums.stream().mapToInt(bar -> bar.name().length()).max().orElse(0));
        return Math.min(longest, Math.max(1, columns / 4));
    }
}
