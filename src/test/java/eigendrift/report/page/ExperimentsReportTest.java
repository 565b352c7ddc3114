package eigendrift.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.report.Xml;
import eigendrift.report.chart.ExperimentFigures;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.chart.PlotContext;
import eigendrift.report.figure.FigureFormat;
import eigendrift.report.figure.FigureSize;
import eigendrift.study.Analysis;
import eigendrift.study.Baseline;
import eigendrift.study.Claims;
import eigendrift.study.ClaimsTest;
import eigendrift.study.ExperimentsTogether;
import eigendrift.study.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ExperimentsReportTest {

    @TempDir
    Path directory;

    private static Analysis experiment(String name, String settings, Tables tables) {
        return new Analysis(name, true, "experiment { " + settings + " }", tables, List.of());
    }

    private Document page(Analysis... experiments) throws IOException {
        List<ExperimentsReport.Part> parts = new ArrayList<>();
        Map<String, Baseline> baselines = new HashMap<>();
        for (Analysis each : experiments) {
            HtmlReport.Header header =
                    new HtmlReport.Header(each.name(), each.name(), Map.of("machine", "of " + each.name()));
            parts.add(new ExperimentsReport.Part(header, each));
            baselines.put(each.name(), Baseline.first(each.tables()));
        }
        Path file = directory.resolve("page.html");
        ExperimentsReport.write(file, parts, baselines, FigureChoices.none());
        return Xml.parse(Files.readString(file));
    }

    private static Element section(Document page, String id) {
        return Xml.all(page, "section").stream()
                .filter(section -> section.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Under a and b of the second experiment it is as under b and a of the first. */
    @Test
    void eachOptimizerIsBesideTheSameOfTheFirst() throws IOException {
        Document page = page(
                experiment("one", "training { epochs = 3 }, seeds = [0]", ClaimsTest.tables(8, false)),
                experiment("two", "training { epochs = 5 }, seeds = [0]", ClaimsTest.tables(8, true)));
        assertThat(Xml.texts(page, "h1")).containsExactly("one, two");
        assertThat(section(page, "claims").getTextContent())
                .contains("a (two) − a (one)" + "b (two) − b (one)")
                .contains("Reorganizes more, late in training" + "✓true as measured: 0.6 [0.6, 0.6] p 0.0078"
                        + "✗not true as measured, but the opposite: −0.6 [−0.6, −0.6] p 0.0078");
        assertThat(section(page, "settings").getTextContent()).endsWith("keyonetwotraining.epochs35");
        assertThat(section(page, "own").getTextContent())
                .contains("b (one) − a (one)" + "b (two) − a (two)")
                .contains("Leading directions settle✓true as measured: −0.6");
        assertThat(section(page, "provenance").getTextContent()).endsWith("onetwomachineof oneof two");
        assertThat(section(page, "summary").getElementsByTagName("svg").getLength())
                .isPositive();
        assertThat(Xml.withClass(page, "thesis").get(0).getTextContent())
                .startsWith("Late in training leading directions turn further under a (two) (difference of displacement"
                        + " 0.6 [0.6, 0.6]) than under a (one); late in training leading directions turn less far under"
                        + " b (two) (−0.6 [−0.6, −0.6]) than under b (one).");
    }

    @Test
    void whatOneAloneHasKeepsItsNameAndIsBesideTheFirst() {
        Analysis one = experiment("one", "", ExampleTables.of(1, List.of("sgd", "adam"), 6, 5, 10, 2));
        Analysis two = experiment("two", "", ExampleTables.of(2, List.of("lion", "adam"), 6, 5, 10, 2));
        ExperimentsTogether together = new ExperimentsTogether(List.of(one, two));
        assertThat(together.pairs())
                .containsExactly(new Baseline.Pair("sgd", "lion"), new Baseline.Pair("adam (one)", "adam (two)"));
        Tables tables = together.tables();
        assertThat(tables.runs())
                .extracting(Tables.Run::run)
                .doesNotHaveDuplicates()
                .hasSize(24);
        // As by the seeds' own numbers.
        Claims.Finding found = Claims.of(tables, together.pairs()).stream()
                .filter(each -> each.statement() == Statement.LOCALIZES
                        && each.optimizer().equals("adam (two)"))
                .findFirst()
                .orElseThrow();
        assertThat(found.effect()).isCloseTo(late(two.tables(), "adam") - late(one.tables(), "adam"), within(1e-9));
    }

    /** Mean n·IPR of the first vector in the last quarter, over runs of as many checkpoints each. */
    private static double late(Tables tables, String optimizer) {
        long last = tables.runs().get(0).steps();
        return tables.localization().stream()
                .filter(row -> row.run().startsWith(optimizer) && row.index() == 1 && row.step() > .75 * last)
                .mapToDouble(row -> ExampleTables.PARAMETERS * row.ipr())
                .average()
                .orElseThrow();
    }

    /** An optimizer has its colour in every experiment, and as in a report of one alone; dashes tell experiments. */
    @Test
    void coloursAreStable() {
        Tables tables = ExampleTables.of(1, List.of("sgd", "adam"), 2, 4, 10, 2);
        ExperimentsTogether together =
                new ExperimentsTogether(List.of(experiment("one", "", tables), experiment("two", "", tables)));
        PlotContext alone = PlotContext.of(tables);
        PlotContext both = ExperimentFigures.context(together, together.tables(), FigureChoices.none());
        for (String optimizer : List.of("sgd", "adam")) {
            assertThat(both.style(optimizer + " (one)").tone())
                    .isEqualTo(both.style(optimizer + " (two)").tone())
                    .isEqualTo(alone.style(optimizer).tone());
            assertThat(both.style(optimizer + " (one)").stroke())
                    .isNotEqualTo(both.style(optimizer + " (two)").stroke());
        }
    }

    @Test
    void figuresAreFilesToo() throws IOException {
        Tables tables = ExampleTables.of(1, List.of("sgd", "adam"), 2, 4, 10, 2);
        List<Path> files = Figures.writeTogether(
                directory,
                List.of(experiment("one", "", tables), experiment("two", "", tables)),
                FigureChoices.none(),
                new FigureFiles(FigureSize.SCREEN, List.of(FigureFormat.CSV)));
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .hasSize(12)
                .contains("experiments-summary-displacement.csv", "experiments-under-adam-loss.csv");
        assertThat(Files.readString(directory.resolve("experiments-under-adam-loss.csv")))
                .contains("line,adam (one),,", "line,adam (two),,")
                .doesNotContain("sgd");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        Document page =
                page(experiment("one", "", ExampleTables.empty()), experiment("two", "", ExampleTables.empty()));
        assertThat(Xml.withClass(page, "missing"))
                .extracting(Element::getTextContent)
                .contains(
                        "No checkpoint has been measured yet.",
                        "No completed runs of one seed can be compared across experiments.",
                        "All settings are the same.");
    }
}
