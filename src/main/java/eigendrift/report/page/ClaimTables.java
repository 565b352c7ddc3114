package eigendrift.report.page;

import eigendrift.readmodel.Tables;
import eigendrift.report.chart.Section;
import eigendrift.report.figure.XmlWriter;
import eigendrift.study.Aspect;
import eigendrift.study.Baseline;
import eigendrift.study.Claims;
import eigendrift.study.LossMatch;
import eigendrift.study.Matching;
import eigendrift.study.OptimizerComparison;
import eigendrift.study.Replicates;
import eigendrift.study.Sensitivity;
import eigendrift.study.Verdict;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of the claims, as matrices of claims and optimizers. */
final class ClaimTables {
    private static final String NONE = "–";

    private final HtmlPage frame;
    private final XmlWriter page;
    private final Tables tables;
    private final Baseline baseline;
    private final List<Claims.Finding> findings;

    ClaimTables(HtmlPage frame, Tables tables, Baseline baseline, List<Claims.Finding> findings) {
        this.frame = frame;
        this.page = frame.markup();
        this.tables = tables;
        this.baseline = baseline;
        this.findings = findings;
    }

    /** Mark, effect, interval and p of every claim; the sentences folded. */
    void claims(Section effects) {
        frame.open("claims", "Claims");
        if (findings.isEmpty()) {
            frame.missing("No completed run has been compared over time yet.");
            frame.close();
            return;
        }
        int seeds =
                (int) tables.runs().stream().map(Tables.Run::seed).distinct().count();
        Replicates.tooFew(seeds).ifPresent(note -> page.element("p", note, "class", "note"));
        frame.caption(ClaimMatrix.LEGEND + "p adjusted for all " + findings.size() + " claims here together.");
        matrix("Claims on one optimizer", "claim", false);
        matrix("Claims on pairs of optimizers", "claim" + beside(), true);
        frame.fold("How this is tested, and each claim as a sentence");
        page.element("p", method(), "class", "caption");
        page.open("ul");
        findings.forEach(found ->
                page.element("li", found.claim() + ": " + found.verdict().text() + " (" + found.evidence() + ")."));
        page.close();
        frame.close();
        frame.figure(effects);
        frame.close();
    }

    private String method() {
        return "Seeds are the replicates, paired by seed where optimizers are compared, as runs of one seed share"
                + " initial weights and batches: exact sign-flip tests at a level of 5 %. "
                + baseline.optimizer()
                        .map(name -> "Optimizers are compared with " + name
                                + " alone, as every further pair costs power; --baseline NAME takes another,"
                                + " --baseline none compares every pair. ")
                        .orElse("Every pair of optimizers is compared, which costs power; --baseline NAME compares with"
                                + " one alone. ")
                + "Report the p for all claims together (max-T; p_claims in claims.csv): with no effect anywhere, the"
                + " smallest of these is at most .05 in 5 % of experiments. p alone and the 95 % interval in brackets"
                + " are those of one claim. comparison.csv has two more: p_family, adjusted for the rows of that table,"
                + " and p_permutation, which takes runs of one seed for unrelated and is not of this design.";
    }

    private void matrix(String label, String corner, boolean pairs) {
        ClaimMatrix.write(
                frame,
                label,
                corner,
                findings.stream()
                        .filter(found -> found.statement().isOfPair() == pairs)
                        .collect(Collectors.groupingBy(
                                found -> column(found.optimizer(), found.against()),
                                LinkedHashMap::new,
                                Collectors.toList())));
    }

    /** A pair by its other optimizer, where all are compared with one. */
    private String column(String optimizer, String against) {
        return optimizer + (against.isEmpty() || baseline.optimizer().isPresent() ? "" : " − " + against);
    }

    /** The claims with one choice of the analysis changed: how often each holds, and folded the whole matrix. */
    void sensitivity() {
        frame.open("sensitivity", "What depends on the choices");
        List<Sensitivity> rows = Sensitivity.of(tables, baseline);
        if (rows.isEmpty()) {
            frame.missing("There are no two optimizers with completed runs to compare.");
            frame.close();
            return;
        }
        frame.caption("Which of two optimizers moves or localizes more, late in training, when one choice is made"
                + " otherwise: in how many of the choices each verdict is reached, each by itself at 5 %.");
        Map<Aspect, Map<String, List<Sensitivity>>> byPair = rows.stream()
                .collect(Collectors.groupingBy(
                        Sensitivity::claim,
                        LinkedHashMap::new,
                        Collectors.groupingBy(
                                each -> column(each.row().b(), each.row().a()),
                                LinkedHashMap::new,
                                Collectors.toList())));
        PageTable counts =
                frame.table("Verdicts by choice", "claim", "optimizer" + beside(), "#more", "#less", "#cannot be told");
        byPair.forEach((claim, pairs) -> pairs.forEach((pair, own) -> counts.row()
                .text(claim.csv())
                .optimizer(own.get(0).row().b(), pair)
                .number(count(own, Verdict.TRUE))
                .number(count(own, Verdict.OPPOSITE))
                .number(count(own, Verdict.OPEN))));
        counts.end();
        frame.fold("Every choice");
        frame.caption("Primary: displacement 1 − q² by rank, mean over the reported vectors; n·IPR of the first"
                + " vector. Against a null model: mean ln less that of its draws; as a displacement is at most 1, the"
                + " ln ratio of a run that moves far under the null already cannot be large, so judge by that of the"
                + " odds, tan²θ. ▲ more, ▼ less, ? cannot be told; difference, in brackets"
                + " its 95 % interval. p: exact sign flips, of each cell alone. Nothing depends on the signs of"
                + " eigenvectors; the glassy 2(1 − |q|)/n is the chordal measure over n. sensitivity.csv has every"
                + " pair, with the means of both.");
        byPair.forEach(this::choices);
        frame.close();
        frame.close();
    }

    private String beside() {
        return baseline.optimizer().map(name -> ", beside " + name).orElse("");
    }

    private static long count(List<Sensitivity> rows, Verdict verdict) {
        return rows.stream().filter(each -> each.side() == verdict).count();
    }

    private void choices(Aspect claim, Map<String, List<Sensitivity>> pairs) {
        List<String> choices = pairs.values().stream()
                .flatMap(List::stream)
                .map(Sensitivity::choice)
                .distinct()
                .toList();
        List<String> head = new ArrayList<>(List.of(claim.csv() + beside()));
        head.addAll(pairs.keySet());
        PageTable table = frame.table("Choices for " + claim.csv(), head.toArray(String[]::new));
        for (String choice : choices) {
            table.row().heading(choice);
            pairs.values().forEach(own -> own.stream()
                    .filter(each -> each.choice().equals(choice))
                    .findFirst()
                    .ifPresentOrElse(each -> choice(table, each), () -> table.text(NONE)));
        }
        table.end();
    }

    private static void choice(PageTable table, Sensitivity each) {
        Verdict side = each.side();
        table.effect(
                side.name().toLowerCase(Locale.ROOT),
                side == Verdict.TRUE ? "▲" : side == Verdict.OPPOSITE ? "▼" : "?",
                each.verdict(),
                Numbers.rough(each.row().difference()),
                Numbers.roughInterval(each.row().interval()),
                "p " + Numbers.rough(each.row().p()));
    }

    /** The checkpoints at which two optimizers are compared at equal loss. */
    void equalLoss() {
        frame.open("equal-loss", "Equal training loss");
        List<OptimizerComparison> rows = OptimizerComparison.of(tables, baseline).stream()
                .filter(row -> row.matching() == Matching.LOSS)
                .toList();
        if (rows.isEmpty()) {
            frame.missing("No two completed runs of one seed reach one training loss.");
            frame.close();
            return;
        }
        frame.caption("Claims at equal training loss take each run at its first checkpoint with at most the"
                + " larger of the two final losses: one optimizer near its end, the other where it passes by."
                + " Whether that is a transient is for the steps to say. Smallest and largest step over"
                + " seeds; mean training loss there.");
        frame.fold("The checkpoints");
        PageTable table = frame.table(
                "Equal training loss",
                "statistic",
                "a",
                "b",
                "#step of a",
                "#step of b",
                "#loss of a",
                "#loss of b",
                "#a",
                "#b",
                "#b − a");
        for (OptimizerComparison row : rows) {
            LossMatch match = row.match();
            table.row()
                    .text(row.statistic().csv())
                    .optimizer(row.a())
                    .optimizer(row.b())
                    .number(steps(match.firstA(), match.lastA()))
                    .number(steps(match.firstB(), match.lastB()))
                    .number(match.lossA())
                    .number(match.lossB())
                    .number(row.meanA())
                    .number(row.meanB())
                    .number(row.difference(), row.interval());
        }
        table.end();
        frame.close();
        frame.close();
    }

    private static String steps(double first, double last) {
        return Numbers.brief(first) + (first == last ? "" : " to " + Numbers.brief(last));
    }
}
