package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eigendrift.network.Blocks;
import eigendrift.network.Blocks.Block;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarrierTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {51, 52, 53})
    void areTheFirstOfAllEntriesInOrder(long seed) {
        double[] v = Vectors.orthonormal(1, 243, seed)[0];
        List<Carrier> sorted = IntStream.range(0, v.length)
                .mapToObj(j -> new Carrier(j, v[j]))
                .sorted(Comparator.comparingDouble(carrier -> -Math.abs(carrier.value())))
                .toList();
        assertThat(Carrier.largest(v, 10)).isEqualTo(sorted.subList(0, 10));
        assertThat(Carrier.largest(v, 243)).isEqualTo(sorted);
    }

    @Test
    void equalOnesComeInTheirOrderAndNothingCarriesNothing() {
        double[] v = {0, -.5, .5, 0, -.5, 0, .5, 0};
        assertThat(Carrier.largest(v, 3)).containsExactly(new Carrier(1, -.5), new Carrier(2, .5), new Carrier(4, -.5));
        assertThat(Carrier.largest(v, 9)).hasSize(4);
        assertThat(Carrier.largest(new double[3], 2)).isEmpty();
    }

    @Test
    void haveNamesByRowAndColumn() {
        Blocks blocks = new Blocks(List.of(
                new Block("layer1.weight", 1, 0, 3, 4),
                new Block("layer1.bias", 1, 12, 3, 1),
                new Block("layer2.weight", 2, 15, 2, 1),
                new Block("layer2.bias", 2, 17, 2, 1)));
        assertThat(IntStream.of(0, 3, 4, 11, 12, 14, 16, 18).mapToObj(blocks::name))
                .containsExactly(
                        "layer1.weight[0,0]",
                        "layer1.weight[0,3]",
                        "layer1.weight[1,0]",
                        "layer1.weight[2,3]",
                        "layer1.bias[0]",
                        "layer1.bias[2]",
                        "layer2.weight[1,0]",
                        "layer2.bias[1]");
        assertThatThrownBy(() -> blocks.name(19))
                .hasMessageContaining("below 19")
                .hasMessageContaining("entry 19");
    }
}
