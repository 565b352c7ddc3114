package eigendrift.cli.progress;

import java.util.ArrayList;
import java.util.List;

/** The stages of a command, as far as it has come. */
final class Stages {

    private static final class Stage {
        private final String what;
        private final long total;
        private final Pace pace = new Pace();
        private long done;
        private String note = "";

        private Stage(String what, long total) {
            this.what = what;
            this.total = total;
        }
    }

    private final List<Stage> stages = new ArrayList<>();

    synchronized void begin(String what, long total, long nanos) {
        Stage stage = new Stage(what, total);
        stage.pace.update(nanos, 0, total);
        stages.add(stage);
    }

    synchronized void done(long done, String note) {
        Stage stage = stages.get(stages.size() - 1);
        stage.done = done;
        stage.note = note;
    }

    /** A bar for each stage. */
    synchronized List<String> bars(int columns, long nanos) {
        int width = stages.stream().mapToInt(stage -> stage.what.length()).max().orElse(0);
        return stages.stream()
                .map(stage -> {
                    stage.pace.update(nanos, stage.done, stage.total);
                    return new Bar(stage.what, stage.done, stage.total, stage.pace, stage.note)
                            .line(Math.min(width, Math.max(1, columns / 4)), columns - 1);
                })
                .toList();
    }

    /** The stage under way, in words; empty before the first. */
    synchronized String line() {
        if (stages.isEmpty()) {
            return "";
        }
        Stage stage = stages.get(stages.size() - 1);
        return stage.what + ": " + stage.done + " of " + stage.total + (stage.note.isEmpty() ? "" : ", " + stage.note);
    }
}
