package eigendrift.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LagsTest {

    private static List<Lags> kinds() {
        return List.of(new Lags.All(), new Lags.Logarithmic(), new Lags.Some(List.of(1, 3, 40)));
    }

    @Test
    void logarithmicAreThePowersOfTwoAndTheFirst() {
        Lags lags = new Lags.Logarithmic();
        assertThat(IntStream.range(0, 13).filter(earlier -> lags.compares(earlier, 13)))
                .containsExactly(0, 5, 9, 11, 12);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void pairsAreThoseThatAreCompared(Lags lags) {
        for (int checkpoints = 0; checkpoints < 70; checkpoints++) {
            int count = 0;
            for (int now = 0; now < checkpoints; now++) {
                for (int earlier = 0; earlier < now; earlier++) {
                    count += lags.compares(earlier, now) ? 1 : 0;
                }
            }
            assertThat(lags.pairs(checkpoints)).as("of " + checkpoints).isEqualTo(count);
        }
    }

    /** m(m − 1)/2; and about m log₂ m. */
    @Test
    void manyCheckpoints() {
        assertThat(new Lags.All().pairs(3000)).isEqualTo(4_498_500);
        assertThat(new Lags.Logarithmic().pairs(3000)).isBetween(3000L * 10, 3000L * 13);
    }
}
