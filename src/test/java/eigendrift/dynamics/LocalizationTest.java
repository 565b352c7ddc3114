package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.network.Blocks;
import eigendrift.network.Blocks.Block;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalizationTest {

    private static final Offset<Double> ROUNDING = within(1e-13);

    /** 20 inputs, 10 hidden units, 3 outputs: n = 243. */
    private static final Blocks BLOCKS = new Blocks(List.of(
            new Block("layer1.weight", 1, 0, 10, 20),
            new Block("layer1.bias", 1, 200, 10, 1),
            new Block("layer2.weight", 2, 210, 3, 10),
            new Block("layer2.bias", 2, 240, 3, 1)));

    private static Localization of(double... entries) {
        return Localization.of(entries, BLOCKS);
    }

    private static double[] random(long seed) {
        return Vectors.orthonormal(1, 243, seed)[0];
    }

    /** With equal mass on s entries every measure of support is s. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50, 243})
    void plantedOnSEntries(int s) {
        double[] v = new double[243];
        for (int j = 0; j < s; j++) {
            v[(j * 5) % 243] = (j % 2 == 0 ? 3 : -3);
        }
        Localization found = of(v);
        assertThat(found.ipr()).isCloseTo(1. / s, ROUNDING);
        assertThat(found.participationRatio()).isCloseTo(s, within(1e-10));
        assertThat(found.effectiveSupport()).isCloseTo(s, within(1e-10));
        assertThat(found.largestMass()).as("of the 3 largest").isCloseTo(Math.min(1, 3. / s), ROUNDING);
        assertThat(found.renyiHalf()).isCloseTo(Math.log(s), ROUNDING);
        assertThat(found.renyiInfinity()).isCloseTo(Math.log(s), ROUNDING);
        assertThat(found.carriers())
                .hasSize(Math.min(s, Localization.CARRIERS))
                .allMatch(carrier -> v[carrier.parameter()] == carrier.value());
        for (double q : new double[] {0, .5, 1, 2, 3, Double.POSITIVE_INFINITY}) {
            assertThat(Localization.renyi(v, q)).as("S_%s", q).isCloseTo(Math.log(s), ROUNDING);
        }
    }

    @Test
    void splitsAreExact() {
        Localization found = of(random(41));
        for (Split split : List.of(found.layers(), found.blocks(), found.neurons())) {
            assertThat(sum(split.masses())).isCloseTo(1, ROUNDING);
            double ipr = 0;
            for (int g = 0; g < split.masses().size(); g++) {
                ipr += split.masses().get(g) * split.masses().get(g) * split.ipr(g);
            }
            assertThat(ipr).isCloseTo(found.ipr(), ROUNDING);
        }
        assertThat(found.layers().masses()).hasSize(2);
        assertThat(found.blocks().masses()).hasSize(4);
        assertThat(found.neurons().masses()).hasSize(13);
    }

    @Test
    void layersAndBiasesAreSumsOverTheirEntries() {
        double[] v = random(42);
        Localization found = of(v);
        assertThat(found.layers().masses().get(0)).isCloseTo(mass(v, 0, 210), ROUNDING);
        assertThat(found.layers().masses().get(1)).isCloseTo(mass(v, 210, 243), ROUNDING);
        assertThat(found.biasMass()).isCloseTo(mass(v, 200, 210) + mass(v, 240, 243), ROUNDING);
        double[] first = Arrays.copyOf(v, 243);
        Arrays.fill(first, 210, 243, 0);
        assertThat(found.layers().ipr(0)).isCloseTo(of(first).ipr(), ROUNDING);
    }

    @Test
    void aNeuronIsItsIncomingWeightsAndItsBias() {
        double[] v = new double[243];
        v[4 * 20 + 7] = 1;
        v[200 + 4] = 1;
        v[210 + 10] = 1;
        v[240 + 2] = 1;
        Split neurons = of(v).neurons();
        assertThat(neurons.masses().get(4)).isEqualTo(.5);
        assertThat(neurons.masses().get(10 + 1)).isEqualTo(.25);
        assertThat(neurons.masses().get(10 + 2)).isEqualTo(.25);
        assertThat(neurons.ipr(4)).isEqualTo(.5);
        assertThat(neurons.ipr(0)).as("no mass").isNaN();
    }

    /** Rényi entropies fall with their order, meet Shannon's at 1 and −ln IPR at 2. */
    @Test
    void renyiEntropiesAreOneFamily() {
        double[] v = random(43);
        Localization found = of(v);
        assertThat(Localization.renyi(v, 2)).isCloseTo(-Math.log(found.ipr()), ROUNDING);
        assertThat(Localization.renyi(v, 1)).isEqualTo(found.entropy());
        assertThat(Localization.renyi(v, 1 + 1e-6)).isCloseTo(found.entropy(), within(1e-5));
        assertThat(Localization.renyi(v, .5)).isGreaterThan(found.entropy());
        assertThat(found.renyiHalf()).isCloseTo(Localization.renyi(v, .5), ROUNDING);
        assertThat(found.renyiHalf()).isCloseTo(Localization.renyi(v, .5 + 1e-9), within(1e-7));
        assertThat(found.renyiInfinity()).isEqualTo(Localization.renyi(v, Double.POSITIVE_INFINITY));
        assertThat(Localization.renyi(v, 2)).isLessThan(found.entropy());
        assertThatThrownBy(() -> Localization.renyi(v, -1)).hasMessageContaining("q = -1");
    }

    @Test
    void doesNotDependOnSignOrLengthOrPermutedHiddenUnits() {
        double[] v = random(44);
        double[] swapped = v.clone();
        for (int j = 0; j < 20; j++) {
            swap(swapped, j, 20 + j);
        }
        swap(swapped, 200, 201);
        for (int row = 0; row < 3; row++) {
            swap(swapped, 210 + 10 * row, 211 + 10 * row);
        }
        for (double[] same : new double[][] {Vectors.scaled(v, -1), Vectors.scaled(v, 1e-5), swapped}) {
            assertThat(of(same).ipr()).isCloseTo(of(v).ipr(), ROUNDING);
            assertThat(of(same).entropy()).isCloseTo(of(v).entropy(), ROUNDING);
            assertThat(of(same).largestMass()).isCloseTo(of(v).largestMass(), ROUNDING);
            assertThat(of(same).biasMass()).isCloseTo(of(v).biasMass(), ROUNDING);
        }
    }

    @Test
    void refusesWhatIsNoDirectionOfTheseBlocks() {
        assertThatThrownBy(() -> of(1, 2, 3)).hasMessageContaining("243").hasMessageContaining("found length 3");
        assertThatThrownBy(() -> of(new double[243])).hasMessageContaining("0.0");
    }

    private static void swap(double[] v, int i, int j) {
        double x = v[i];
        v[i] = v[j];
        v[j] = x;
    }

    private static double mass(double[] v, int from, int to) {
        return Arrays.stream(v, from, to).map(x -> x * x).sum();
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(x -> x).sum();
    }
}
