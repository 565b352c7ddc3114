package eigendrift.cli;

import eigendrift.experiment.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar for the training of each run, one for all probes, one for the null models. */
final class ProgressBars implements ProgressDisplay {

    private static final String PROBES = "probes";
    private static final String NULLS = "nulls";

    private final Map<String, ProgressBar> bars = new LinkedHashMap<>();

    ProgressBars() {
        TerminalLibrary.provide();
    }

    @Override
    public void show(Progress.Snapshot snapshot) {
        snapshot.trained().values().forEach(run -> {
            ProgressBar bar = bar(run.run(), run.total());
            bar.stepTo(run.step());
            if (!Double.isNaN(run.loss())) {
                bar.setExtraMessage(String.format(Locale.ROOT, "loss %.4f", run.loss()));
            }
        });
        bar(
                        PROBES,
                        snapshot.probed().values().stream()
                                .mapToInt(Progress.Probed::total)
                                .sum())
                .stepTo(snapshot.probed().values().stream()
                        .mapToInt(Progress.Probed::done)
                        .sum());
        if (snapshot.drawn().total() > 0) {
            bar(NULLS, snapshot.drawn().total()).stepTo(snapshot.drawn().done());
        }
    }

    private ProgressBar bar(String name, long total) {
        return bars.computeIfAbsent(name, ignored -> new ProgressBarBuilder()
                        .setTaskName(name)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .build())
                .maxHint(total);
    }

    @Override
    public void close() {
        List<ProgressBar> open = new ArrayList<>(bars.values());
        open.forEach(ProgressBar::close);
    }
}
