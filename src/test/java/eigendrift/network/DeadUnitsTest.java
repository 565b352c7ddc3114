package eigendrift.network;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.Activation;
import eigendrift.data.Samples;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadUnitsTest {

    /** More samples than one pass takes; the last alone is 1, all others are −1. */
    private static final int COUNT = 700;

    /** z of the three units of layer 1 is x, −40 and 1; of the two of layer 2: −40 and 1. */
    private static final double[] WEIGHTS = {1, 0, 0, 0, -40, 1, 0, 0, 0, 0, 0, 0, -40, 1, 0, 0, 0};

    /** One unit of each layer never fires; a saturated sigmoid has a slope of e^-40. */
    @ParameterizedTest
    @CsvSource({"RELU, 2", "SIGMOID, 2", "TANH, 2", "SILU, 2", "GELU, 2", "GELU_TANH, 2", "SOFTPLUS, 2", "IDENTITY, 0"})
    void countsUnitsThatNoSampleMoves(Activation activation, int dead) {
        double[] inputs = IntStream.range(0, COUNT)
                .mapToDouble(i -> i < COUNT - 1 ? -1 : 1)
                .toArray();
        Samples samples = new Samples(COUNT, 1, inputs, 1, null, new double[COUNT]);
        Architecture architecture = new Architecture(List.of(1, 3, 2, 1), activation);
        assertThat(DeadUnits.count(architecture, WEIGHTS, samples)).isEqualTo(new DeadUnits(dead, 5));
    }

    @Test
    void aLinearModelHasNone() {
        Samples samples = new Samples(1, 1, new double[1], 1, null, new double[1]);
        assertThat(DeadUnits.count(new Architecture(List.of(1, 1), Activation.RELU), new double[2], samples))
                .isEqualTo(new DeadUnits(0, 0));
    }
}
