package eigendrift.report.page;

import eigendrift.report.chart.Section;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.SeriesColor;
import eigendrift.report.figure.Svg;
import eigendrift.report.figure.XmlWriter;
import eigendrift.text.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Common parts of the pages: the frame with the style sheet, sections of figures, tables of text. */
final class HtmlPage {
    private final XmlWriter page = new XmlWriter();

    HtmlPage(String title) {
        page.doctype("html").open("html", "lang", "en").open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", title);
        page.element("style", colours() + resource("report.css")).close();
        page.open("body").open("main");
    }

    /** The writer of the content. */
    XmlWriter markup() {
        return page;
    }

    /** Closes the page and returns it. */
    String end() {
        return page.close().close().close().toString() + "\n";
    }

    void link(String id, String text) {
        page.element("a", text, "href", "#" + id);
    }

    void section(Section section) {
        page.open("section", "id", section.id()).element("h2", section.heading());
        for (String missing : section.missing()) {
            page.element("p", missing, "class", "missing");
        }
        if (!section.caption().isEmpty()) {
            page.element("p", section.caption(), "class", "caption");
        }
        grid(section.figures());
        if (!section.more().isEmpty()) {
            page.open("details").element("summary", Numbers.count(section.more().size(), "more figure"));
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

    /**
     * A table.
     *
     * @param head headings of the columns; # before one makes it a column of numbers, ~ one of text that is wrapped
     */
    void table(List<String> head, List<List<String>> rows) {
        page.open("div", "class", "table").open("table").open("thead").open("tr");
        head.forEach(name -> cell("th", name, name.replaceFirst("^[#~]", "")));
        page.close().close().open("tbody");
        for (List<String> row : rows) {
            page.open("tr");
            for (int column = 0; column < row.size(); column++) {
                cell("td", head.get(column), row.get(column));
            }
            page.close();
        }
        page.close().close().close();
    }

    private void cell(String element, String heading, String text) {
        if (heading.startsWith("#")) {
            page.element(element, text, "class", "number");
        } else if (heading.startsWith("~")) {
            page.element(element, text, "class", "wrap");
        } else {
            page.element(element, text);
        }
    }

    /** The tones of {@link SeriesColor} as style-sheet variables, for light and for dark. */
    private static String colours() {
        StringBuilder light = new StringBuilder();
        StringBuilder dark = new StringBuilder();
        for (SeriesColor.Tone tone : SeriesColor.Tone.values()) {
            light.append(tone.variable()).append(": ").append(tone.light()).append("; ");
            dark.append(tone.variable()).append(": ").append(tone.dark()).append("; ");
        }
        return "\n:root { " + light + "}\n@media (prefers-color-scheme: dark) { :root { " + dark + "} }\n";
    }

    private static String resource(String name) {
        try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
