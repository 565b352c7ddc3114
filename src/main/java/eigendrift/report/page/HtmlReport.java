package eigendrift.report.page;

import eigendrift.readmodel.Tables;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.chart.PlotContext;
import eigendrift.report.chart.Section;
import eigendrift.report.export.AtomicFile;
import eigendrift.report.figure.XmlWriter;
import eigendrift.study.FailedChecks;
import eigendrift.study.SpectrumGaps;
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
    private final FigureChoices choices;
    private final HtmlPage frame;
    private final XmlWriter page;

    private HtmlReport(Header header, Tables tables, FigureChoices choices) {
        this.header = header;
        this.tables = tables;
        this.choices = choices;
        this.frame = new HtmlPage(header.name() + " · Eigendrift");
        this.page = frame.markup();
    }

    /**
     * Writes the page; a file that is there is replaced. The same input gives the same bytes.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Header header, Tables tables, FigureChoices choices) throws IOException {
        byte[] bytes = new HtmlReport(header, tables, choices).render().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private String render() {
        List<Section> sections = Figures.sections(tables, choices);
        head(sections);
        ReportTables reportTables = new ReportTables(page, tables);
        reportTables.optimizers();
        reportTables.claims();
        reportTables.sensitivity();
        reportTables.equalLoss();
        reportTables.nullRatios();
        reportTables.runs();
        sections.forEach(frame::section);
        reportTables.nulls();
        reportTables.provenance(header.provenance());
        reportTables.configuration();
        terms();
        return frame.end();
    }

    private void head(List<Section> sections) {
        page.open("header").element("div", "Eigendrift report", "class", "eyebrow");
        page.element("h1", header.name());
        page.open("p", "class", "note")
                .text("experiment ")
                .element("code", header.id())
                .close();
        page.element("p", lead(), "class", "lead");
        FailedChecks.of(tables).ifPresent(failed -> page.element("p", failed, "class", "missing"));
        header.notes().forEach(note -> page.element("p", note, "class", "missing"));
        int gaps = SpectrumGaps.of(tables).size();
        if (gaps > 0) {
            page.open("p", "class", "missing").text("Spectra are missing or have not converged: ");
            frame.link("runs", "which, and why");
            page.text(".").close();
        }
        page.open("nav");
        frame.link("optimizers", "At a glance");
        frame.link("claims", "Claims");
        frame.link("sensitivity", "What depends on the choices");
        frame.link("equal-loss", "Equal training loss");
        frame.link("null-ratios", "How far from the null models");
        frame.link("runs", "Runs");
        sections.forEach(section -> frame.link(section.id(), section.heading()));
        frame.link("nulls", "Null models");
        frame.link("provenance", "What was run");
        frame.link("configuration", "Configuration");
        frame.link("terms", "Terms");
        page.close().close();
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
