package eigendrift.report.page;

import eigendrift.report.chart.PlotContext;
import eigendrift.report.chart.Section;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.FigureCsv;
import eigendrift.report.figure.SeriesColor;
import eigendrift.report.figure.Svg;
import eigendrift.report.figure.XmlWriter;
import eigendrift.text.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Common parts of the pages: the frame with style sheet and contents, numbered figures, tables. Nothing but the style
 * sheet and the script in it may style or run, by the page's own policy.
 */
final class HtmlPage {
    /** Of the numbers behind the figures; all of them are in the files of {@code report --figures}. */
    private static final MathContext DIGITS = new MathContext(6);

    /** A figure with more text of numbers has them in files alone, as maps of hundreds of checkpoints do. */
    private static final int MOST_NUMBERS = 200_000;

    private static final List<String> SCRIPTS =
            List.of("contents.js", "optimizers.js", "tables.js", "figures.js", "cursor.js");

    private final XmlWriter page = new XmlWriter();
    private final PlotContext runs;
    private final Swatches swatches;
    private final String script = script();
    private int figures;

    /** @param contents heading of each part by its id */
    HtmlPage(String title, PlotContext runs, Map<String, String> contents) {
        this.runs = runs;
        this.swatches = new Swatches(runs);
        String style = colours() + Swatches.css() + resource("report.css");
        page.doctype("html").open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script)
                        + "; base-uri 'none'; form-action 'none'");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", title);
        // Raw, as HTML takes it; without < and & it is XML as well.
        page.open("style").add(style).close().close();
        page.open("body").element("a", "Skip to the content", "href", "#content", "class", "skip");
        page.open("nav", "aria-label", "Contents");
        contents.forEach((id, text) -> page.element("a", text, "href", "#" + id));
        page.close();
        swatches.choice(page);
        page.open("main", "id", "content");
    }

    /** The writer of the content. */
    XmlWriter markup() {
        return page;
    }

    /** Closes the page and returns it. */
    String end() {
        page.close().open("script", "type", "module").add(script).close();
        return page.close().close() + "\n";
    }

    void link(String id, String text) {
        page.element("a", text, "href", "#" + id);
    }

    void open(String id, String heading) {
        page.open("section", "id", id).element("h2", heading);
    }

    void close() {
        page.close();
    }

    void caption(String text) {
        page.element("p", text, "class", "caption");
    }

    void missing(String text) {
        page.element("p", text, "class", "missing");
    }

    /** What follows is folded, until {@link #close}. */
    void fold(String summary) {
        page.open("details").element("summary", summary);
    }

    /** @param head as of {@link PageTable} */
    PageTable table(String label, String... head) {
        return new PageTable(page, swatches, label, List.of(head));
    }

    /** What is found in a few sentences, and the figure that shows it. */
    void summary(List<String> thesis, Section section) {
        page.open("section", "id", "summary").element("h2", "Summary", "class", "unseen");
        if (!thesis.isEmpty()) {
            page.open("ul", "class", "thesis");
            thesis.forEach(sentence -> page.element("li", sentence));
            page.close();
        }
        figure(section);
        page.close();
    }

    void section(Section section) {
        open(section.id(), section.heading());
        figure(section);
        close();
    }

    /** The panels of a section as one numbered figure. */
    void figure(Section section) {
        section.missing().forEach(this::missing);
        if (section.figures().isEmpty()) {
            return;
        }
        figures++;
        int panels = section.figures().size() + section.more().size();
        page.open("p", "class", "caption")
                .element("b", "Figure " + figures + ".")
                .text(" " + section.caption())
                .close();
        grid(section.figures(), 0, panels);
        if (!section.more().isEmpty()) {
            fold(Numbers.count(section.more().size(), "more panel"));
            grid(section.more(), section.figures().size(), panels);
            close();
        }
    }

    private void grid(List<? extends Figure> panels, int before, int all) {
        page.open("div", "class", panels.size() <= 2 || panels.size() == 4 ? "grid pair" : "grid");
        for (int i = 0; i < panels.size(); i++) {
            Figure figure = panels.get(i);
            String name = "Figure " + figures + (all == 1 ? "" : letters(before + i));
            page.open("figure", "id", "fig-" + figure.id());
            runs.only(figure).ifPresent(optimizer -> page.attribute("data-optimizer", optimizer));
            page.add(Svg.inline(figure));
            String numbers = FigureCsv.of(figure, DIGITS);
            if (numbers.length() <= MOST_NUMBERS) {
                page.element("pre", numbers, "class", "data", "hidden", "hidden");
            }
            page.open("figcaption").element("a", name, "href", "#fig-" + figure.id());
            page.close().close();
        }
        page.close();
    }

    /** a, b, ..., z, aa, ab, ... */
    static String letters(int i) {
        String last = String.valueOf((char) ('a' + i % 26));
        return i < 26 ? last : letters(i / 26 - 1) + last;
    }

    /** The tones of {@link SeriesColor} as style-sheet variables, for light and for dark. */
    private static String colours() {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        for (SeriesColor.Tone tone : SeriesColor.Tone.values()) {
            light.append(tone.variable()).append(": ").append(tone.light()).append("; ");
            dark.append(tone.variable()).append(": ").append(tone.dark()).append("; ");
        }
        return "\n:root { " + light + "}\n@media screen and (prefers-color-scheme: dark) { :root { " + dark + "} }\n";
    }

    /** All scripts as one, kept from readers of XML by a comment of the script. */
    private static String script() {
        return SCRIPTS.stream().map(HtmlPage::resource).collect(Collectors.joining("\n", "\n//<![CDATA[\n", "//]]>\n"));
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a policy names a style sheet or script within the page. */
    static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
