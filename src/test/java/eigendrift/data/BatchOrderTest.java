package eigendrift.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchOrderTest {

    @ParameterizedTest
    @CsvSource({"1,1,1", "10,1,10", "10,3,4", "10,5,2", "10,9,2", "10,10,1", "10,11,1", "10,2147483647,1"})
    void everyEpochHoldsEverySampleOnce(int samples, int batchSize, int steps) {
        BatchOrder order = new BatchOrder(new Streams(3), samples, batchSize);
        assertThat(order.stepsPerEpoch()).isEqualTo(steps);
        for (long number = 0; number < 3; number++) {
            int[] seen = order.epoch(number);
            assertThat(Arrays.stream(seen).sorted().toArray()).isEqualTo(natural(samples));
        }
    }

    @Test
    void theFullBatchIsInNaturalOrder() {
        assertThat(new BatchOrder(new Streams(3), 100, 100).epoch(4)).isEqualTo(natural(100));
        assertThat(new BatchOrder(new Streams(3), 100, 99).epoch(4)).isNotEqualTo(natural(100));
    }

    @Test
    void isAFunctionOfSeedAndEpochAlone() {
        BatchOrder order = new BatchOrder(new Streams(5), 1_000, 32);
        int[] epoch = order.epoch(7_000_000_000L);
        order.epoch(1);
        assertThat(order.epoch(7_000_000_000L)).isEqualTo(epoch);
        assertThat(new BatchOrder(new Streams(5), 1_000, 32).epoch(7_000_000_000L))
                .isEqualTo(epoch);
        assertThat(new BatchOrder(new Streams(5), 1_000, 64).epoch(7_000_000_000L))
                .isEqualTo(epoch);
        assertThat(order.epoch(7_000_000_001L)).isNotEqualTo(epoch);
        assertThat(new BatchOrder(new Streams(6), 1_000, 32).epoch(7_000_000_000L))
                .isNotEqualTo(epoch);
    }

    /** Pearson's test on all 5! permutations; a correct shuffle exceeds the bound once in a thousand seeds. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, -1, 123_456_789_012L})
    void allPermutationsAreEquallyLikely(long seed) {
        double bound = 172.4; // the 0.999 quantile of chi-square with 119 degrees of freedom
        int[] counts = new int[5 * 5 * 5 * 5 * 5];
        BatchOrder order = new BatchOrder(new Streams(seed), 5, 1);
        int epochs = 12_000;
        for (int e = 0; e < epochs; e++) {
            counts[Arrays.stream(order.epoch(e)).reduce(0, (code, sample) -> 5 * code + sample)]++;
        }
        assertThat(Arrays.stream(counts).filter(count -> count > 0)).hasSize(120);
        double expected = epochs / 120.;
        double statistic = Arrays.stream(counts)
                .filter(count -> count > 0)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(statistic).isLessThan(bound);
    }

    /** The place of a sample in an epoch is independent of its place in the one before. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, -1, 123_456_789_012L})
    void epochsAreIndependent(long seed) {
        double bound = 51.18; // the 0.999 quantile of chi-square with 24 degrees of freedom
        int[] counts = new int[25];
        BatchOrder order = new BatchOrder(new Streams(seed), 5, 1);
        int pairs = 5_000;
        for (int e = 0; e < pairs; e++) {
            counts[5 * order.epoch(2 * e)[0] + order.epoch(2 * e + 1)[0]]++;
        }
        double expected = pairs / 25.;
        double statistic = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertThat(statistic).isLessThan(bound);
    }

    /** In a longer order every sample is equally often at every place. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {0, 1, -1})
    void everySampleIsEquallyOftenEverywhere(long seed) {
        double bound = 2620.9; // the 0.999 quantile of chi-square with 49 · 49 degrees of freedom
        int n = 50, epochs = 5_000;
        int[] counts = new int[n * n];
        BatchOrder order = new BatchOrder(new Streams(seed), n, 8);
        for (int e = 0; e < epochs; e++) {
            int[] epoch = order.epoch(e);
            for (int place = 0; place < n; place++) {
                counts[place * n + epoch[place]]++;
            }
        }
        double expected = epochs / (double) n;
        // Rows and columns have fixed sums: the cells' covariance makes (n − 1)/n times Pearson's sum chi-square.
        double statistic = (n - 1.)
                / n
                * Arrays.stream(counts)
                        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                        .sum();
        assertThat(statistic).isLessThan(bound);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "-1,1"})
    void emptyDataAndEmptyBatchesAreErrors(int samples, int batchSize) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchOrder(new Streams(0), samples, batchSize))
                .withMessageContaining("samples = %d, batchSize = %d", samples, batchSize);
    }

    private static int[] natural(int n) {
        return IntStream.range(0, n).toArray();
    }
}
