package eigendrift.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.dynamics.Ageing;
import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Mark;
import eigendrift.study.OptimizerAgeing;
import eigendrift.study.OptimizerSusceptibility;
import eigendrift.text.Numbers;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class GlassyFiguresTest {

    private static Section section(Tables tables) {
        return GlassyFigures.section(PlotContext.of(tables), tables);
    }

    private static Figure.Plot plot(Section section, String id) {
        return (Figure.Plot) section.figures().stream()
                .filter(figure -> figure.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyOptimizerHasItsPanels() {
        Section section = section(ExampleTables.typical(1));
        assertThat(section.figures())
                .extracting(Figure::id)
                .containsExactly(
                        "susceptibility-v1",
                        "correlation-sgd-v1",
                        "correlation-adam-v1",
                        "collapse-sgd-v1",
                        "collapse-adam-v1",
                        "weights-sgd",
                        "weights-adam");
        assertThat(section.missing()).isEmpty();
    }

    @Test
    void susceptibilityIsBetweenNeighboursWithItsErrorAsABand() {
        Tables tables = ExampleTables.typical(1);
        List<Mark> marks = plot(section(tables), "susceptibility-v1").marks();
        assertThat(marks).extracting(Mark::series).containsExactly("sgd", "adam", "sgd", "adam");
        assertThat(marks).extracting(Mark::part).containsExactly("band", "band", "", "");
        Mark.Band band = (Mark.Band) marks.get(0);
        Mark.Line line = (Mark.Line) marks.get(2);
        OptimizerSusceptibility second = OptimizerSusceptibility.of(tables).stream()
                .filter(row -> row.stepFrom() == 315 && row.stepTo() == 630)
                .findFirst()
                .orElseThrow();
        assertThat(line.x()).hasSize(10).startsWith(315, 630);
        assertThat(line.y()[1]).isEqualTo(second.displacement().chi4());
        assertThat(band.high()[1] - line.y()[1]).isCloseTo(second.displacement().standardError(), within(1e-12));
        assertThat(DoubleStream.of(band.low())).allMatch(value -> value >= 0);
    }

    @Test
    void theCollapseShowsTheCurvesOverTheScaledLag() {
        Tables tables = ExampleTables.typical(1);
        Section section = section(tables);
        Ageing fit = OptimizerAgeing.of(tables).get(0).fit();
        Figure.Plot plain = plot(section, "correlation-sgd-v1");
        Figure.Plot scaled = plot(section, "collapse-sgd-v1");
        assertThat(plain.marks())
                .filteredOn(Mark::isListed)
                .extracting(Mark::series)
                .hasSize(6)
                .startsWith("from step 0");
        assertThat(listed(plain).get(0).x()).startsWith(315, 630);
        Mark first = listed(scaled).get(0);
        assertThat(first.series()).isEqualTo("from step 315");
        assertThat(first.x()[1]).isCloseTo(630 / Math.pow(315, fit.mu()), within(1e-9));
        assertThat(scaled.title())
                .contains("μ = " + Numbers.brief(fit.mu()) + " ± " + Numbers.brief(fit.standardError()));
        assertThat(scaled.caption()).contains("jackknife over seeds").contains("all 45 pairs");
    }

    @Test
    void theDisplacementOfWeightsIsAMeanOverSeeds() {
        Figure.Plot weights = plot(section(ExampleTables.typical(1)), "weights-adam");
        Mark.Line first = (Mark.Line) listed(weights).get(0);
        assertThat(first.x()).startsWith(315, 630);
        assertThat(first.y()[0]).isCloseTo(2e-4 * 315, within(1e-12));
    }

    @Test
    void oneSeedHasNoSusceptibilityAndTakesItsErrorFromWaitingTimes() {
        Section section = section(ExampleTables.of(1, List.of("sgd"), 1, 11, 315, 1));
        assertThat(section.missing()).containsExactly("χ₄ takes two completed runs of one optimizer.");
        assertThat(plot(section, "collapse-sgd-v1").caption()).contains("as there is one seed");
    }

    @Test
    void fewCheckpointsHaveNoExponent() {
        Section section = section(ExampleTables.of(1, List.of("sgd"), 2, 3, 10, 1));
        assertThat(section.figures())
                .extracting(Figure::id)
                .containsExactly("susceptibility-v1", "correlation-sgd-v1", "weights-sgd");
        assertThat(section.missing()).singleElement().asString().startsWith("No exponent of ageing for sgd");
    }

    @Test
    void twoCheckpointsHaveNoCurveOverTheLag() {
        Section section = section(ExampleTables.of(1, List.of("sgd"), 2, 2, 10, 1));
        assertThat(section.figures()).extracting(Figure::id).containsExactly("susceptibility-v1");
        assertThat(section.missing())
                .containsExactly(
                        "No checkpoint of sgd has been compared with two later ones.",
                        "No displacement of weights to show over the lag.");
    }

    @Test
    void withoutComparisonsItSaysSo() {
        assertThat(section(ExampleTables.of(1, List.of("sgd"), 2, 1, 10, 1)).missing())
                .containsExactly("No completed run has been compared between two checkpoints.");
    }

    private static List<Mark> listed(Figure.Plot plot) {
        return plot.marks().stream().filter(Mark::isListed).toList();
    }
}
