package eigendrift.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RanksTest {

    @Test
    void theBufferBelongsToEachEnd() {
        Ranks ranks = new Ranks(Which.BOTH_ENDS, 3);
        assertThat(ranks.measured(2)).isEqualTo(7);
        // Four from the top, then three from the bottom: two and one are reported.
        assertThat(ranks.places(7)).containsExactly(0, 1, 4, 2, 3, 5, 6);
        assertThat(IntStream.range(0, 7).map(rank -> ranks.above(rank, 7)).toArray())
                .containsExactly(0, 1, 6, 2, 3, 5, 4);
    }

    @ParameterizedTest
    @EnumSource(Which.class)
    void theReportedOnesAreThoseThatLeadWithoutABuffer(Which which) {
        double[] values = {-9, -7.5, -6, -2, .5, 1, 3, 4, 8, 8.5};
        for (int k = 1; k <= values.length; k++) {
            Ranks ranks = new Ranks(which, k);
            for (int buffer = 0; buffer <= 5; buffer++) {
                int measured = (int) Math.min(values.length, ranks.measured(buffer));
                int[] leading = which.leading(values, measured);
                int[] places = ranks.places(measured);
                assertThat(IntStream.of(places)
                                .limit(k)
                                .map(place -> leading[place])
                                .toArray())
                        .containsExactly(which.leading(values, k));
                assertThat(places)
                        .containsExactlyInAnyOrder(IntStream.range(0, measured).toArray());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Which.class,
            names = {"LARGEST_ALGEBRAIC", "LARGEST_MAGNITUDE"})
    void oneEndKeepsItsOrder(Which which) {
        Ranks ranks = new Ranks(which, 2);
        assertThat(ranks.measured(3)).isEqualTo(5);
        assertThat(ranks.places(5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(ranks.above(3, 5)).isEqualTo(3);
    }
}
