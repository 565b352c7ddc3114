package eigendrift.report.page;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.config.reading.Setting;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.dynamics.LossChange;
import eigendrift.dynamics.Observable;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Training;
import eigendrift.report.ExampleTables;
import eigendrift.report.Xml;
import eigendrift.report.chart.FigureChoices;
import eigendrift.study.Baseline;
import eigendrift.study.Claims;
import eigendrift.study.ClaimsTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HtmlReportTest {
    private static final Map<String, String> PROVENANCE = new LinkedHashMap<>(Map.of("data", "digits"));

    @TempDir
    Path directory;

    private String page(Tables tables) throws IOException {
        return page(new HtmlReport.Header("two optimizers", "two-1", PROVENANCE), tables);
    }

    private String page(HtmlReport.Header header, Tables tables) throws IOException {
        Path file = directory.resolve("page.html");
        HtmlReport.write(file, header, tables, Baseline.first(tables), FigureChoices.none());
        return Files.readString(file);
    }

    @Test
    void isWellFormedAndItsLinksLead() throws IOException {
        String page = page(ExampleTables.typical(1));
        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
        Document document = Xml.parse(page);
        List<String> ids = Xml.all(document, "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Xml.all(document, "a"))
                .hasSizeGreaterThan(10)
                .allMatch(link -> ids.contains(link.getAttribute("href").substring(1)));
        assertThat(Xml.texts(document, "h1")).containsExactly("two optimizers");
    }

    /** One style sheet and one script, both in the page and named by its policy; nothing else may style or run. */
    @Test
    void needsNothingFromElsewhere() throws IOException {
        String page = page(ExampleTables.typical(1));
        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("<link", "src=", "@import", "url(", "http:", "https:", "style=", "onclick=");
        assertThat(page).containsOnlyOnce("<script").containsOnlyOnce("<style");
        String policy = Xml.all(Xml.parse(page), "meta").get(1).getAttribute("content");
        assertThat(policy)
                .isEqualTo("default-src 'none'; style-src " + HtmlPage.hash(between(page, "<style>", "</style>"))
                        + "; script-src " + HtmlPage.hash(between(page, "<script type=\"module\">", "</script>"))
                        + "; base-uri 'none'; form-action 'none'");
    }

    /** "" in SHA-256 and Base64, as sha256sum has it. */
    @Test
    void thePolicyNamesSha256() {
        assertThat(HtmlPage.hash("")).isEqualTo("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }

    private static String between(String text, String begin, String end) {
        int start = text.indexOf(begin) + begin.length();
        return text.substring(start, text.indexOf(end, start));
    }

    /** The page without style sheet and script: what is made of the experiment. */
    private static String content(String page) {
        return page.replace(between(page, "<style>", "</style>"), "")
                .replace(between(page, "<script type=\"module\">", "</script>"), "");
    }

    @Test
    void theSummaryIsFirstAndItsFigureComesBeforeAnyTable() throws IOException {
        Document document = Xml.parse(page(ExampleTables.typical(1)));
        Element summary = Xml.all(document, "section").get(0);
        assertThat(summary.getAttribute("id")).isEqualTo("summary");
        assertThat(summary.getElementsByTagName("table").getLength()).isZero();
        assertThat(Xml.all(document, "figure").subList(0, 3))
                .as("its panels are the first figures of the page")
                .extracting(figure -> figure.getAttribute("id"))
                .containsExactly("fig-summary-displacement", "fig-summary-ipr", "fig-summary-sharpness");
        List<Element> elements = Xml.all(document, "*");
        assertThat(elements.indexOf(Xml.all(document, "figure").get(0)))
                .isLessThan(elements.indexOf(Xml.all(document, "table").get(0)));
        assertThat(Xml.texts(document, "figcaption"))
                .startsWith("Figure 1a", "Figure 1b", "Figure 1c", "Figure 2a")
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("Figure \\d+[a-z]*"));
    }

    @Test
    void panelsAreLettered() {
        assertThat(Stream.of(0, 25, 26, 51, 52, 701, 702).map(HtmlPage::letters))
                .containsExactly("a", "z", "aa", "az", "ba", "zz", "aaa");
    }

    @Test
    void theContentsNameEverySection() throws IOException {
        Document document = Xml.parse(page(ExampleTables.typical(1)));
        Element contents = Xml.all(document, "nav").get(0);
        List<String> linked = IntStream.range(
                        0, contents.getElementsByTagName("a").getLength())
                .mapToObj(i -> (Element) contents.getElementsByTagName("a").item(i))
                .map(link -> link.getAttribute("href").substring(1))
                .toList();
        assertThat(linked)
                .containsExactlyElementsOf(Xml.all(document, "section").stream()
                        .map(section -> section.getAttribute("id"))
                        .toList());
    }

    /** What the script goes by: the numbers of a figure, whose series a mark is, whose a figure, the optimizers. */
    @Test
    void figuresSayWhatTheScriptNeeds() throws IOException {
        Tables tables = ExampleTables.typical(1);
        Document document = Xml.parse(page(tables));
        Element figure = Xml.all(document, "figure").get(0);
        Element frame = Xml.withClass(document, "frame").get(0);
        assertThat(List.of("data-label", "data-scale", "data-min", "data-max"))
                .extracting(frame::getAttribute)
                .containsExactly("step", "LINEAR", "0.0", "3150.0");
        String numbers = figure.getElementsByTagName("pre").item(0).getTextContent();
        assertThat(numbers).startsWith("kind,series,part,x,y,low,high,hollow\nband,sgd,band,315,,0.");
        assertThat(Xml.all(document, "g"))
                .extracting(g -> g.getAttribute("data-series"))
                .contains("sgd", "adam");
        assertThat(Xml.all(document, "figure").stream()
                        .filter(each -> each.getAttribute("data-optimizer").equals("adam"))
                        .map(each -> each.getAttribute("id")))
                .contains("fig-eigenvalues-adam", "fig-two-times-adam-v1", "fig-layers-adam-v5")
                .noneMatch(id -> id.contains("sgd"))
                .doesNotContain("fig-summary-ipr");
        Element choice = Xml.all(document, "template").get(0);
        assertThat(choice.getTextContent()).isEqualTo("Optimizerssgdadam");
        assertThat(choice.getElementsByTagName("input").getLength()).isEqualTo(2);
    }

    @Test
    void theConfigurationIsThereInFull() throws IOException {
        List<Setting> settings = List.of(new Setting("", "seeds", "[0,1]"), new Setting("optimizers.a", "type", "sgd"));
        Document document = Xml.parse(
                page(ExampleTables.typical(1).with().configuration(settings).build()));
        Element section = Xml.all(document, "section").stream()
                .filter(each -> each.getAttribute("id").equals("configuration"))
                .findFirst()
                .orElseThrow();
        assertThat(section.getTextContent()).contains("2 keys", "seeds[0,1]optimizers.a.typesgd");
    }

    /** Effect, interval and adjusted p of each claim; the sentences are folded below. */
    @Test
    void claimsAreAMatrix() throws IOException {
        Document document = Xml.parse(page(ClaimsTest.tables(8, false)));
        Element claims = Xml.all(document, "section").get(1);
        assertThat(claims.getAttribute("id")).isEqualTo("claims");
        NodeList tables = claims.getElementsByTagName("table");
        assertThat(tables.item(0).getTextContent())
                .startsWith("claimab" + "Leading directions settle" + "✓true as measured: −0.6 [−0.6, −0.6] p 0.0078"
                        + "?cannot be told: 0 [0, 0] p 1");
        assertThat(tables.item(1).getTextContent())
                .startsWith("claim, beside ab" + "Reorganizes more, late in training"
                        + "✓true as measured: 0.6 [0.6, 0.6] p 0.0078");
        assertThat(claims.getElementsByTagName("li").getLength())
                .isEqualTo(Claims.of(ClaimsTest.tables(8, false), Baseline.NONE).size());
        assertThat(Xml.withClass(document, "thesis").get(0).getTextContent())
                .startsWith("Leading directions settle under a (change of displacement −0.6 [−0.6, −0.6]).");
    }

    @Test
    void showsEveryFigureAndEveryTable() throws IOException {
        Document document = Xml.parse(page(ExampleTables.typical(1)));
        assertThat(Xml.all(document, "svg"))
                .allMatch(svg -> svg.getAttribute("aria-label").contains("."));
        int shares = (int) Arrays.stream(Observable.values())
                .filter(observable -> observable.drawing() instanceof Observable.Share)
                .count();
        assertThat(bySection(document, "svg"))
                .isEqualTo(Map.ofEntries(
                        entry("summary", 3),
                        entry("claims", 8),
                        entry("training", 4),
                        entry("eigenvalues", 2),
                        entry("displacement", 10),
                        entry("reference", 10),
                        entry("two-times", 10),
                        entry("identities", 2),
                        entry("changes", 4),
                        entry("swaps", 5),
                        entry("ipr", 10),
                        entry("layers", 10),
                        entry("by-loss", 2),
                        entry("support", 7 + shares),
                        entry("carriers", 4),
                        entry("subspace", 2),
                        entry("alignment", 6),
                        entry("glassy", 7)));
        assertThat(bySection(document, "table").keySet())
                .containsExactly(
                        "claims",
                        "configuration",
                        "equal-loss",
                        "null-ratios",
                        "nulls",
                        "optimizers",
                        "provenance",
                        "runs",
                        "sensitivity");
        assertThat(Xml.texts(document, "td")).contains("sgd-seed0", "adam-seed2", "shuffled-weights", "digits");
        assertThat(Xml.withClass(document, "missing")).isEmpty();
        assertThat(Xml.withClass(document, "caption"))
                .extracting(Element::getTextContent)
                .anyMatch(text -> text.contains("invariant under permutation") && text.contains("ReLU"))
                .filteredOn(text -> text.contains("n = 3 per optimizer"))
                .hasSizeGreaterThanOrEqualTo(6);
    }

    @Test
    void isTheSameEveryTime() throws IOException {
        assertThat(page(ExampleTables.typical(3))).isEqualTo(page(ExampleTables.typical(3)));
    }

    @Test
    void escapesEveryName() throws IOException {
        String hostile = "<script>alert('&\"')</script>\u0007";
        Tables tables = ExampleTables.of(1, List.of(hostile, "b]]>b"), 2, 3, 10, 2);
        String page = page(new HtmlReport.Header(hostile, hostile, Map.of(hostile, hostile)), tables);
        assertThat(page).containsOnlyOnce("<script").doesNotContain("\u0007");
        Document document = Xml.parse(page);
        String shown = hostile.replace('\u0007', '\ufffd');
        assertThat(Xml.texts(document, "h1")).containsExactly(shown);
        assertThat(Xml.texts(document, "td")).contains(shown, shown + "-seed1");
        assertThat(Xml.texts(document, "text")).contains(shown, "b]]>b");
    }

    static Stream<Arguments> missing() {
        Tables typical = ExampleTables.typical(1);
        return Stream.of(
                Arguments.of("nothing at all", ExampleTables.empty(), "No run has started yet."),
                Arguments.of("nothing at all", ExampleTables.empty(), "No spectrum has been measured yet."),
                Arguments.of(
                        "one checkpoint",
                        ExampleTables.of(1, List.of("sgd"), 2, 1, 10, 3),
                        "No pair of checkpoints has been compared"),
                Arguments.of(
                        "one checkpoint", ExampleTables.of(1, List.of("sgd"), 2, 1, 10, 3), "No pair of subspaces"),
                Arguments.of("no null models", withoutNulls(typical), "No null model of the IPR has been drawn."),
                Arguments.of("no null models", withoutNulls(typical), "No null model has been compared with."),
                Arguments.of("an older journal", older(typical), "Rényi entropies of orders ½ and ∞ were not measured"),
                Arguments.of(
                        "an older journal", older(typical), "The split of an eigenvector by neuron was not measured."),
                Arguments.of("an older journal", older(typical), "The share of the momentum was not measured"),
                Arguments.of("an older journal", older(typical), "The share of the next update was not measured."),
                Arguments.of(
                        "an older journal", older(typical), "The change of the loss along the next update was not"),
                Arguments.of(
                        "inputs that are no images",
                        with(typical, new Tables.Carriers(typical.carriers().neurons(), List.of(), List.of())),
                        "No picture of a unit's weights: the inputs are not square images"),
                Arguments.of(
                        "no test set",
                        training(typical, row -> with(row, row.loss(), row.trainLoss(), Double.NaN)),
                        "Test accuracy was not measured."),
                Arguments.of(
                        "batch losses alone",
                        training(typical, row -> with(row, row.loss(), Double.NaN, row.testLoss())),
                        "The loss over all training samples was not measured"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("missing")
    void saysWhatIsMissing(String what, Tables tables, String sentence) throws IOException {
        Document document = Xml.parse(page(tables));
        assertThat(Xml.withClass(document, "missing"))
                .extracting(Element::getTextContent)
                .anyMatch(text -> text.startsWith(sentence));
    }

    @Test
    void oneSeedHasNoBand() throws IOException {
        String page = page(ExampleTables.of(1, List.of("sgd", "adam"), 1, 5, 10, 2));
        assertThat(content(page))
                .contains("One seed per optimizer, so no band.")
                .doesNotContain("NaN");
        Xml.parse(page);
    }

    @Test
    void aDivergedRunIsShownAsFarAsItWent() throws IOException {
        Tables typical = ExampleTables.typical(1);
        List<Tables.Run> runs = new ArrayList<>(typical.runs());
        Tables.Run last = runs.remove(runs.size() - 1);
        runs.add(new Tables.Run(
                last.run(),
                last.optimizer(),
                last.seed(),
                last.parameters(),
                Status.DIVERGED,
                600,
                Double.NaN,
                Double.NaN));
        List<Training> training = new ArrayList<>();
        for (Training row : typical.training()) {
            if (!row.run().equals(last.run()) || row.step() < 600) {
                training.add(row);
            } else if (row.step() < 700) {
                training.add(with(row, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN));
            }
        }
        Tables tables = typical.with()
                .runs(runs)
                .training(training)
                .spectrum(typical.spectrum().stream()
                        .filter(row -> !row.run().equals(last.run()) || row.step() < 600)
                        .toList())
                .displacement(typical.displacement().stream()
                        .filter(row -> !row.run().equals(last.run()))
                        .toList())
                .build();
        String page = page(tables);
        assertThat(content(page))
                .doesNotContain("NaN")
                .doesNotContain("Infinity")
                .contains("n = 2 to 3 per optimizer");
        assertThat(Xml.withClass(Xml.parse(page), "diverged")).hasSize(1);
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a folder").resolve("page.html");
        HtmlReport.Header header = new HtmlReport.Header("a", "b", Map.of());
        assertThatThrownBy(() ->
                        HtmlReport.write(file, header, ExampleTables.empty(), Baseline.NONE, FigureChoices.none()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file = " + file);
    }

    private static Tables withoutNulls(Tables t) {
        return t.with().nulls(List.of()).build();
    }

    /** What was tracked before there was more. */
    private static Tables older(Tables t) {
        return t.with()
                .localization(t.localization().stream()
                        .map(row -> new Tables.Localization(
                                row.run(),
                                row.step(),
                                row.index(),
                                LocalizationValues.without(
                                        row.values(), Observable.RENYI_HALF, Observable.RENYI_INFINITY),
                                row.layerMasses(),
                                List.of()))
                        .toList())
                .alignment(t.alignment().stream()
                        .map(row -> new Tables.Alignment(
                                row.run(),
                                row.step(),
                                row.k(),
                                row.gradientFraction(),
                                row.updateFraction(),
                                Double.NaN,
                                Double.NaN,
                                LossChange.NONE,
                                Double.NaN,
                                Double.NaN,
                                Double.NaN))
                        .toList())
                .carriers(Tables.Carriers.none())
                .build();
    }

    private static Tables with(Tables t, Tables.Carriers carriers) {
        return t.with().carriers(carriers).build();
    }

    private static Tables training(Tables t, UnaryOperator<Training> change) {
        return t.with().training(t.training().stream().map(change).toList()).build();
    }

    private static Training with(Training row, double loss, double trainLoss, double testLoss) {
        double testAccuracy = Double.isNaN(testLoss) ? Double.NaN : row.testAccuracy();
        return new Training(
                row.run(),
                row.step(),
                row.epoch(),
                loss,
                trainLoss,
                row.trainAccuracy(),
                testLoss,
                testAccuracy,
                row.gradientNorm(),
                row.updateNorm(),
                row.learningRate());
    }

    /** How many elements of a name each section has; those that have none are left out. */
    private static SortedMap<String, Integer> bySection(Document document, String name) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Element section : Xml.all(document, "section")) {
            int count = section.getElementsByTagName(name).getLength();
            if (count > 0) {
                counts.put(section.getAttribute("id"), count);
            }
        }
        return counts;
    }
}
