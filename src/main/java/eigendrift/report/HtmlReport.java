package eigendrift.report;

import eigendrift.replay.Tables;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Ink;
import eigendrift.report.figure.Markup;
import eigendrift.report.figure.Svg;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One page about one experiment: tables and figures in a single file that needs no other and no network. Light or dark as
 * the reader's system is; every name is escaped; what was not measured is said where it would stand.
 */
public final class HtmlReport {

    /**
     * What stands above the figures.
     *
     * @param name name of the experiment
     * @param id its id in the journal
     * @param provenance what was run and on what, in the order to be shown
     */
    public record Header(String name, String id, Map<String, String> provenance) {
        public Header {
            provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        }
    }

    private final Header header;
    private final Tables tables;
    private final Markup page = new Markup();

    private HtmlReport(Header header, Tables tables) {
        this.header = header;
        this.tables = tables;
    }

    /**
     * Writes the page; a file that is there is replaced. The same input gives the same bytes.
     *
     * @throws IOException if the file cannot be written
     */
    public static void write(Path file, Header header, Tables tables) throws IOException {
        byte[] bytes = new HtmlReport(header, tables).render().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    private String render() {
        page.doctype("html").open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", header.name() + " · Eigendrift");
        page.element("style", colours() + resource("report.css")).close();
        page.open("body").open("main");
        List<Section> sections = Figures.sections(tables);
        head(sections);
        ReportTables reportTables = new ReportTables(page, tables);
        reportTables.optimizers();
        reportTables.claims();
        reportTables.sensitivity();
        reportTables.runs();
        sections.forEach(this::section);
        reportTables.nulls();
        reportTables.provenance(header.provenance());
        terms();
        return page.close().close().close().toString() + "\n";
    }

    private void head(List<Section> sections) {
        page.open("header").element("div", "Eigendrift report", "class", "eyebrow");
        page.element("h1", header.name());
        page.open("p", "class", "note")
                .text("experiment ")
                .element("code", header.id())
                .close();
        page.element("p", lead(), "class", "lead");
        page.open("nav");
        link("optimizers", "At a glance");
        link("claims", "Claims");
        link("sensitivity", "What depends on the choices");
        link("runs", "Runs");
        sections.forEach(section -> link(section.id(), section.heading()));
        link("nulls", "Null models");
        link("provenance", "What was run");
        link("terms", "Terms");
        page.close().close();
    }

    private void link(String id, String text) {
        page.element("a", text, "href", "#" + id);
    }

    private String lead() {
        Runs runs = Runs.of(tables);
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
        return "The " + count(k, "leading eigenvector") + " of the curvature of a network with n = " + runs.parameters()
                + " parameters, followed over " + count(checkpoints, "checkpoint") + " under "
                + count(runs.optimizers().size(), "optimizer") + " with " + count(seeds, "seed") + " each.";
    }

    private static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private void section(Section section) {
        page.open("section", "id", section.id()).element("h2", section.heading());
        for (String missing : section.missing()) {
            page.element("p", missing, "class", "missing");
        }
        if (!section.caption().isEmpty()) {
            page.element("p", section.caption(), "class", "caption");
        }
        grid(section.figures());
        if (!section.more().isEmpty()) {
            page.open("details").element("summary", count(section.more().size(), "more figure"));
            grid(section.more());
            page.close();
        }
        page.close();
    }

    private void grid(List<? extends Figure> figures) {
        page.open("div", "class", figures.size() <= 2 || figures.size() == 4 ? "grid pair" : "grid");
        for (Figure figure : figures) {
            page.open("figure").add(Svg.inline(figure)).close();
        }
        page.close();
    }

    private void terms() {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put(
                "step",
                "updates made so far; a value at step t is of the weights after t updates, step 0 the initial ones");
        terms.put("overlap q", "dot product of the unit eigenvectors at two times; its sign has no meaning");
        terms.put(
                "displacement", "1 − q² = sin²θ, θ the angle between the two directions; two random ones have 1 − 1/n");
        terms.put("by rank", "the eigenvector of the i-th largest eigenvalue at each time");
        terms.put("by identity", "the eigenvector matched with itself over time, through crossings of eigenvalues");
        terms.put(
                "below resolution",
                "not larger than the error bounds of the two eigenvectors together (Davis and Kahan 1970)");
        terms.put(
                "n·IPR",
                "number of parameters times Σⱼ vⱼ⁴; its inverse is the share of parameters that take part; a random"
                        + " direction has 3n/(n + 2)");
        terms.put(
                "z, p",
                "z = (observed − null mean) / null sd; p = share of draws at least as extreme, the observed counted as one of"
                        + " them, or from the law of the null model where that is known");
        page.open("section", "id", "terms").element("h2", "Terms").open("dl");
        terms.forEach((term, meaning) -> page.element("dt", term).element("dd", meaning));
        page.close().close();
    }

    /** The tones of {@link Ink} as style-sheet variables, for light and for dark. */
    private static String colours() {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        for (Ink.Tone tone : Ink.Tone.values()) {
            light.append(tone.variable()).append(": ").append(tone.light()).append("; ");
            dark.append(tone.variable()).append(": ").append(tone.dark()).append("; ");
        }
        return "\n:root { " + light + "}\n@media (prefers-color-scheme: dark) { :root { " + dark + "} }\n";
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
