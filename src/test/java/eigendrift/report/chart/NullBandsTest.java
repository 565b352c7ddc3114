package eigendrift.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.NullModelName;
import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import java.util.List;
import org.junit.jupiter.api.Test;

class NullBandsTest {
    private static final PlotContext RUNS = PlotContext.of(ExampleTables.of(1, List.of("sgd", "adam"), 1, 2, 10, 1));

    private static Tables.Null row(String run, long step, int index, double mean, double sd) {
        return new Tables.Null(NullModelName.STATIC, run, step, index, "ipr", 0.5, mean, sd, 0, 1, 1);
    }

    @Test
    void aModelThatIgnoresTheOptimizerIsOneGreyBandOfTwoDeviations() {
        List<Tables.Null> rows = List.of(
                row("sgd-seed0", 0, 1, 0.2, 0.01),
                row("sgd-seed0", 10, 1, 0.3, 0.02),
                row("adam-seed0", 0, 1, 0.2, 0.01),
                row("adam-seed0", 10, 1, 0.3, 0.02),
                row("adam-seed0", 10, 2, 9, 9));
        List<Mark> marks = NullBands.marks(RUNS, rows, "ipr", 1, 100, 1, 2);
        assertThat(marks).hasSize(2).allMatch(mark -> mark.ink().tone() == SeriesColor.Tone.MUTED);
        Mark.Band band = (Mark.Band) marks.get(0);
        assertThat(band.x()).containsExactly(0, 10);
        assertThat(band.low()).containsExactly(new double[] {18, 26}, within(1e-12));
        assertThat(band.high()).containsExactly(new double[] {22, 34}, within(1e-12));
        assertThat(marks.get(1).name()).isEqualTo("null: static");
    }

    @Test
    void aRunThatStopsEarlyDoesNotSplitTheBand() {
        List<Tables.Null> rows = List.of(
                row("sgd-seed0", 0, 1, 0.2, 0.01),
                row("adam-seed0", 0, 1, 0.2, 0.01),
                row("adam-seed0", 10, 1, 0.3, 0.02));
        List<Mark> marks = NullBands.marks(RUNS, rows, "ipr", 1, 1, 0, 2);
        assertThat(marks).hasSize(2).allMatch(mark -> mark.ink().tone() == SeriesColor.Tone.MUTED);
        assertThat(marks.get(0).x()).containsExactly(0, 10);
    }

    @Test
    void noBandGoesBelowTheLeastPossibleValue() {
        List<Tables.Null> rows = List.of(row("sgd-seed0", 0, 1, 0.2, 0.0999999));
        Mark.Band band =
                (Mark.Band) NullBands.marks(RUNS, rows, "ipr", 1, 100, 1, 1).get(0);
        assertThat(band.low()).containsExactly(1);
    }

    @Test
    void aModelThatDependsOnTheOptimizerIsDrawnInEachColour() {
        List<Tables.Null> rows = List.of(
                row("sgd-seed0", 0, 1, 0.2, 0.01),
                row("sgd-seed0", 10, 1, 0.3, 0.02),
                row("adam-seed0", 0, 1, 0.2, 0.01),
                row("adam-seed0", 10, 1, 0.4, 0.02));
        assertThat(NullBands.marks(RUNS, rows, "ipr", 1, 1, 0, 2))
                .extracting(mark -> mark.ink().tone())
                .containsExactly(
                        SeriesColor.Tone.BLUE,
                        SeriesColor.Tone.VERMILION,
                        SeriesColor.Tone.BLUE,
                        SeriesColor.Tone.VERMILION);
    }

    @Test
    void aModelDrawnAtSomeCheckpointsIsABarThere() {
        List<Tables.Null> rows = List.of(row("sgd-seed0", 10, 1, 0.3, 0.02), row("adam-seed0", 10, 1, 0.5, Double.NaN));
        List<Mark> marks = NullBands.marks(RUNS, rows, "ipr", 1, 1, 0, 2);
        assertThat(marks).hasSize(2).allMatch(mark -> mark instanceof Mark.Bars);
        Mark.Bars single = (Mark.Bars) marks.get(1);
        assertThat(single.place()).isEqualTo(1);
        assertThat(single.low()).as("one draw has no deviation").containsExactly(0.5);
    }

    @Test
    void otherStatisticsAreLeftOut() {
        assertThat(NullBands.marks(RUNS, List.of(row("sgd-seed0", 0, 1, 1, 1)), "entropy", 1, 1, 0, 1))
                .isEmpty();
    }
}
