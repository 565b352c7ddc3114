package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.network.ParameterLayout;
import eigendrift.network.ParameterLayout.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopEntryTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {51, 52, 53})
    void areTheFirstOfAllEntriesInOrder(long seed) {
        double[] v = Vectors.orthonormal(1, 243, seed)[0];
        List<TopEntry> sorted = IntStream.range(0, v.length)
                .mapToObj(j -> new TopEntry(j, v[j]))
                .sorted(Comparator.comparingDouble(carrier -> -Math.abs(carrier.value())))
                .toList();
        assertThat(TopEntry.largest(v, 10)).isEqualTo(sorted.subList(0, 10));
        assertThat(TopEntry.largest(v, 243)).isEqualTo(sorted);
    }

    @Test
    void equalOnesComeInTheirOrderAndNothingCarriesNothing() {
        double[] v = {0, -.5, .5, 0, -.5, 0, .5, 0};
        assertThat(TopEntry.largest(v, 3))
                .containsExactly(new TopEntry(1, -.5), new TopEntry(2, .5), new TopEntry(4, -.5));
        assertThat(TopEntry.largest(v, 9)).hasSize(4);
        assertThat(TopEntry.largest(new double[3], 2)).isEmpty();
    }

    @Test
    void haveNamesByRowAndColumn() {
        ParameterLayout layout = new ParameterLayout(List.of(
                new Parameter("layer1.weight", 1, 0, 3, 4),
                new Parameter("layer1.bias", 1, 12, 3, 1),
                new Parameter("layer2.weight", 2, 15, 2, 1),
                new Parameter("layer2.bias", 2, 17, 2, 1)));
        assertThat(IntStream.of(0, 3, 4, 11, 12, 14, 16, 18).mapToObj(layout::name))
                .containsExactly(
                        "layer1.weight[0,0]",
                        "layer1.weight[0,3]",
                        "layer1.weight[1,0]",
                        "layer1.weight[2,3]",
                        "layer1.bias[0]",
                        "layer1.bias[2]",
                        "layer2.weight[1,0]",
                        "layer2.bias[1]");
        assertThatThrownBy(() -> layout.name(19))
                .hasMessageContaining("below 19")
                .hasMessageContaining("entry 19");
    }
}
