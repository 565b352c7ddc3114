package eigendrift.report.page;

import eigendrift.config.NullModelName;
import eigendrift.config.reading.Setting;
import eigendrift.inference.Interval;
import eigendrift.inference.Quantile;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import eigendrift.report.chart.PlotContext;
import eigendrift.report.figure.XmlWriter;
import eigendrift.study.Claims;
import eigendrift.study.LossMatch;
import eigendrift.study.Matching;
import eigendrift.study.NullRatio;
import eigendrift.study.OptimizerComparison;
import eigendrift.study.Replicates;
import eigendrift.study.RunSummary;
import eigendrift.study.Sensitivity;
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

/** The tables of the page. */
final class ReportTables {
    private final XmlWriter page;
    private final Tables tables;
    private final PlotContext runs;
    private final List<RunSummary> summaries;

    ReportTables(XmlWriter page, Tables tables) {
        this.page = page;
        this.tables = tables;
        this.runs = PlotContext.of(tables);
        this.summaries = RunSummary.of(tables);
    }

    void optimizers() {
        open("optimizers", "At a glance");
        if (summaries.isEmpty()) {
            page.element("p", "There is nothing to compare yet.", "class", "missing")
                    .close();
            return;
        }
        page.element(
                "p",
                "Medians over seeds: loss and accuracy at the end, the largest eigenvalue and the"
                        + " localization of its eigenvector at the last checkpoint, and how far that eigenvector"
                        + " turned since the one before.",
                "class",
                "caption");
        head(
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
            page.open("tr");
            optimizer(optimizer);
            number(own.size());
            number(completed);
            number(median(own, summary -> summary.run().finalLoss()));
            number(median(own, summary -> summary.run().finalAccuracy()));
            number(median(own, RunSummary::testAccuracy));
            number(median(own, RunSummary::eigenvalue));
            number(median(own, RunSummary::displacement));
            number(median(own, RunSummary::scaledIpr));
            page.close();
        }
        close();
    }

    /** The claims that the experiment can test, with effect, interval and p over seeds. */
    void claims() {
        open("claims", "Claims");
        List<String> claims = Claims.of(tables);
        if (claims.isEmpty()) {
            page.element("p", "No completed run has been compared over time yet.", "class", "missing")
                    .close();
            return;
        }
        page.element(
                "p",
                "Seeds are the replicates, paired by seed where optimizers are compared, as runs of one"
                        + " seed share initial weights and batches: exact sign-flip tests at a level of 5 %. Report"
                        + " the p for all claims together (max-T; p_claims in claims.csv): with no effect anywhere,"
                        + " the smallest of these is at most .05 in 5 % of experiments. p alone and the 95 % interval"
                        + " in brackets are those of one claim. comparison.csv has two more: p_family, adjusted for"
                        + " the rows of that table, and p_permutation, which takes runs of one seed for unrelated and"
                        + " is not of this design.",
                "class",
                "caption");
        int seeds =
                (int) tables.runs().stream().map(Tables.Run::seed).distinct().count();
        Replicates.tooFew(seeds).ifPresent(note -> page.element("p", note, "class", "note"));
        page.open("ul");
        claims.forEach(claim -> page.element("li", claim));
        page.close().close();
    }

    /** The claims with one choice of the analysis changed. */
    void sensitivity() {
        open("sensitivity", "What depends on the choices");
        List<Sensitivity> rows = Sensitivity.of(tables);
        if (rows.isEmpty()) {
            page.element("p", "There are no two optimizers with completed runs to compare.", "class", "missing")
                    .close();
            return;
        }
        page.element(
                "p",
                "Which of two optimizers moves or localizes more, late in training, when one choice is made"
                        + " otherwise; primary: displacement 1 − q² by rank, mean over the reported vectors; n·IPR of"
                        + " the first vector. Against a null model: mean ln less that of its draws; as a displacement"
                        + " is at most 1, the ln ratio of a run that moves far under the null already cannot be"
                        + " large, so judge by that of the odds, tan²θ. In brackets: 95 % interval for b − a. p:"
                        + " exact sign flips, of each row alone. Nothing depends on the signs of eigenvectors; the"
                        + " glassy 2(1 − |q|)/n is the chordal measure over n.",
                "class",
                "caption");
        head("claim", "choice", "a", "b", "#seeds", "#a", "#b", "#b − a", "#Cliff's δ", "#p", "verdict");
        for (Sensitivity each : rows) {
            OptimizerComparison row = each.row();
            page.open("tr").element("td", each.claim().csv()).element("td", each.choice());
            optimizer(row.a());
            optimizer(row.b());
            number(row.seeds());
            number(row.meanA());
            number(row.meanB());
            interval(row.difference(), row.interval());
            number(row.effect().delta());
            number(row.p());
            page.element("td", each.verdict()).close();
        }
        close();
    }

    /** The checkpoints at which two optimizers are compared at equal loss. */
    void equalLoss() {
        open("equal-loss", "Equal training loss");
        List<OptimizerComparison> rows = OptimizerComparison.of(tables).stream()
                .filter(row -> row.matching() == Matching.LOSS)
                .toList();
        if (rows.isEmpty()) {
            page.element("p", "No two completed runs of one seed reach one training loss.", "class", "missing")
                    .close();
            return;
        }
        page.element(
                "p",
                "Claims at equal training loss take each run at its first checkpoint with at most the"
                        + " larger of the two final losses: one optimizer near its end, the other where it passes by."
                        + " Whether that is a transient is for the steps to say. Smallest and largest step over"
                        + " seeds; mean training loss there.",
                "class",
                "caption");
        head("statistic", "a", "b", "#step of a", "#step of b", "#loss of a", "#loss of b", "#a", "#b", "#b − a");
        for (OptimizerComparison row : rows) {
            LossMatch match = row.match();
            page.open("tr").element("td", row.statistic().csv());
            optimizer(row.a());
            optimizer(row.b());
            steps(match.firstA(), match.lastA());
            steps(match.firstB(), match.lastB());
            number(match.lossA());
            number(match.lossB());
            number(row.meanA());
            number(row.meanB());
            interval(row.difference(), row.interval());
            page.close();
        }
        close();
    }

    private void steps(double first, double last) {
        String text = Numbers.brief(first) + (first == last ? "" : " to " + Numbers.brief(last));
        page.element("td", text, "class", "number");
    }

    private void interval(double value, Interval interval) {
        page.element("td", Numbers.brief(value) + " " + Numbers.interval(interval), "class", "number");
    }

    /** The ratio of each optimizer to each null model, and whether it is equivalent to 1. */
    void nullRatios() {
        open("null-ratios", "How far from the null models");
        List<NullRatio> rows = NullRatio.of(tables);
        if (rows.isEmpty()) {
            page.element("p", "No null model has been compared with a completed run, late.", "class", "missing")
                    .close();
            return;
        }
        String margin = Numbers.brief(NullRatio.MARGIN);
        page.element(
                "p",
                "Observed over null model in the last quarter of the steps, geometric mean over seeds with"
                        + " its 95 % interval: the odds of displacement tan²θ of the leading vectors, and the IPR of"
                        + " the first. That a ratio cannot be told from 1 does not make it 1; the same within a"
                        + " factor of " + margin
                        + " is said where two one-sided sign-flip tests at 5 % show it (p equivalence), and same"
                        + " within is the smallest factor for which they would. Each row alone. A random walk keeps"
                        + " the weights at the checkpoint before, the distance to this one and the data; it gives up"
                        + " the direction, and with it the path between, the batches and how the distance is shared"
                        + " among layers. static keeps the weights, and draws other samples.",
                "class",
                "caption");
        head("claim", "null model", "optimizer", "#seeds", "#ratio", "#p", "#p equivalence", "#same within", "verdict");
        for (NullRatio row : rows) {
            page.open("tr")
                    .element("td", row.claim().csv())
                    .element("td", row.model().csv());
            optimizer(row.optimizer());
            number(row.seeds());
            interval(row.ratio(), row.interval());
            number(row.p());
            number(row.equivalence().p());
            number(row.equivalence().within());
            page.element("td", row.verdict()).close();
        }
        close();
    }

    void runs() {
        open("runs", "Runs");
        if (summaries.isEmpty()) {
            page.element("p", "No run has started yet.", "class", "missing").close();
            return;
        }
        for (String warning : Warnings.of(tables)) {
            page.element("p", warning, "class", "missing");
        }
        SpectrumGaps.of(tables).forEach(gap -> page.element("p", gap, "class", "missing"));
        page.element(
                "p",
                "Loss and accuracies at the last log row; λ₁, displacement and n·IPR at the last checkpoint that was"
                        + " probed, with a dash where that gave no spectrum.",
                "class",
                "caption");
        head(
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
            page.open("tr");
            page.open("td");
            swatch(run.optimizer());
            page.text(run.run()).close();
            number(run.seed());
            page.element("td", run.status().csv(), "class", run.status().csv());
            number(run.steps());
            number(run.finalLoss());
            number(run.finalAccuracy());
            number(summary.testAccuracy());
            page.element("td", summary.checkpointText(), "class", "number");
            number(summary.eigenvalue());
            number(summary.displacement());
            number(summary.scaledIpr());
            page.close();
        }
        close();
    }

    /** Comparison with the null models at the last compared step of each run, over the seeds of an optimizer. */
    void nulls() {
        open("nulls", "Null models");
        if (tables.nulls().isEmpty()) {
            page.element("p", "No null model has been compared with.", "class", "missing")
                    .close();
            return;
        }
        page.element(
                "p",
                "At the last step at which each run was compared. Medians over seeds; in brackets the"
                        + " smallest and largest. p family: adjusted for all vectors, layers and steps of a run"
                        + " (max-T over draws; Holm where the law is exact). nulls.csv of the export holds every row.",
                "class",
                "caption");
        head(
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
            page.open("tr");
            page.element("td", first.statistic()).element("td", first.model().csv());
            optimizer(runs.optimizerOf().getOrDefault(first.run(), first.run()));
            page.element("td", Symbols.vector(first.index()));
            number(group.size());
            number(median(group, Tables.Null::observed));
            number(median(group, Tables.Null::nullMean));
            number(median(group, Tables.Null::nullSd));
            number(median(group, Tables.Null::ratio));
            number(median(group, Tables.Null::oddsRatio));
            range(group, Tables.Null::z);
            range(group, Tables.Null::p);
            range(group, Tables.Null::pFamily);
            page.close();
        }
        close();
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
        open("provenance", "What was run");
        if (provenance.isEmpty()) {
            page.element("p", "No provenance was recorded.", "class", "missing").close();
            return;
        }
        page.open("div", "class", "table").open("table").open("tbody");
        provenance.forEach((key, value) -> page.open("tr")
                .element("td", key)
                .element("td", value, "class", "wrap")
                .close());
        close();
    }

    /** Every setting, a row a block. */
    void configuration() {
        open("configuration", "Configuration");
        if (tables.configuration().isEmpty()) {
            page.element("p", "No configuration was recorded.", "class", "missing")
                    .close();
            return;
        }
        page.element(
                "p",
                "Every key and its value, defaults included; conf/all-keys.conf says what each means.",
                "class",
                "caption");
        page.open("div", "class", "table").open("table").open("tbody");
        Setting.lines(tables.configuration()).forEach((block, settings) -> page.open("tr")
                .element("td", block)
                .element("td", settings, "class", "wrap")
                .close());
        close();
    }

    private void open(String id, String heading) {
        page.open("section", "id", id).element("h2", heading);
    }

    /** Opens a table; a name that begins with # heads a column of numbers. */
    private void head(String... names) {
        page.open("div", "class", "table").open("table").open("thead").open("tr");
        for (String name : names) {
            if (name.startsWith("#")) {
                page.element("th", name.substring(1), "class", "number");
            } else {
                page.element("th", name);
            }
        }
        page.close().close().open("tbody");
    }

    /** Closes body, table, frame and section. */
    private void close() {
        page.close().close().close().close();
    }

    private void optimizer(String optimizer) {
        page.open("td");
        swatch(optimizer);
        page.text(optimizer).close();
    }

    private void swatch(String optimizer) {
        String colour = runs.style(optimizer).tone().variable();
        page.element("span", "", "class", "swatch", "style", "background: var(" + colour + ")");
    }

    private void number(double value) {
        page.element("td", Numbers.brief(value), "class", "number");
    }

    private void number(long value) {
        page.element("td", Long.toString(value), "class", "number");
    }

    private <R> void range(List<R> rows, ToDoubleFunction<R> value) {
        double[] sorted = finite(rows, value);
        String text = Numbers.brief(median(rows, value));
        if (sorted.length > 1 && sorted[0] < sorted[sorted.length - 1]) {
            text += " (" + Numbers.brief(sorted[0]) + " to " + Numbers.brief(sorted[sorted.length - 1]) + ")";
        }
        page.element("td", text, "class", "number");
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
