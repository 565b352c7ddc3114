package eigendrift.report.page;

import eigendrift.config.NullModelName;
import eigendrift.config.reading.Setting;
import eigendrift.inference.Interval;
import eigendrift.inference.Quantile;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import eigendrift.report.chart.PlotContext;
import eigendrift.study.NullRatio;
import eigendrift.study.RunSummary;
import eigendrift.study.SpectrumGaps;
import eigendrift.study.Warnings;
import eigendrift.text.Numbers;
import eigendrift.text.Symbols;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The tables of the page on optimizers, runs, null models and what was run. */
final class ReportTables {
    private final HtmlPage frame;
    private final Tables tables;
    private final PlotContext runs;
    private final List<RunSummary> summaries;

    ReportTables(HtmlPage frame, Tables tables) {
        this.frame = frame;
        this.tables = tables;
        this.runs = PlotContext.of(tables);
        this.summaries = RunSummary.of(tables);
    }

    void optimizers() {
        frame.open("optimizers", "At a glance");
        if (summaries.isEmpty()) {
            frame.missing("There is nothing to compare yet.");
            frame.close();
            return;
        }
        frame.caption("Medians over seeds, in brackets the smallest and the largest: loss and accuracy at the end, the"
                + " largest eigenvalue and the localization of its eigenvector at the last checkpoint, and how far that"
                + " eigenvector turned since the one before.");
        PageTable table = frame.table(
                "Optimizers",
                "optimizer",
                "#runs",
                "#completed",
                "#loss",
                "#accuracy",
                "#test accuracy",
                "#λ₁",
                "#displacement of v₁",
                "#n·IPR of v₁");
        for (String optimizer : runs.optimizers()) {
            List<RunSummary> own = summaries.stream()
                    .filter(summary -> summary.run().optimizer().equals(optimizer))
                    .toList();
            long completed = own.stream()
                    .filter(summary -> summary.run().status() == Status.COMPLETED)
                    .count();
            table.row()
                    .optimizer(optimizer)
                    .number(own.size())
                    .number(completed)
                    .number(range(own, summary -> summary.run().finalLoss()))
                    .number(range(own, summary -> summary.run().finalAccuracy()))
                    .number(range(own, RunSummary::testAccuracy))
                    .number(range(own, RunSummary::eigenvalue))
                    .number(range(own, RunSummary::displacement))
                    .number(range(own, RunSummary::scaledIpr));
        }
        table.end();
        frame.close();
    }

    /** The ratio of each optimizer to each null model, and whether it is equivalent to 1. */
    void nullRatios() {
        frame.open("null-ratios", "How far from the null models");
        List<NullRatio> rows = NullRatio.of(tables);
        if (rows.isEmpty()) {
            frame.missing("No null model has been compared with a completed run, late.");
            frame.close();
            return;
        }
        String margin = Numbers.brief(NullRatio.MARGIN);
        frame.caption("Observed over null model in the last quarter of the steps, geometric mean over seeds with"
                + " its 95 % interval: the odds of displacement tan²θ of the leading vectors, and the IPR of"
                + " the first. That a ratio cannot be told from 1 does not make it 1; the same within a"
                + " factor of " + margin
                + " is said where two one-sided sign-flip tests at 5 % show it (p equivalence), and same"
                + " within is the smallest factor for which they would. Each row alone. A random walk keeps"
                + " the weights at the checkpoint before, the distance to this one and the data; it gives up"
                + " the direction, and with it the path between, the batches and how the distance is shared"
                + " among layers. static keeps the weights, and draws other samples.");
        PageTable table = frame.table(
                "Ratios to the null models",
                "claim",
                "null model",
                "optimizer",
                "#seeds",
                "#ratio",
                "#p",
                "#p equivalence",
                "#same within",
                "verdict");
        for (NullRatio row : rows) {
            table.row()
                    .text(row.claim().csv())
                    .text(row.model().csv())
                    .optimizer(row.optimizer())
                    .number(row.seeds())
                    .number(row.ratio(), row.interval())
                    .number(row.p())
                    .number(row.equivalence().p())
                    .number(row.equivalence().within())
                    .text(row.verdict());
        }
        table.end();
        frame.close();
    }

    void runs() {
        frame.open("runs", "Runs");
        if (summaries.isEmpty()) {
            frame.missing("No run has started yet.");
            frame.close();
            return;
        }
        Warnings.of(tables).forEach(frame::missing);
        SpectrumGaps.of(tables).forEach(frame::missing);
        frame.caption("Loss and accuracies at the last log row; λ₁, displacement and n·IPR at the last checkpoint that"
                + " was probed, with a dash where that gave no spectrum.");
        PageTable table = frame.table(
                "Runs",
                "run",
                "#seed",
                "status",
                "#steps",
                "#loss",
                "#accuracy",
                "#test accuracy",
                "#checkpoint",
                "#λ₁",
                "#displacement of v₁",
                "#n·IPR of v₁");
        for (RunSummary summary : summaries) {
            Tables.Run run = summary.run();
            table.row()
                    .optimizer(run.optimizer(), run.run())
                    .number(run.seed())
                    .text(run.status().csv(), run.status().csv())
                    .number(run.steps())
                    .number(run.finalLoss())
                    .number(run.finalAccuracy())
                    .number(summary.testAccuracy())
                    .number(summary.checkpointText())
                    .number(summary.eigenvalue())
                    .number(summary.displacement())
                    .number(summary.scaledIpr());
        }
        table.end();
        frame.close();
    }

    /** Comparison with the null models at the last compared step of each run, over the seeds of an optimizer. */
    void nulls() {
        frame.open("nulls", "Null models");
        if (tables.nulls().isEmpty()) {
            frame.missing("No null model has been compared with.");
            frame.close();
            return;
        }
        frame.caption("At the last step at which each run was compared. Medians over seeds; in brackets the"
                + " smallest and largest. p family: adjusted for all vectors, layers and steps of a run"
                + " (max-T over draws; Holm where the law is exact). nulls.csv of the export holds every row.");
        frame.fold("Every vector and null model");
        PageTable table = frame.table(
                "Null models",
                "statistic",
                "null model",
                "optimizer",
                "vector",
                "#seeds",
                "#observed",
                "#null mean",
                "#null sd",
                "#ratio",
                "#odds ratio",
                "#z",
                "#p",
                "#p family");
        for (List<Tables.Null> group : nullGroups()) {
            Tables.Null first = group.get(0);
            table.row()
                    .text(first.statistic())
                    .text(first.model().csv())
                    .optimizer(runs.optimizerOf().getOrDefault(first.run(), first.run()))
                    .text(Symbols.vector(first.index()))
                    .number(group.size())
                    .number(median(group, Tables.Null::observed))
                    .number(median(group, Tables.Null::nullMean))
                    .number(median(group, Tables.Null::nullSd))
                    .number(median(group, Tables.Null::ratio))
                    .number(median(group, Tables.Null::oddsRatio))
                    .number(range(group, Tables.Null::z))
                    .number(range(group, Tables.Null::p))
                    .number(range(group, Tables.Null::pFamily));
        }
        table.end();
        frame.close();
        frame.close();
    }

    /** Rows told together: those of one run, or of all runs of one optimizer. */
    private record Group(String statistic, NullModelName model, int index, String whose) {}

    private Iterable<List<Tables.Null>> nullGroups() {
        Map<Group, Long> last = new HashMap<>();
        tables.nulls().forEach(row -> last.merge(key(row, row.run()), row.step(), Math::max));
        Map<Group, List<Tables.Null>> groups = new LinkedHashMap<>();
        for (String optimizer : runs.optimizers()) {
            for (Tables.Null row : tables.nulls()) {
                if (optimizer.equals(runs.optimizerOf().get(row.run()))
                        && row.step() == last.get(key(row, row.run()))) {
                    groups.computeIfAbsent(key(row, optimizer), g -> new ArrayList<>())
                            .add(row);
                }
            }
        }
        return groups.values();
    }

    private static Group key(Tables.Null row, String whose) {
        return new Group(row.statistic(), row.model(), row.index(), whose);
    }

    void provenance(Map<String, String> provenance) {
        frame.open("provenance", "What was run");
        if (provenance.isEmpty()) {
            frame.missing("No provenance was recorded.");
        } else {
            PageTable table = frame.table("What was run");
            provenance.forEach((key, value) -> table.row().heading(key).wrapped(value));
            table.end();
        }
        frame.close();
    }

    /** Every setting, a row a key. */
    void configuration() {
        frame.open("configuration", "Configuration");
        if (tables.configuration().isEmpty()) {
            frame.missing("No configuration was recorded.");
        } else {
            frame.caption(
                    "Every key and its value as run, defaults included; conf/all-keys.conf says what each" + " means.");
            frame.fold(Numbers.count(tables.configuration().size(), "key"));
            PageTable table = frame.table("Configuration", "key", "value");
            for (Setting setting : tables.configuration()) {
                table.row().wrapped(setting.key()).wrapped(setting.value());
            }
            table.end();
            frame.close();
        }
        frame.close();
    }

    private static <R> String range(List<R> rows, ToDoubleFunction<R> value) {
        double[] sorted = finite(rows, value);
        int last = sorted.length - 1;
        return last < 1 || sorted[0] == sorted[last]
                ? Numbers.brief(median(rows, value))
                : Numbers.rough(median(rows, value)) + " "
                        + Numbers.roughInterval(new Interval(sorted[0], sorted[last]));
    }

    private static <R> double median(List<R> rows, ToDoubleFunction<R> value) {
        double[] sorted = finite(rows, value);
        return sorted.length == 0 ? Double.NaN : Quantile.of(sorted, 0.5);
    }

    private static <R> double[] finite(List<R> rows, ToDoubleFunction<R> value) {
        return rows.stream()
                .mapToDouble(value)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }
}
