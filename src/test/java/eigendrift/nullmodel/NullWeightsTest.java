package eigendrift.nullmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.data.Samples;
import eigendrift.linalg.Blas;
import eigendrift.network.ParameterLayout;
import eigendrift.network.ParameterLayout.Parameter;
import eigendrift.random.Streams;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NullWeightsTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new Parameter("layer1.weight", 1, 0, 3, 4),
            new Parameter("layer1.bias", 1, 12, 3, 1),
            new Parameter("layer2.weight", 2, 15, 2, 3),
            new Parameter("layer2.bias", 2, 21, 2, 1)));

    private final RandomGenerator random = new Streams(12).stream("null-weights");

    private final double[] weights = random.doubles(23).toArray();

    @Test
    void shufflingKeepsEveryBlocksEntries() {
        double[] shuffled = NullWeights.shuffledWeights(weights, LAYOUT, random);
        assertThat(shuffled).isNotEqualTo(weights);
        for (Parameter block : LAYOUT.parameters()) {
            int end = block.offset() + block.length();
            assertThat(Arrays.copyOfRange(shuffled, block.offset(), end))
                    .as(block.name())
                    .containsExactlyInAnyOrder(Arrays.copyOfRange(weights, block.offset(), end));
        }
    }

    /** Every entry of a block of 12 comes to every place equally often: 12,000 shuffles, 1,000 ± 5 · 30. */
    @Test
    void shufflingIsUniform() {
        double[] places = IntStream.range(0, 23).asDoubleStream().toArray();
        int[][] counts = new int[12][12];
        for (int draw = 0; draw < 12_000; draw++) {
            double[] shuffled = NullWeights.shuffledWeights(places, LAYOUT, random);
            for (int j = 0; j < 12; j++) {
                counts[j][(int) shuffled[j]]++;
            }
        }
        assertThat(Arrays.stream(counts).flatMapToInt(Arrays::stream)).allMatch(c -> c > 850 && c < 1150);
    }

    @Test
    void scalingGivesTheTrainedLayerNormsAndKeepsDirections() {
        double[] fresh = random.doubles(23).map(u -> u - .5).toArray();
        double[] scaled = NullWeights.scaledInitialization(fresh, weights, LAYOUT);
        assertThat(Blas.norm(15, scaled, 0)).isCloseTo(Blas.norm(15, weights, 0), ROUNDING);
        assertThat(Blas.norm(8, scaled, 15)).isCloseTo(Blas.norm(8, weights, 15), ROUNDING);
        assertThat(scaled[12] / scaled[0]).isCloseTo(fresh[12] / fresh[0], ROUNDING);
        assertThat(scaled[22] / scaled[15]).isCloseTo(fresh[22] / fresh[15], ROUNDING);
        Arrays.fill(fresh, 15, 23, 0);
        assertThatThrownBy(() -> NullWeights.scaledInitialization(fresh, weights, LAYOUT))
                .hasMessageContaining("layer 2");
    }

    @Test
    void aWalkTakesStepsOfTheGivenLengthsInIndependentDirections() {
        double[] lengths = new double[400];
        Arrays.setAll(lengths, i -> 1 + i % 3);
        double[] start = new double[2000];
        double[] end = NullWeights.randomWalk(start, lengths, random);
        assertThat(start).containsOnly(0);
        // E‖Σ steps‖² = Σ l²; its relative standard deviation is √(2/n) = .03.
        double squares = Arrays.stream(lengths).map(l -> l * l).sum();
        assertThat(Math.pow(Blas.norm(2000, end, 0), 2) / squares).isCloseTo(1, within(.16));
        for (double length : new double[] {1e-6, 1, 1e3}) {
            double[] step = NullWeights.randomWalk(end, new double[] {length}, random);
            Blas.axpy(step.length, -1, end, 0, step, 0);
            // The rounding of an entry of size 1 is felt by a step of 1e-6.
            assertThat(Blas.norm(step.length, step, 0)).isCloseTo(length, within(1e-13 * Math.max(1, length)));
        }
        assertThat(NullWeights.randomWalk(end, new double[0], random)).isEqualTo(end);
    }

    private static Samples samples(boolean classes) {
        double[] inputs = IntStream.range(0, 40).asDoubleStream().toArray();
        int[] labels = IntStream.range(0, 20).toArray();
        double[] targets = IntStream.range(0, 40).asDoubleStream().toArray();
        return new Samples(10, 2, inputs, classes ? 20 : 2, classes ? labels : null, classes ? null : targets);
    }

    @Test
    void shuffledLabelsAreThoseOfTheSamples() {
        Samples shuffled = NullSamples.shuffledLabels(samples(true), random);
        assertThat(shuffled.labels()).hasSize(10).isNotEqualTo(samples(true).labels());
        assertThat(shuffled.labels())
                .containsExactlyInAnyOrder(IntStream.range(0, 10).toArray());
        double[] targets = NullSamples.shuffledLabels(samples(false), random).targets();
        assertThat(targets).hasSize(20);
        for (int i = 0; i < 10; i++) {
            assertThat(targets[2 * i + 1]).as("rows stay whole").isEqualTo(targets[2 * i] + 1);
        }
    }

    @Test
    void aSubsetKeepsInputsWithTheirLabels() {
        Samples subset = NullSamples.subset(samples(true), 4, random);
        assertThat(subset.count()).isEqualTo(4);
        assertThat(Arrays.stream(subset.labels()).distinct()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            assertThat(subset.inputs()[2 * i]).isEqualTo(2 * subset.labels()[i]);
        }
        assertThatThrownBy(() -> NullSamples.subset(samples(true), 11, random)).hasMessageContaining("size = 11");
    }

    @Test
    void gaussianSamplesHaveTheShapeAndNothingElse() {
        Samples shape = new Samples(5000, 3, new double[15000], 4, new int[5000], null);
        Samples drawn = NullSamples.gaussian(shape, random);
        assertThat(drawn.inputs()).hasSize(15000);
        assertThat(Arrays.stream(drawn.inputs()).average().orElseThrow()).isCloseTo(0, within(5 / Math.sqrt(15000)));
        assertThat(Arrays.stream(drawn.inputs()).map(x -> x * x).average().orElseThrow())
                .isCloseTo(1, within(5 * Math.sqrt(2 / 15000.)));
        for (int c = 0; c < 4; c++) {
            int label = c;
            // 5 standard deviations of a binomial count with 5000 trials of probability 1/4.
            assertThat(Arrays.stream(drawn.labels()).filter(l -> l == label).count())
                    .isBetween(1097L, 1403L);
        }
        assertThat(NullSamples.gaussian(samples(false), random).targets()).hasSize(20);
    }
}
