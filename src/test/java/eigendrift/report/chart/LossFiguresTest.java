package eigendrift.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import eigendrift.readmodel.Tables;
import eigendrift.report.ExampleTables;
import eigendrift.report.figure.Figure;
import eigendrift.report.figure.Mark;
import eigendrift.study.ClaimsTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossFiguresTest {

    private static Section section(Tables tables) {
        return LossFigures.section(PlotContext.of(tables), tables);
    }

    private static List<Mark> listed(Figure.Plot plot) {
        return plot.marks().stream().filter(Mark::isListed).toList();
    }

    /** The rows of {@link ClaimsTest}: losses 1, .8 … .2 under a and 1, .775 … .1 under b. */
    @Test
    void drawsMovementOverTheLossThatTheRunHasThere() {
        Section section = section(ClaimsTest.tables(9, false));
        assertThat(section.figures()).extracting(Figure::id).containsExactly("by-loss-displacement", "by-loss-ipr");
        Figure.Plot movement = (Figure.Plot) section.figures().get(0);
        List<Mark> medians = listed(movement);
        assertThat(medians).extracting(Mark::series).containsExactly("a", "b");
        Mark.Line a = (Mark.Line) medians.get(0);
        Mark.Line b = (Mark.Line) medians.get(1);
        assertThat(a.x()).containsExactly(new double[] {.8, .6, .4, .2}, within(1e-12));
        assertThat(a.y()).containsExactly(new double[] {.84, .64, .44, .24}, within(1e-12));
        assertThat(b.x()).containsExactly(new double[] {.775, .55, .325, .1}, within(1e-12));
        assertThat(b.y()).containsExactly(new double[] {.84, .84, .84, .84}, within(1e-12));
        Mark.Line localized =
                (Mark.Line) listed((Figure.Plot) section.figures().get(1)).get(1);
        assertThat(localized.x()).containsExactly(new double[] {1, .775, .55, .325, .1}, within(1e-12));
        assertThat(localized.y()[4]).isCloseTo(100 * .504, within(1e-9));
    }

    @Test
    void saysThatNothingCompleted() {
        assertThat(section(ExampleTables.empty()).missing())
                .containsExactly("No completed run has a training loss at its checkpoints.");
    }
}
