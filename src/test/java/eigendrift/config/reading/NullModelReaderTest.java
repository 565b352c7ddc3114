package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eigendrift.config.ConfigException;
import eigendrift.config.NullModelConfig;
import eigendrift.config.NullModelConfig.At;
import eigendrift.config.NullModelConfig.Initialization;
import eigendrift.config.NullModelConfig.Initialization.Data;
import eigendrift.config.NullModelConfig.RandomWalk;
import eigendrift.config.NullModelConfig.Sampling;
import eigendrift.config.NullModelName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key of each null model. */
class NullModelReaderTest {

    private static final At LAST = new At.Last();

    private static Sampling draws(int draws) {
        return new Sampling(draws, 0, OptionalDouble.empty());
    }

    /** A model that is drawn for checkpoints, with its own keys at their defaults. */
    private record Family(String type, OptionalDouble tolerance, BiFunction<Sampling, At, NullModelConfig> model) {}

    private static final List<Family> FAMILIES = List.of(
            new Family("scaled-initialization", OptionalDouble.empty(), NullModelConfig.ScaledInitialization::new),
            new Family("shuffled-weights", OptionalDouble.empty(), NullModelConfig.ShuffledWeights::new),
            new Family("shuffled-labels", OptionalDouble.empty(), NullModelConfig.ShuffledLabels::new),
            new Family(
                    "block-gaussian",
                    OptionalDouble.of(1e-3),
                    (sampling, at) -> new NullModelConfig.BlockGaussian(sampling, at, 10)),
            new Family(
                    "static", OptionalDouble.empty(), (sampling, at) -> new NullModelConfig.Static(sampling, at, .5)),
            new Family(
                    "random-walk",
                    OptionalDouble.empty(),
                    (sampling, at) -> new NullModelConfig.RandomWalk(sampling, at, RandomWalk.From.PREVIOUS)));

    static Stream<Arguments> keys() {
        List<Arguments> keys = new ArrayList<>();
        for (Family family : FAMILIES) {
            String type = family.type();
            var model = family.model();
            OptionalDouble auto = family.tolerance();
            keys.add(arguments(type, "draws", "7", model.apply(new Sampling(7, 0, auto), LAST)));
            keys.add(arguments(type, "seed", "5", model.apply(new Sampling(20, 5, auto), LAST)));
            keys.add(arguments(
                    type, "tolerance", ".01", model.apply(new Sampling(20, 0, OptionalDouble.of(.01)), LAST)));
            keys.add(arguments(
                    type, "tolerance", "auto", model.apply(new Sampling(20, 0, OptionalDouble.empty()), LAST)));
            Sampling sampling = new Sampling(20, 0, auto);
            keys.add(arguments(type, "at", "last", model.apply(sampling, LAST)));
            keys.add(arguments(type, "at", "first-and-last", model.apply(sampling, new At.FirstAndLast())));
            keys.add(arguments(type, "at", "all", model.apply(sampling, new At.All())));
            keys.add(arguments(type, "at", "[0, 60]", model.apply(sampling, new At.Steps(List.of(0L, 60L)))));
        }
        keys.add(arguments("haar", "draws", "7", new NullModelConfig.Haar(draws(7))));
        keys.add(arguments("haar", "seed", "5", new NullModelConfig.Haar(new Sampling(0, 5, OptionalDouble.empty()))));
        keys.add(arguments("haar-layered", "draws", "7", new NullModelConfig.HaarLayered(draws(7), LAST)));
        keys.add(arguments(
                "haar-layered",
                "seed",
                "5",
                new NullModelConfig.HaarLayered(new Sampling(0, 5, OptionalDouble.empty()), LAST)));
        keys.add(arguments("haar-layered", "at", "all", new NullModelConfig.HaarLayered(draws(0), new At.All())));
        keys.add(arguments("initialization", "draws", "7", new Initialization(draws(7), Data.REAL)));
        keys.add(arguments(
                "initialization",
                "seed",
                "5",
                new Initialization(new Sampling(20, 5, OptionalDouble.empty()), Data.REAL)));
        keys.add(arguments(
                "initialization",
                "tolerance",
                ".01",
                new Initialization(new Sampling(20, 0, OptionalDouble.of(.01)), Data.REAL)));
        keys.add(arguments("initialization", "data", "gaussian", new Initialization(draws(20), Data.GAUSSIAN)));
        Sampling loose = new Sampling(20, 0, OptionalDouble.of(1e-3));
        keys.add(arguments("block-gaussian", "probes", "3", new NullModelConfig.BlockGaussian(loose, LAST, 3)));
        keys.add(arguments("static", "share", ".25", new NullModelConfig.Static(draws(20), LAST, .25)));
        keys.add(arguments("random-walk", "from", "first", new RandomWalk(draws(20), LAST, RandomWalk.From.FIRST)));
        return keys.stream();
    }

    @Test
    void everyModelByItsTypeAlone() {
        List<NullModelConfig> expected = new ArrayList<>(List.of(
                new NullModelConfig.Haar(draws(0)),
                new NullModelConfig.HaarLayered(draws(0), LAST),
                new Initialization(draws(20), Data.REAL)));
        FAMILIES.forEach(family -> expected.add(family.model().apply(new Sampling(20, 0, family.tolerance()), LAST)));
        List<String> types = expected.stream().map(model -> model.name().csv()).toList();
        assertThat(types)
                .containsExactlyInAnyOrderElementsOf(
                        Defaults.types("null-models").keySet());
        assertThat(read(String.join(", ", types))).isEqualTo(expected);
    }

    /** What a study takes from the name alone is what the configuration says. */
    @Test
    void everyNameIsThatOfOneModel() {
        String types = String.join(", ", Defaults.types("null-models").keySet());
        List<NullModelConfig> all = read(types + ", { type = initialization, data = gaussian }");
        assertThat(all).extracting(NullModelConfig::name).containsExactlyInAnyOrder(NullModelName.values());
        assertThat(all).allSatisfy(model -> assertThat(model.name().isOfMovement())
                .as("%s", model)
                .isEqualTo(model instanceof NullModelConfig.Movement));
    }

    @Test
    void aModelStandsOnce() {
        assertThat(read("initialization, { type = initialization, data = gaussian }"))
                .extracting(NullModelConfig::name)
                .containsExactly(NullModelName.INITIALIZATION, NullModelName.INITIALIZATION_GAUSSIAN);
        assertThatThrownBy(() -> read("static, haar, { type = static, share = .1 }"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("each null model once, but static stands there twice");
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
