package eigendrift.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.inference.Quantile;
import eigendrift.readmodel.Status;
import eigendrift.readmodel.Tables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveTest {

    private record Row(String run, double step, double value) {}

    private static PlotContext runs(int seeds) {
        List<Tables.Run> runs = new ArrayList<>();
        for (String optimizer : List.of("sgd", "adam")) {
            for (int seed = 0; seed < seeds; seed++) {
                runs.add(new Tables.Run(optimizer + seed, optimizer, seed, 9, Status.COMPLETED, 2, 0, 0));
            }
        }
        return PlotContext.of(Tables.builder().runs(runs).build());
    }

    private static List<Curve> curves(int seeds, List<Row> rows) {
        return Curve.of(runs(seeds), rows, Row::run, Row::step, Row::value);
    }

    @Test
    void fewSeedsHaveTheirRange() {
        Curve curve = curves(3, List.of(new Row("sgd0", 1, 5), new Row("sgd1", 1, 1), new Row("sgd2", 1, 2)))
                .get(0);
        assertThat(curve.median()).containsExactly(2);
        assertThat(curve.low()).containsExactly(1);
        assertThat(curve.high()).containsExactly(5);
        assertThat(Curve.words(List.of(curve))).contains("n = 3").contains("their range");
    }

    @Test
    void manySeedsHaveTheirQuartiles() {
        List<Row> rows = new ArrayList<>();
        for (int seed = 0; seed < 5; seed++) {
            rows.add(new Row("sgd" + seed, 1, seed * seed));
        }
        Curve curve = curves(5, rows).get(0);
        assertThat(curve.median()).containsExactly(4);
        assertThat(curve.low()).containsExactly(1);
        assertThat(curve.high()).containsExactly(9);
        assertThat(Curve.words(List.of(curve))).contains("n = 5").contains("their quartiles");
    }

    @Test
    void aSeedThatStopsEarlyLeavesTheOthers() {
        Curve curve = curves(
                        2,
                        List.of(
                                new Row("sgd0", 1, 4),
                                new Row("sgd1", 1, 6),
                                new Row("sgd0", 2, 8),
                                new Row("sgd1", 2, Double.POSITIVE_INFINITY)))
                .get(0);
        assertThat(curve.x()).containsExactly(1, 2);
        assertThat(curve.median()).containsExactly(5, 8);
        assertThat(curve.each().get(1)).containsExactly(6, Double.NaN);
    }

    @Test
    void optimizersKeepTheirOrderAndTheOnesWithoutValuesAreLeftOut() {
        assertThat(curves(1, List.of(new Row("adam0", 1, 1), new Row("sgd0", 1, 1))))
                .extracting(Curve::optimizer)
                .containsExactly("sgd", "adam");
        assertThat(curves(1, List.of(new Row("adam0", 1, 1), new Row("sgd0", 1, Double.NaN))))
                .extracting(Curve::optimizer)
                .containsExactly("adam");
    }

    /** As numpy.quantile. */
    @ParameterizedTest
    @CsvSource({"0, 1", "0.25, 1.75", "0.5, 3", "0.75, 5.25", "1, 9"})
    void quantilesAreOfTypeSeven(double part, double expected) {
        assertThat(Quantile.of(new double[] {1, 2, 4, 9}, part)).isEqualTo(expected);
    }
}
