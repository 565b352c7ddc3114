package eigendrift.report.page;

import eigendrift.config.reading.SettingDifference;
import eigendrift.report.figure.XmlWriter;
import eigendrift.study.Analysis;
import eigendrift.study.AnalysisDifferences;
import eigendrift.study.Baseline;
import eigendrift.study.Claims;
import eigendrift.study.Difference;
import eigendrift.text.Numbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables of the page that compares analyses. */
final class AnalysisTables {
    private static final String NONE = "–";

    private final HtmlPage frame;
    private final XmlWriter page;
    private final List<Analysis> analyses;

    AnalysisTables(HtmlPage frame, List<Analysis> analyses) {
        this.frame = frame;
        this.page = frame.markup();
        this.analyses = analyses;
    }

    private List<String> columns(String first) {
        List<String> columns = new ArrayList<>(List.of(first));
        analyses.forEach(analysis -> columns.add(analysis.name()));
        return columns;
    }

    /** A table of text alone. */
    private void table(String label, List<String> head, List<List<String>> rows) {
        PageTable table = frame.table(label, head.toArray(String[]::new));
        for (List<String> row : rows) {
            table.row().heading(row.get(0));
            row.stream().skip(1).forEach(table::wrapped);
        }
        table.end();
    }

    void settings() {
        List<SettingDifference> differences = SettingDifference.of(
                analyses.stream().map(Analysis::configuration).toList());
        page.open("section", "id", "settings").element("h2", "Settings that differ");
        if (differences.isEmpty()) {
            page.element("p", "All settings are the same.", "class", "missing");
        } else {
            List<List<String>> rows = new ArrayList<>();
            for (SettingDifference difference : differences) {
                List<String> row = new ArrayList<>(List.of(difference.key()));
                difference.values().forEach(value -> row.add(value.isEmpty() ? NONE : value));
                rows.add(row);
            }
            table("Settings that differ", columns("key"), rows);
        }
        page.close();
    }

    void differences() {
        page.open("section", "id", "differences").element("h2", "Differences of the numbers");
        page.element(
                "p",
                "Over every run, step (or pair of steps) and index that both have: the median and the largest |a − b|,"
                        + " and |a − b| / max(|a|, |b|). Beyond bounds: differences larger than the error bounds of"
                        + " both numbers together, so that they come from the settings and not from the resolution."
                        + " Identities are compared at the rank that they have at the later step.",
                "class",
                "caption");
        PageTable table = frame.table(
                "Differences of the numbers",
                "analysis",
                "quantity",
                "#compared",
                "#in one alone",
                "#median",
                "#largest",
                "#median relative",
                "#largest relative",
                "#beyond bounds",
                "largest at");
        for (Analysis other : analyses.subList(1, analyses.size())) {
            for (Difference d : AnalysisDifferences.of(analyses.get(0), other)) {
                table.row()
                        .text(other.name())
                        .text(d.quantity())
                        .number(d.compared())
                        .number(d.alone())
                        .number(d.median())
                        .number(d.largest())
                        .number(d.medianRelative())
                        .number(d.largestRelative())
                        .number(d.bounded() == 0 ? NONE : d.beyond() + " of " + d.bounded())
                        .text(d.where().isEmpty() ? NONE : d.where());
            }
        }
        table.end();
        page.close();
    }

    void claims(Baseline baseline) {
        page.open("section", "id", "claims").element("h2", "Claims");
        Map<String, Map<String, Claims.Finding>> byClaim = new LinkedHashMap<>();
        for (Analysis analysis : analyses) {
            Claims.of(analysis.tables(), baseline)
                    .forEach(found -> byClaim.computeIfAbsent(found.claim(), c -> new HashMap<>())
                            .put(analysis.name(), found));
        }
        if (byClaim.isEmpty()) {
            page.element("p", "No completed run has been compared over time yet.", "class", "missing")
                    .close();
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        int differ = 0;
        int common = 0;
        for (Map.Entry<String, Map<String, Claims.Finding>> entry : byClaim.entrySet()) {
            List<String> row = new ArrayList<>(List.of(entry.getKey()));
            Set<String> verdicts = new HashSet<>();
            for (Analysis analysis : analyses) {
                Claims.Finding found = entry.getValue().get(analysis.name());
                row.add(found == null ? NONE : found.verdict().text() + " (" + found.evidence() + ")");
                verdicts.add(found == null ? NONE : found.verdict().text());
            }
            if (verdicts.contains(NONE)) {
                row.add("not in all");
            } else {
                common++;
                differ += verdicts.size() > 1 ? 1 : 0;
                row.add(verdicts.size() > 1 ? "differs" : "same");
            }
            rows.add(row);
        }
        page.element(
                "p",
                "The claims of each analysis, as in its own report. " + differ + " of "
                        + Numbers.count(common, "common verdict")
                        + " differ. Displacement is a mean over the leading vectors, so it changes with their number.",
                "class",
                "caption");
        List<String> head = columns("claim");
        head.add("verdict");
        table("Claims", head, rows);
        page.close();
    }
}
