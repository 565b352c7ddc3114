package eigendrift.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

    private static Axis covering(double... values) {
        return Axis.covering("y", DoubleStream.of(values));
    }

    @Test
    void reachesEveryFiniteValue() {
        Axis axis = covering(-3, 8, Double.NaN, Double.NEGATIVE_INFINITY);
        assertThat(axis.scale()).isEqualTo(Axis.Scale.LINEAR);
        assertThat(axis.min()).isBetween(-4.0, -3.0);
        assertThat(axis.max()).isBetween(8.0, 9.0);
    }

    @Test
    void isLogarithmicWhereRatiosAreLarge() {
        assertThat(covering(0.01, 1).scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(covering(0.1, 1).scale()).isEqualTo(Axis.Scale.LINEAR);
        assertThat(covering(-1, 0.001, 100).scale()).isEqualTo(Axis.Scale.LINEAR);
    }

    @Test
    void zeroLiesOnTheLowerEdgeOfALogarithmicAxis() {
        Axis axis = covering(0, 0.001, 1);
        assertThat(axis.scale()).isEqualTo(Axis.Scale.LOGARITHMIC);
        assertThat(axis.fraction(0)).isZero();
        assertThat(axis.fraction(0.001)).isBetween(0.0, 0.1);
    }

    @ParameterizedTest
    @CsvSource({"0", "5", "-1e-9", "1e300"})
    void oneValueHasRoomAroundIt(double value) {
        Axis axis = covering(value);
        assertThat(axis.min()).isLessThan(axis.max());
        assertThat(axis.fraction(value)).isBetween(0.0, 0.99);
    }

    @Test
    void withoutValuesThereIsStillAnAxis() {
        assertThat(covering().min()).isLessThan(covering().max());
        assertThat(Axis.logarithmic("y", DoubleStream.of(-1, Double.NaN)).min()).isPositive();
    }

    @Test
    void theFirstRankIsOnTop() {
        Axis axis = Axis.ranks("rank", 4);
        assertThat(axis.fraction(1)).isEqualTo(.875);
        assertThat(axis.fraction(4)).isEqualTo(.125);
        assertThat(axis.fraction(9)).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LINEAR | 0 | 1 | 0 0.2 0.4 0.6 0.8 1",
                "LINEAR | 0 | 3150 | 0 500 1000 1500 2000 2500 3000",
                "LINEAR | -1 | 1 | −1 −0.5 0 0.5 1",
                "LINEAR | 0 | 250000 | 0 50000 10⁵ 1.5·10⁵ 2·10⁵ 2.5·10⁵",
                "LINEAR | 0 | 4e-6 | 0 10⁻⁶ 2·10⁻⁶ 3·10⁻⁶ 4·10⁻⁶",
                "LOGARITHMIC | 0.5 | 30 | 0.5 1 2 5 10 20",
                "LOGARITHMIC | 0.0001 | 100 | 10⁻⁴ 0.01 1 100",
                "LOGARITHMIC | 2 | 4 | 2 2.5 3 3.5 4",
                "LOGARITHMIC_FROM_ZERO | 0 | 2000 | 0 1 10 100 1000",
                "RANKS | 0.5 | 1.5 | 1",
                "RANKS | 0.5 | 6.5 | 1 2 3 4 5 6",
                "RANKS | 0.5 | 13.5 | 1 3 5 7 9 11 13"
            })
    void ticksAreRound(Axis.Scale scale, double min, double max, String labels) {
        List<Ticks.Tick> ticks = new Axis("x", scale, min, max).ticks(5);
        assertThat(ticks).extracting(Ticks.Tick::label).containsExactly(labels.split(" "));
        assertThat(ticks).allMatch(tick -> tick.value() >= min - 1e-12 && tick.value() <= max * (1 + 1e-12));
    }
}
