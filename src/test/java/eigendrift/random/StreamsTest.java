package eigendrift.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StreamsTest {

    @Test
    void aStreamIsAFunctionOfItsName() {
        Streams streams = new Streams(5);
        assertThat(first(streams, "a", 1, 2)).isEqualTo(first(new Streams(5), "a", 1, 2));
        assertThat(LongStream.of(
                                first(streams, "a", 1, 2),
                                first(streams, "a", 2, 1),
                                first(streams, "a", 1),
                                first(streams, "b", 1, 2),
                                first(new Streams(6), "a", 1, 2))
                        .distinct())
                .hasSize(5);
    }

    /** The chance that 20,000 random numbers of 64 bits are not all different is 1e-11. */
    @Test
    void noTwoStreamsAreTheSame() {
        Streams streams = new Streams(0);
        assertThat(LongStream.range(0, 20_000)
                        .map(i -> first(streams, "epoch", i))
                        .distinct())
                .hasSize(20_000);
    }

    /** The same on every version of Java, for journals are replayed on later ones. */
    @Test
    void theNumbersStayWhatTheyAre() {
        assertThat(new Streams(0).stream("batch-order", 3).longs(3))
                .containsExactly(3958789662876805137L, -2436249244585597039L, 4583853407540990390L);
        assertThat(new Streams(-7).stream("data-train").nextGaussian()).isEqualTo(-0.00376082796841262);
    }

    private static long first(Streams streams, String purpose, long... indices) {
        return streams.stream(purpose, indices).nextLong();
    }
}
