package eigendrift.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eigendrift.config.NullModelConfig.At;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key of each null model. */
class NullModelReaderTest {

    static Stream<Arguments> keys() {
        return Stream.of(
                arguments("initialization", "draws", "7", new NullModelConfig.Initialization(7)),
                arguments("shuffled-weights", "draws", "7", new NullModelConfig.ShuffledWeights(7, new At.Last())),
                arguments("shuffled-weights", "at", "last", new NullModelConfig.ShuffledWeights(20, new At.Last())),
                arguments(
                        "shuffled-weights",
                        "at",
                        "first-and-last",
                        new NullModelConfig.ShuffledWeights(20, new At.FirstAndLast())),
                arguments("shuffled-weights", "at", "all", new NullModelConfig.ShuffledWeights(20, new At.All())),
                arguments(
                        "shuffled-weights",
                        "at",
                        "[0, 60]",
                        new NullModelConfig.ShuffledWeights(20, new At.Steps(List.of(0L, 60L)))));
    }

    @Test
    void everyModelByItsTypeAlone() {
        assertThat(read("haar, haar-layered, initialization, shuffled-weights"))
                .containsExactly(
                        new NullModelConfig.Haar(),
                        new NullModelConfig.HaarLayered(),
                        new NullModelConfig.Initialization(20),
                        new NullModelConfig.ShuffledWeights(20, new At.Last()))
                .extracting(NullModelConfig::type)
                .containsExactlyInAnyOrderElementsOf(
                        Defaults.types("null-models").keySet());
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @MethodSource("keys")
    void reachesItsField(String type, String key, String value, NullModelConfig expected) {
        assertThat(read("{ type = " + type + ", " + key + " = " + value + " }")).containsExactly(expected);
    }

    @Test
    void noKeyIsForgotten() {
        Set<String> tested = new TreeSet<>();
        keys().forEach(row -> tested.add(row.get()[0] + "." + row.get()[1]));
        assertThat(tested).isEqualTo(EveryKeyTest.typedKeys("null-models"));
    }

    private static List<NullModelConfig> read(String models) {
        String text = "experiment { null-models = [" + models + "] }";
        return ExperimentReader.parse(text, List.of()).config().nullModels();
    }
}
