package eigendrift.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.Lags;
import eigendrift.readmodel.Label;
import eigendrift.readmodel.Tables;
import eigendrift.readmodel.Tables.Displacement;
import eigendrift.report.ExampleTables;
import eigendrift.report.figure.Figure;
import eigendrift.study.Neighbours;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwoTimesTest {
    private static final PlotContext RUNS = PlotContext.of(ExampleTables.of(1, List.of("sgd", "adam"), 3, 3, 10, 1));

    private static Displacement row(String run, Label label, long from, long to, double value, double bound) {
        return new Displacement(run, 1, label, from, to, 0, value, Math.asin(Math.sqrt(value)), bound);
    }

    @Test
    void isTheSymmetricMedianOverSeeds() {
        List<Displacement> rows = List.of(
                row("sgd-seed0", Label.RANK, 0, 10, 0.1, 0),
                row("sgd-seed1", Label.RANK, 0, 10, 0.3, 0),
                row("sgd-seed2", Label.RANK, 0, 10, 0.9, 0),
                row("sgd-seed0", Label.RANK, 10, 20, 1e-9, 1e-6),
                row("sgd-seed1", Label.RANK, 10, 20, 0.5, 1e-6),
                row("adam-seed0", Label.RANK, 0, 10, 0.7, 0),
                row("sgd-seed0", Label.IDENTITY, 0, 10, 0.8, 0));
        Figure.HeatMap map =
                (Figure.HeatMap) new TwoTimes(RUNS, rows).figure("sgd", 1).orElseThrow();
        assertThat(map.at()).containsExactly(0, 10, 20);
        assertThat(map.values()[0]).containsExactly(0, 0.3, Double.NaN);
        assertThat(map.values()[1]).containsExactly(0.3, 0, (0.5 + 1e-9) / 2);
        assertThat(map.values()[2]).containsExactly(Double.NaN, (0.5 + 1e-9) / 2, 0);
        assertThat(map.hatched()[1]).containsExactly(false, false, true);
    }

    @Test
    void isAbsentWithoutRows() {
        assertThat(new TwoTimes(RUNS, List.of(row("sgd-seed0", Label.RANK, 0, 10, 0.1, 0))).figure("adam", 1))
                .isEmpty();
    }

    @Test
    void selectsFromTooManyCheckpoints() {
        List<Displacement> rows = new ArrayList<>();
        for (int i = 0; i <= 300; i++) {
            for (int j = i + 1; j <= 300; j++) {
                rows.add(row("sgd-seed0", Label.RANK, i, j, 0.5, 0));
            }
        }
        Figure.HeatMap map =
                (Figure.HeatMap) new TwoTimes(RUNS, rows).figure("sgd", 1).orElseThrow();
        assertThat(map.at()).hasSize(100).startsWith(0, 3).endsWith(300);
    }

    /** Every fourth of 301, so that distances of 4, 8, 16, ... have a cell, and the first row has all. */
    @Test
    void selectsThoseThatLogarithmicLagsCompare() {
        List<Displacement> rows = new ArrayList<>();
        for (int j = 0; j <= 300; j++) {
            for (int i = 0; i < j; i++) {
                if (new Lags.Logarithmic().compares(i, j)) {
                    rows.add(row("sgd-seed0", Label.RANK, i, j, 0.5, 0));
                }
            }
        }
        Figure.HeatMap map =
                (Figure.HeatMap) new TwoTimes(RUNS, rows).figure("sgd", 1).orElseThrow();
        assertThat(map.at()).hasSize(76).startsWith(0, 4, 8).endsWith(300);
        assertThat(map.values()[0]).doesNotContain(Double.NaN);
        assertThat(map.values()[20][24]).isEqualTo(.5);
        assertThat(map.values()[20][23]).isNaN();
    }

    @Test
    void neighboursAreTheStepsOfThatRun() {
        List<Displacement> rows = List.of(
                row("sgd-seed0", Label.RANK, 0, 10, 0, 0),
                row("sgd-seed0", Label.RANK, 0, 20, 0, 0),
                row("sgd-seed0", Label.RANK, 10, 20, 0, 0),
                row("adam-seed0", Label.RANK, 0, 20, 0, 0));
        assertThat(Neighbours.displacement(rows)).containsExactly(rows.get(0), rows.get(2), rows.get(3));
        assertThat(Neighbours.subspace(List.of(
                        new Tables.Subspace("r", 0, 5, 2, 1, 0, 0, 0),
                        new Tables.Subspace("r", 0, 9, 2, 1, 0, 0, 0),
                        new Tables.Subspace("r", 5, 9, 2, 1, 0, 0, 0))))
                .extracting(Tables.Subspace::stepTo)
                .containsExactly(5L, 9L);
    }
}
