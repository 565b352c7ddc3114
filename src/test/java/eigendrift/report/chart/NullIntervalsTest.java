package eigendrift.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.config.NullModelName;
import eigendrift.dynamics.LocalizationValues;
import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.report.figure.IntervalRow;
import eigendrift.report.figure.IntervalRow.Interval;
import eigendrift.report.figure.Mark;
import eigendrift.report.figure.SeriesColor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NullIntervalsTest {
    private static final PlotContext RUNS = PlotContext.of(ExampleTables.of(1, List.of("sgd", "adam"), 2, 2, 10, 1));
    private static final NullIntervals.Statistic IPR = new NullIntervals.Statistic("ipr", Tables.NullDraw::ipr, 100, 1);

    private static Tables.Null row(NullModelName model, String run, long step, double mean, double sd) {
        return new Tables.Null(model, run, step, 1, "ipr", 0.5, mean, sd, 0, 1, 1);
    }

    private static Tables.NullDraw draw(NullModelName model, String run, long step, int draw, double ipr) {
        return new Tables.NullDraw(model, run, step, draw, 1, 1, LocalizationValues.of(ipr, 0.75), Double.NaN, 9, true);
    }

    private static NullIntervals of(List<Tables.Null> nulls, List<Tables.NullDraw> draws) {
        return new NullIntervals(RUNS, nulls, draws, IPR, 1);
    }

    private static Interval only(IntervalRow row) {
        assertThat(row.intervals()).hasSize(1);
        return row.intervals().get(0);
    }

    /** Eleven draws .1, .11, ... .2 of two seeds: quantiles by hand, of type 7. */
    @Test
    void theRangeIsOfTheDrawsOfAllSeedsAndNotOfDeviations() {
        List<Tables.NullDraw> draws = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            draws.add(draw(NullModelName.STATIC, i % 2 == 0 ? "sgd-seed0" : "sgd-seed1", 10, i, (10 + i) / 100.));
        }
        NullIntervals nulls = of(List.of(row(NullModelName.STATIC, "sgd-seed0", 10, .15, 7)), draws);
        Interval interval = only(nulls.rows(List.of(NullModelName.STATIC), 10).get(0));
        assertThat(interval.low()).isCloseTo(10.5, within(1e-9));
        assertThat(interval.middle()).isCloseTo(15, within(1e-9));
        assertThat(interval.high()).isCloseTo(19.5, within(1e-9));
        assertThat(interval.at()).isEqualTo(10);
    }

    @Test
    void drawsThatServeAllRunsAreOneInGreyAtNoStep() {
        NullIntervals nulls = of(
                List.of(row(NullModelName.INITIALIZATION, "sgd-seed0", 0, .2, .1)),
                List.of(
                        draw(NullModelName.INITIALIZATION, "", -1, 1, .1),
                        draw(NullModelName.INITIALIZATION, "", -1, 2, .3)));
        IntervalRow row = nulls.rows(nulls.models(), 10).get(0);
        assertThat(row.name()).isEqualTo("initialization");
        assertThat(only(row).ink().tone()).isEqualTo(SeriesColor.Tone.MUTED);
        assertThat(only(row).at()).isNaN();
        assertThat(only(row).middle()).isCloseTo(20, within(1e-9));
        assertThat(nulls.changes(NullModelName.INITIALIZATION)).isFalse();
    }

    @Test
    void aModelThatSpeaksOfAnotherStepSaysSo() {
        NullIntervals nulls = of(
                List.of(row(NullModelName.SHUFFLED_LABELS, "sgd-seed0", 10, .2, .1)),
                List.of(draw(NullModelName.SHUFFLED_LABELS, "sgd-seed0", 10, 1, .2)));
        assertThat(nulls.rows(nulls.models(), 20).get(0).name()).isEqualTo("shuffled-labels, step 10");
        assertThat(nulls.rows(nulls.models(), 10).get(0).name()).isEqualTo("shuffled-labels");
        Mark mark = nulls.marks(NullModelName.SHUFFLED_LABELS).get(0);
        assertThat(mark.x()).as("where it speaks, not from the start on").containsExactly(10);
    }

    /** Mean ± 1.645 deviations, cut at the least value that the statistic can have. */
    @Test
    void aClosedFormHasItsMomentsAndNoBarBelowTheFloor() {
        NullIntervals nulls = of(
                List.of(
                        row(NullModelName.HAAR, "sgd-seed0", 0, .03, .002),
                        row(NullModelName.HAAR, "adam-seed0", 0, .03, .002),
                        row(NullModelName.HAAR_LAYERED, "sgd-seed0", 0, .03, .1),
                        row(NullModelName.HAAR_LAYERED, "adam-seed0", 0, .05, .1)),
                List.of());
        Interval haar = only(nulls.rows(List.of(NullModelName.HAAR), 10).get(0));
        assertThat(haar.of()).isEmpty();
        assertThat(haar.low()).isCloseTo(3 - 1.645 * .2, within(1e-9));
        assertThat(haar.high()).isCloseTo(3 + 1.645 * .2, within(1e-9));
        List<Interval> layered =
                nulls.rows(List.of(NullModelName.HAAR_LAYERED), 10).get(0).intervals();
        assertThat(layered).extracting(Interval::of).containsExactly("sgd", "adam");
        assertThat(layered).extracting(Interval::low).containsOnly(1.);
        assertThat(layered).extracting(Interval::ink).doesNotHaveDuplicates();
    }

    @Test
    void twoStandBesideTheCurvesUnlessOthersAreChosen() {
        List<NullModelName> all = List.of(
                NullModelName.HAAR,
                NullModelName.INITIALIZATION,
                NullModelName.SHUFFLED_WEIGHTS,
                NullModelName.BLOCK_GAUSSIAN);
        assertThat(FigureChoices.none().beside(all))
                .containsExactly(NullModelName.INITIALIZATION, NullModelName.SHUFFLED_WEIGHTS);
        List<NullModelName> chosen = List.of(NullModelName.BLOCK_GAUSSIAN, NullModelName.STATIC);
        assertThat(new FigureChoices(java.util.Optional.empty(), chosen).beside(all))
                .containsExactly(NullModelName.BLOCK_GAUSSIAN);
        assertThat(FigureChoices.none().beside(List.of(NullModelName.SHUFFLED_LABELS)))
                .containsExactly(NullModelName.SHUFFLED_LABELS);
    }
}
