package eigendrift.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.report.Xml;
import eigendrift.report.chart.AnalysisFigures;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Mark;
import eigendrift.study.Analysis;
import eigendrift.study.Baseline;
import eigendrift.study.ClaimsTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class AnalysisReportTest {

    private static final HtmlReport.Header HEADER = new HtmlReport.Header("two", "two-1", Map.of("data", "digits"));

    @TempDir
    Path directory;

    private static Analysis analysis(String name, String settings, Tables tables) {
        return new Analysis(name, true, "experiment { " + settings + " }", tables, tables.subspace());
    }

    private Document page(Analysis... analyses) throws IOException {
        Path file = directory.resolve("page.html");
        AnalysisReport.write(file, HEADER, List.of(analyses), Baseline.NONE, FigureChoices.none());
        return Xml.parse(Files.readString(file));
    }

    private static List<String> cells(Document page, String section, int row) {
        Element table = Xml.all(page, "section").stream()
                .filter(element -> element.getAttribute("id").equals(section))
                .findFirst()
                .orElseThrow();
        Element line = (Element) table.getElementsByTagName("tr").item(row);
        return java.util.stream.IntStream.range(0, line.getChildNodes().getLength())
                .mapToObj(i -> line.getChildNodes().item(i).getTextContent())
                .toList();
    }

    @Test
    void namesTheAnalysesAndWhatTheyDifferIn() throws IOException {
        Tables tables = ExampleTables.typical(1);
        Document page = page(
                analysis("first", "probe { eigenpairs = 5 }, seeds = [0]", tables),
                analysis("k8", "probe { eigenpairs = 8 }, seeds = [0], tracker { buffer = 2 }", tables));
        assertThat(Xml.texts(page, "h1")).containsExactly("two: first, k8");
        assertThat(cells(page, "settings", 0)).containsExactly("key", "first", "k8");
        assertThat(cells(page, "settings", 1)).containsExactly("probe.eigenpairs", "5", "8");
        assertThat(cells(page, "settings", 2)).containsExactly("tracker.buffer", "–", "2");
        assertThat(cells(page, "differences", 1))
                .containsExactly(
                        "k8", "eigenvalue", "330", "0", "0", "0", "0", "0", "0 of 330", "sgd-seed0, step 0, λ₁");
        assertThat(Xml.all(page, "svg")).as("three quantities, two optimizers").hasSize(6);
        assertThat(Xml.withClass(page, "missing")).isEmpty();
    }

    @Test
    void everyLinkLeads() throws IOException {
        Tables tables = ExampleTables.typical(1);
        Document page = page(analysis("first", "", tables), analysis("k8", "", tables), analysis("k9", "", tables));
        List<String> ids = Xml.all(page, "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(Xml.all(page, "a"))
                .as("contents, the skip link and six panels")
                .hasSize(8 + 1 + 6)
                .allMatch(link -> ids.contains(link.getAttribute("href").substring(1)));
        assertThat(Xml.withClass(page, "missing"))
                .extracting(Element::getTextContent)
                .containsExactly("All settings are the same.");
    }

    /** Under a displacement falls and under b it does not; in the other analysis it is the other way round. */
    @Test
    void verdictsStandSideBySide() throws IOException {
        Document page = page(
                analysis("first", "", ClaimsTest.tables(9, false)), analysis("k8", "", ClaimsTest.tables(9, true)));
        List<String> settles = cells(page, "claims", 1);
        assertThat(settles.get(0)).isEqualTo("Leading directions settle under a");
        assertThat(settles.get(1)).startsWith("true as measured (").contains("9 seeds, p = ");
        assertThat(settles.get(2)).startsWith("cannot be told (");
        assertThat(settles.get(3)).isEqualTo("differs");
        Document alike = page(
                analysis("first", "", ClaimsTest.tables(9, false)), analysis("k8", "", ClaimsTest.tables(9, false)));
        assertThat(cells(alike, "claims", 1).get(3)).isEqualTo("same");
        assertThat(Xml.withClass(alike, "caption"))
                .extracting(Element::getTextContent)
                .anyMatch(text -> text.contains(" 0 of 9 common verdicts differ."));
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Tables empty = ExampleTables.empty();
        Document page = page(
                analysis("first", "", ExampleTables.typical(1)),
                new Analysis("k8", false, "experiment {}", empty, List.of()));
        assertThat(Xml.withClass(page, "missing"))
                .extracting(Element::getTextContent)
                .contains(
                        "The analysis k8 is not complete: shown is what it has so far.",
                        "The analysis k8 has not measured this.");
        assertThat(cells(page, "differences", 1)).contains("eigenvalue", "0", "330");
        page(analysis("first", "", empty), analysis("k8", "", empty));
    }

    @Test
    void oneLineAnAnalysis() throws IOException {
        Tables one = ExampleTables.of(1, List.of("sgd", "adam"), 1, 4, 10, 2);
        Tables two = ExampleTables.of(2, List.of("sgd", "adam"), 1, 4, 10, 2);
        List<Analysis> analyses = List.of(analysis("first", "", one), analysis("k8", "", two));
        Figure.Plot plot = (Figure.Plot) AnalysisFigures.sections(analyses, FigureChoices.none())
                .get(0)
                .figures()
                .get(1);
        assertThat(plot.id()).isEqualTo("compare-eigenvalue-adam");
        assertThat(plot.marks()).extracting(Mark::series).containsExactly("first", "k8");
        assertThat(plot.marks()).extracting(Mark::ink).doesNotHaveDuplicates();
        assertThat(plot.marks())
                .extracting(mark -> ((Mark.Line) mark).stroke())
                .containsExactly(Mark.Stroke.SOLID, Mark.Stroke.DASHED);
        assertThat(plot.marks().get(1).ordinates())
                .containsExactlyElementsOf(two.spectrum().stream()
                        .filter(row -> row.index() == 1 && row.run().startsWith("adam"))
                        .map(Tables.Spectrum::eigenvalue)
                        .toList());
        assertThat(Figures.write(directory, analyses, FigureChoices.none(), FigureFiles.all()))
                .extracting(file -> file.getFileName().toString())
                .contains("compare-displacement-sgd.svg", "compare-ipr-adam.png")
                .hasSize(24);
    }
}
