package eigendrift.report.page;

import eigendrift.inference.Interval;
import eigendrift.report.figure.XmlWriter;
import eigendrift.text.Numbers;
import java.util.List;

/** Writes one table, row by row, in a frame of its own that scrolls where the page is too narrow. */
final class PageTable {
    private final XmlWriter page;
    private final Swatches swatches;
    private boolean inRow;

    /**
     * Opens the table.
     *
     * @param label what it holds, for those who do not see it
     * @param head headings of the columns; # before one makes it a column of numbers; none for a table without
     */
    PageTable(XmlWriter page, Swatches swatches, String label, List<String> head) {
        this.page = page;
        this.swatches = swatches;
        page.open("div", "class", "table", "role", "region", "aria-label", label, "tabindex", "0");
        page.open("table");
        if (!head.isEmpty()) {
            page.open("thead").open("tr");
            for (String name : head) {
                if (name.startsWith("#")) {
                    page.element("th", name.substring(1), "scope", "col", "class", "number");
                } else {
                    page.element("th", name, "scope", "col");
                }
            }
            page.close().close();
        }
        page.open("tbody");
    }

    /** Begins the next row. */
    PageTable row() {
        if (inRow) {
            page.close();
        }
        inRow = true;
        page.open("tr");
        return this;
    }

    PageTable text(String text) {
        page.element("td", text);
        return this;
    }

    /** A text of a class of the style sheet. */
    PageTable text(String text, String style) {
        page.element("td", text, "class", style);
        return this;
    }

    /** Text that is wrapped. */
    PageTable wrapped(String text) {
        return text(text, "wrap");
    }

    /** What the row is about. */
    PageTable heading(String text) {
        page.element("th", text, "scope", "row", "class", "wrap");
        return this;
    }

    PageTable optimizer(String optimizer) {
        return optimizer(optimizer, optimizer);
    }

    /** @param name of what stands beside the optimizer's colour */
    PageTable optimizer(String optimizer, String name) {
        page.open("td");
        swatches.write(page, optimizer);
        page.text(name).close();
        return this;
    }

    PageTable number(double value) {
        return number(Numbers.brief(value));
    }

    PageTable number(long value) {
        return number(Long.toString(value));
    }

    PageTable number(String text) {
        return text(text, "number");
    }

    PageTable number(double value, Interval interval) {
        return number(Numbers.brief(value) + " " + Numbers.interval(interval));
    }

    /** A cell of a matrix: a sign and what it means, an effect, and lines in small print. */
    PageTable effect(String style, String mark, String meaning, String effect, String... lines) {
        page.open("td", "class", "effect " + style);
        page.element("span", mark, "class", "mark", "aria-hidden", "true");
        page.element("span", meaning + ": ", "class", "unseen");
        page.text(effect);
        for (String line : lines) {
            page.text(" ").element("small", line);
        }
        page.close();
        return this;
    }

    /** Closes row, body, table and frame. */
    void end() {
        if (inRow) {
            page.close();
        }
        page.close().close().close();
    }
}
