package eigendrift.report.page;

import eigendrift.report.chart.PlotContext;
import eigendrift.report.figure.SeriesColor.Tone;
import eigendrift.report.figure.XmlWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Patches in the colours of the optimizers, by classes of the style sheet. */
record Swatches(PlotContext runs) {

    /** The rules for every colour. */
    static String css() {
        return Arrays.stream(Tone.values())
                .map(tone -> ".swatch." + name(tone) + " { background: var(" + tone.variable() + "); }\n")
                .collect(Collectors.joining());
    }

    void write(XmlWriter page, String optimizer) {
        Tone tone = runs.style(optimizer).tone();
        page.element("span", "", "class", "swatch " + name(tone), "aria-hidden", "true");
    }

    /** A box to tick for each optimizer, which the script puts into the contents. */
    void choice(XmlWriter page) {
        page.open("template", "class", "optimizers").open("fieldset").element("legend", "Optimizers");
        for (String optimizer : runs.optimizers()) {
            page.open("label").empty("input", "type", "checkbox", "checked", "checked", "value", optimizer);
            write(page, optimizer);
            page.text(optimizer).close();
        }
        page.close().close();
    }

    private static String name(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }
}
