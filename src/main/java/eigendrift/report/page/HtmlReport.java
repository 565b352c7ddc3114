package eigendrift.report.page;

import eigendrift.readmodel.Tables;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.chart.PlotContext;
import eigendrift.report.chart.Section;
import eigendrift.report.export.AtomicFile;
import eigendrift.report.figure.XmlWriter;
import eigendrift.study.Baseline;
import eigendrift.study.Claims;
import eigendrift.study.FailedChecks;
import eigendrift.study.SpectrumGaps;
import eigendrift.study.Thesis;
import eigendrift.text.Numbers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page about one experiment: tables and figures in a single file that needs no other and no network. Light or dark
 * as the reader's system is; every name is escaped; where something was not measured the page says so.
 */
public final class HtmlReport {

    /**
     * The head of the page, above the figures.
     *
     * @param name name of the experiment
     * @param id its id in the journal
     * @param provenance what was run and on what, in the order to be shown
     * @param notes sentences to read first, such as that an analysis covers fewer runs than there are
     */
    public record Header(String name, String id, Map<String, String> provenance, List<String> notes) {
        public Header {
            provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
            notes = List.copyOf(notes);
        }

        /** Without notes. */
        public Header(String name, String id, Map<String, String> provenance) {
            this(name, id, provenance, List.of());
        }
    }

    private final Header header;
    private final Tables tables;
    private final Baseline baseline;
    private final List<Section> sections;
    private final HtmlPage frame;
    private final XmlWriter page;

    private HtmlReport(Header header, Tables tables, Baseline baseline, FigureChoices choices) {
        this.header = header;
        this.tables = tables;
        this.baseline = baseline;
        this.sections = Figures.sections(tables, choices, baseline);
        this.frame = new HtmlPage(header.name() + " · Eigendrift", PlotContext.of(tables), contents());
        this.page = frame.markup();
    }

    /**
     * Writes the page; a file that is there is replaced. The same input gives the same bytes.
     *
     * @param baseline what optimizers are compared with
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Header header, Tables tables, Baseline baseline, FigureChoices choices)
            throws IOException {
        byte[] bytes =
                new HtmlReport(header, tables, baseline, choices).render().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private Map<String, String> contents() {
        Map<String, String> contents = new LinkedHashMap<>();
        contents.put("summary", "Summary");
        contents.put("claims", "Claims");
        contents.put("optimizers", "At a glance");
        contents.put("sensitivity", "What depends on the choices");
        contents.put("equal-loss", "Equal training loss");
        contents.put("null-ratios", "How far from the null models");
        figures().forEach(section -> contents.put(section.id(), section.heading()));
        contents.put("runs", "Runs");
        contents.put("nulls", "Null models");
        contents.put("provenance", "What was run");
        contents.put("configuration", "Configuration");
        contents.put("terms", "Terms");
        return contents;
    }

    /** The parts that are figures alone: all but summary and effects. */
    private List<Section> figures() {
        return sections.subList(2, sections.size());
    }

    private String render() {
        List<Claims.Finding> findings = Claims.of(tables, baseline);
        head();
        frame.summary(Thesis.of(findings), sections.get(0));
        ClaimTables claims = new ClaimTables(frame, tables, baseline, findings);
        ReportTables reportTables = new ReportTables(frame, tables);
        claims.claims(sections.get(1));
        reportTables.optimizers();
        claims.sensitivity();
        claims.equalLoss();
        reportTables.nullRatios();
        figures().forEach(frame::section);
        reportTables.runs();
        reportTables.nulls();
        reportTables.provenance(header.provenance());
        reportTables.configuration();
        terms();
        return frame.end();
    }

    private void head() {
        page.open("header").element("div", "Eigendrift report", "class", "eyebrow");
        page.element("h1", header.name());
        page.open("p", "class", "note")
                .text("experiment ")
                .element("code", header.id())
                .text(". " + lead())
                .close();
        FailedChecks.of(tables).ifPresent(frame::missing);
        header.notes().forEach(frame::missing);
        if (!SpectrumGaps.of(tables).isEmpty()) {
            page.open("p", "class", "missing").text("Spectra are missing or have not converged: ");
            frame.link("runs", "which, and why");
            page.text(".").close();
        }
        page.close();
    }

    private String lead() {
        PlotContext runs = PlotContext.of(tables);
        if (runs.optimizers().isEmpty()) {
            return "No run has started yet.";
        }
        long seeds = tables.runs().stream().map(Tables.Run::seed).distinct().count();
        long checkpoints =
                tables.spectrum().stream().map(Tables.Spectrum::step).distinct().count();
        int k = tables.spectrum().stream()
                .mapToInt(Tables.Spectrum::index)
                .max()
                .orElse(0);
        return "The " + Numbers.count(k, "leading eigenvector") + " of the curvature of a network with n = "
                + runs.parameters()
                + " parameters, followed over " + Numbers.count(checkpoints, "checkpoint") + " under "
                + Numbers.count(runs.optimizers().size(), "optimizer") + " with " + Numbers.count(seeds, "seed")
                + " each.";
    }

    private void terms() {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put(
                "step",
                "updates made so far; a value at step t is of the weights after t updates, step 0 the initial ones");
        terms.put("overlap q", "dot product of the unit eigenvectors at two times; its sign has no meaning");
        terms.put(
                "displacement", "1 − q² = sin²θ, θ the angle between the two directions; two random ones have 1 − 1/n");
        terms.put(
                "odds of displacement",
                "sin²θ/cos²θ = tan²θ: as displacement for small angles, and without its ceiling at 1");
        terms.put("by rank", "the eigenvector of the i-th largest eigenvalue at each time");
        terms.put("by identity", "the eigenvector matched with itself over time, through crossings of eigenvalues");
        terms.put(
                "below resolution",
                "turned by no more than the angle bounds of the two eigenvectors together (Davis and Kahan 1970)");
        terms.put(
                "n·IPR",
                "number of parameters times Σⱼ vⱼ⁴; its inverse is the share of parameters that take part; a random"
                        + " direction has 3n/(n + 2)");
        terms.put(
                "z, p",
                "z = (observed − null mean) / null sd; p = share of draws at least as extreme, the observed counted as"
                        + " one of them, or from the law of the null model where that is known");
        page.open("section", "id", "terms").element("h2", "Terms").open("dl");
        terms.forEach((term, meaning) -> page.element("dt", term).element("dd", meaning));
        page.close().close();
    }
}
