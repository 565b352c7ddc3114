package eigendrift.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import eigendrift.network.ParameterLayout;
import eigendrift.network.ParameterLayout.Parameter;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalizationTest {

    private static final Offset<Double> ROUNDING = within(1e-13);

    /** 20 inputs, 10 hidden units, 3 outputs: n = 243. */
    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new Parameter("layer1.weight", 1, 0, 10, 20),
            new Parameter("layer1.bias", 1, 200, 10, 1),
            new Parameter("layer2.weight", 2, 210, 3, 10),
            new Parameter("layer2.bias", 2, 240, 3, 1)));

    static Localization of(double... entries) {
        return Localization.of(entries, LAYOUT);
    }

    private static double value(Localization localization, Observable observable) {
        return localization.values().of(observable);
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
        assertThat(value(found, Observable.IPR)).isCloseTo(1. / s, ROUNDING);
        assertThat(value(found, Observable.PARTICIPATION_RATIO)).isCloseTo(s, within(1e-10));
        assertThat(value(found, Observable.EFFECTIVE_SUPPORT)).isCloseTo(s, within(1e-10));
        assertThat(value(found, Observable.LARGEST_MASS))
                .as("of the 3 largest")
                .isCloseTo(Math.min(1, 3. / s), ROUNDING);
        assertThat(value(found, Observable.RENYI_HALF)).isCloseTo(Math.log(s), ROUNDING);
        assertThat(value(found, Observable.RENYI_INFINITY)).isCloseTo(Math.log(s), ROUNDING);
        assertThat(found.carriers())
                .hasSize(Math.min(s, Localization.CARRIERS))
                .allMatch(carrier -> v[carrier.parameter()] == carrier.value());
        assertThat(value(found, Observable.ENTROPY)).isCloseTo(Math.log(s), ROUNDING);
        assertThat(value(found, Observable.RENYI_2)).isCloseTo(Math.log(s), ROUNDING);
    }

    @Test
    void splitsAreExact() {
        Localization found = of(random(41));
        for (GroupMasses split : List.of(found.layers(), found.blocks(), found.neurons())) {
            assertThat(sum(split.masses())).isCloseTo(1, ROUNDING);
            double ipr = 0;
            for (int g = 0; g < split.masses().size(); g++) {
                ipr += split.masses().get(g) * split.masses().get(g) * split.ipr(g);
            }
            assertThat(ipr).isCloseTo(value(found, Observable.IPR), ROUNDING);
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
        assertThat(value(found, Observable.BIAS_MASS)).isCloseTo(mass(v, 200, 210) + mass(v, 240, 243), ROUNDING);
        double[] first = Arrays.copyOf(v, 243);
        Arrays.fill(first, 210, 243, 0);
        assertThat(found.layers().ipr(0)).isCloseTo(value(of(first), Observable.IPR), ROUNDING);
    }

    @Test
    void aNeuronIsItsIncomingWeightsAndItsBias() {
        double[] v = new double[243];
        v[4 * 20 + 7] = 1;
        v[200 + 4] = 1;
        v[210 + 10] = 1;
        v[240 + 2] = 1;
        GroupMasses neurons = of(v).neurons();
        assertThat(neurons.masses().get(4)).isEqualTo(.5);
        assertThat(neurons.masses().get(10 + 1)).isEqualTo(.25);
        assertThat(neurons.masses().get(10 + 2)).isEqualTo(.25);
        assertThat(neurons.ipr(4)).isEqualTo(.5);
        assertThat(neurons.ipr(0)).as("no mass").isNaN();
    }

    /** Rényi entropies fall with their order, and are ln Σ p^q / (1 − q), beside S₁ and S_∞ their limits. */
    @Test
    void renyiEntropiesAreOneFamily() {
        double[] v = random(43);
        Localization found = of(v);
        assertThat(value(found, Observable.RENYI_HALF)).isCloseTo(renyi(v, .5), ROUNDING);
        assertThat(value(found, Observable.ENTROPY))
                .isCloseTo(renyi(v, 1 + 1e-6), within(1e-5))
                .isCloseTo(renyi(v, 1 - 1e-6), within(1e-5));
        assertThat(value(found, Observable.RENYI_2)).isCloseTo(renyi(v, 2), ROUNDING);
        // Σ p^q is between max p^q and n max p^q.
        assertThat(value(found, Observable.RENYI_INFINITY)).isCloseTo(renyi(v, 100), within(.1));
        assertThat(List.of(
                        value(found, Observable.RENYI_INFINITY),
                        value(found, Observable.RENYI_2),
                        value(found, Observable.ENTROPY),
                        value(found, Observable.RENYI_HALF)))
                .isSorted();
    }

    private static double renyi(double[] v, double q) {
        return Math.log(Arrays.stream(v).map(x -> Math.pow(x * x, q)).sum()) / (1 - q);
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
            for (Observable observable : Observable.values()) {
                assertThat(value(of(same), observable)).isCloseTo(value(of(v), observable), within(1e-10));
            }
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
