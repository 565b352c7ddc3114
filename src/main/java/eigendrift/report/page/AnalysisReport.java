package eigendrift.report.page;

import eigendrift.report.chart.AnalysisFigures;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.chart.PlotContext;
import eigendrift.report.chart.Section;
import eigendrift.report.export.AtomicFile;
import eigendrift.report.figure.XmlWriter;
import eigendrift.study.Analysis;
import eigendrift.study.Baseline;
import eigendrift.study.FailedChecks;
import eigendrift.study.SpectrumGaps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One page that sets several analyses of one experiment beside each other: which settings differ, by how much the
 * numbers do, and whether the claims come out alike. The first is what the others are compared with.
 */
public final class AnalysisReport {

    private final HtmlReport.Header header;
    private final List<Analysis> analyses;
    private final Baseline baseline;
    private final List<Section> sections;
    private final HtmlPage frame;
    private final XmlWriter page;

    private AnalysisReport(
            HtmlReport.Header header, List<Analysis> analyses, Baseline baseline, FigureChoices choices) {
        this.baseline = baseline;
        this.header = header;
        this.analyses = List.copyOf(analyses);
        this.sections = AnalysisFigures.sections(analyses, choices);
        this.frame = new HtmlPage(
                header.name() + ", " + names(" and ") + " · Eigendrift",
                PlotContext.of(analyses.get(0).tables()),
                contents());
        this.page = frame.markup();
    }

    /**
     * Writes the page; a file that is there is replaced. The same input gives the same bytes.
     *
     * @param analyses of one experiment, at least two
     * @param baseline of their claims
     * @throws IOException if the file cannot be written
     */
    public static void write(
            Path file, HtmlReport.Header header, List<Analysis> analyses, Baseline baseline, FigureChoices choices)
            throws IOException {
        byte[] bytes =
                new AnalysisReport(header, analyses, baseline, choices).render().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        contents.put("settings", "Settings");
        contents.put("differences", "Differences");
        contents.put("claims", "Claims");
        sections.forEach(section -> contents.put(section.id(), section.heading()));
        contents.put("provenance", "What was run");
        contents.put("configuration", "Configuration of " + analyses.get(0).name());
        return contents;
    }

    private String render() {
        head();
        AnalysisTables tables = new AnalysisTables(frame, analyses);
        tables.settings();
        tables.differences();
        tables.claims(baseline);
        sections.forEach(frame::section);
        ReportTables first = new ReportTables(frame, analyses.get(0).tables());
        first.provenance(header.provenance());
        first.configuration();
        return frame.end();
    }

    private String names(String between) {
        return analyses.stream().map(Analysis::name).collect(Collectors.joining(between));
    }

    private void head() {
        page.open("header").element("div", "Eigendrift, analyses compared", "class", "eyebrow");
        page.element("h1", header.name() + ": " + names(", "));
        page.open("p", "class", "note")
                .text("experiment ")
                .element("code", header.id())
                .close();
        page.element(
                "p",
                analyses.size() + " analyses of the same checkpoints. Differences are to "
                        + analyses.get(0).name() + ".",
                "class",
                "lead");
        analyses.stream()
                .filter(analysis -> !analysis.complete())
                .forEach(analysis -> page.element(
                        "p",
                        "The analysis " + analysis.name() + " is not complete: shown is what it has so far.",
                        "class",
                        "missing"));
        analyses.forEach(analysis -> FailedChecks.of(analysis.tables())
                .ifPresent(failed -> page.element("p", analysis.name() + ": " + failed, "class", "missing")));
        header.notes().forEach(note -> page.element("p", note, "class", "missing"));
        analyses.forEach(analysis -> SpectrumGaps.of(analysis.tables())
                .forEach(gap -> page.element("p", analysis.name() + ": " + gap, "class", "missing")));
        page.close();
    }
}
