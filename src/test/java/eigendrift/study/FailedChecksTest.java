package eigendrift.study;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.report.ExampleTables;
import eigendrift.report.SmallTables;
import eigendrift.report.chart.FigureChoices;
import eigendrift.report.page.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedChecksTest {

    @TempDir
    Path directory;

    @Test
    void namesTheFirstSpectrumAndHowManyThereAre() {
        assertThat(FailedChecks.of(SmallTables.TABLES)).hasValueSatisfying(text -> assertThat(text)
                .startsWith("The curvature of 1 of 3 spectra is wrong")
                .contains("first in sgd-seed0 at step 40, where they differ by 0.25 and 0.125 is allowed")
                .contains("checks.csv"));
        assertThat(FailedChecks.of(ExampleTables.empty())).isEmpty();
    }

    @Test
    void standsAboveTheReport() throws IOException {
        Path page = directory.resolve("report.html");
        HtmlReport.write(
                page,
                new HtmlReport.Header("small", "small", Map.of()),
                SmallTables.TABLES,
                Baseline.NONE,
                FigureChoices.none());
        String text = FailedChecks.of(SmallTables.TABLES).orElseThrow();
        assertThat(Files.readString(page)).containsOnlyOnce("<p class=\"missing\">" + text + "</p>");
        HtmlReport.write(
                page,
                new HtmlReport.Header("empty", "empty", Map.of()),
                ExampleTables.empty(),
                Baseline.NONE,
                FigureChoices.none());
        assertThat(Files.readString(page)).doesNotContain("The curvature of");
    }
}
