package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import eigendrift.config.Activation;
import eigendrift.config.CheckpointConfig;
import eigendrift.config.DataConfig;
import eigendrift.config.ExperimentConfig;
import eigendrift.config.Initialization;
import eigendrift.config.Lags;
import eigendrift.config.Loss;
import eigendrift.config.NetworkConfig;
import eigendrift.config.NullModelConfig;
import eigendrift.config.Precision;
import eigendrift.config.ProbeConfig;
import eigendrift.config.Span;
import eigendrift.config.ThreadsConfig;
import eigendrift.config.TrackerConfig;
import eigendrift.config.TrainingConfig;
import eigendrift.linalg.Which;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key of the defaults reaches the field it names. */
class EveryKeyTest {

    static Stream<Arguments> keys() {
        return Stream.of(
                key("name", "other", c -> c.name(), "other"),
                key("seeds", "[3, 1]", c -> c.seeds(), List.of(3L, 1L)),
                key("concurrency", "2", c -> c.concurrency(), OptionalInt.of(2)),
                key("data.source", "digits", c -> c.data().source(), new DataConfig.Bundled("digits")),
                key("network.hidden", "[]", c -> c.network().hidden(), List.of()),
                key("network.activation", "silu", c -> c.network().activation(), Activation.SILU),
                key("network.initialization", "he", c -> c.network().initialization(), Initialization.HE_NORMAL),
                key("network.initial-weights", "w", c -> c.network().initialWeights(), Optional.of(Path.of("w"))),
                key("loss", "half-squared-error", c -> c.loss(), Loss.HALF_SQUARED_ERROR),
                key("training.epochs", "7", c -> c.training().length(), new Span.Epochs(7)),
                key("training.steps", "9", c -> c.training().length(), new Span.Steps(9)),
                key("training.batch-size", "full", c -> c.training().batchSize(), OptionalInt.empty()),
                key("training.precision", "float32", c -> c.training().precision(), Precision.FLOAT32),
                key("training.log-every", "1 step", c -> c.training().logEvery(), new Span.Steps(1)),
                key("checkpoints.every", "[0, 9]", c -> c.checkpoints(), new CheckpointConfig.At(List.of(0L, 9L))),
                key("probe.operator", "gauss-newton", c -> c.probe().operator(), ProbeConfig.Operator.GAUSS_NEWTON),
                key("probe.block", "layer3", c -> c.probe().layer(), OptionalInt.of(3)),
                key("probe.eigenpairs", "9", c -> c.probe().eigenpairs(), 9),
                key("probe.which", "both-ends", c -> c.probe().which(), Which.BOTH_ENDS),
                key("probe.tolerance", "1e-9", c -> c.probe().tolerance(), 1e-9),
                key("probe.samples", "50", c -> c.probe().samples(), OptionalInt.of(50)),
                key("probe.precision", "float32", c -> c.probe().precision(), Precision.FLOAT32),
                key("probe.memory", "3 kB", c -> c.probe().memory(), 3000L),
                key("probe.density", "on", c -> c.probe().density(), density(80, 10, OptionalDouble.empty())),
                key("probe.density", "{}", c -> c.probe().density(), density(80, 10, OptionalDouble.empty())),
                key("probe.density.steps", "9", c -> c.probe().density(), density(9, 10, OptionalDouble.empty())),
                key("probe.density.draws", "9", c -> c.probe().density(), density(80, 9, OptionalDouble.empty())),
                key("probe.density.width", ".5", c -> c.probe().density(), density(80, 10, OptionalDouble.of(.5))),
                key("probe.trace", "on", c -> c.probe().trace(), trace(ProbeConfig.Method.HUTCH_PLUS_PLUS, 100)),
                key(
                        "probe.trace",
                        "{ method = hutchinson, products = 2 }",
                        c -> c.probe().trace(),
                        trace(ProbeConfig.Method.HUTCHINSON, 2)),
                key("probe.trace.products", "6", c -> c.probe().trace(), trace(ProbeConfig.Method.HUTCH_PLUS_PLUS, 6)),
                key(
                        "probe.trace.method",
                        "hutchinson",
                        c -> c.probe().trace(),
                        trace(ProbeConfig.Method.HUTCHINSON, 100)),
                key(
                        "probe.trace.method",
                        "\"hutch++\"",
                        c -> c.probe().trace(),
                        trace(ProbeConfig.Method.HUTCH_PLUS_PLUS, 100)),
                key("tracker.lags", "[1, 4]", c -> c.tracker().lags(), new Lags.Some(List.of(1, 4))),
                key("tracker.buffer", "0", c -> c.tracker().buffer(), 0),
                key("tracker.identity-threshold", ".25", c -> c.tracker().identityThreshold(), .25),
                key("tracker.cluster-drift", "1", c -> c.tracker().clusterDrift(), 1.),
                key("threads.training", "3", c -> c.threads().training(), OptionalInt.of(3)),
                key("threads.probe", "4", c -> c.threads().probe(), OptionalInt.of(4)),
                key("optimizers", "[adam]", c -> c.optimizers().size(), 1),
                key("null-models", "[]", c -> c.nullModels(), List.of()));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("keys")
    void reachesItsField(String key, String value, Function<ExperimentConfig, Object> field, Object expected) {
        assertThat(field.apply(read(""))).as("default").isNotEqualTo(expected);
        assertThat(field.apply(read(key + " = " + value))).isEqualTo(expected);
    }

    @Test
    void perDecadeGoesWithLogarithmic() {
        assertThat(read("checkpoints.every = logarithmic").checkpoints())
                .isEqualTo(new CheckpointConfig.Logarithmic(5));
        assertThat(read("checkpoints { every = logarithmic, per-decade = 8 }").checkpoints())
                .isEqualTo(new CheckpointConfig.Logarithmic(8));
    }

    @Test
    void nothingIsRequired() {
        ExperimentConfig read = read("");
        assertThat(read.seeds()).containsExactly(0L);
        assertThat(read.data().source()).isEqualTo(new DataConfig.Bundled("fashion-mnist-2k"));
        assertThat(read.network())
                .isEqualTo(
                        new NetworkConfig(List.of(16, 16), Activation.RELU, Initialization.PYTORCH, Optional.empty()));
        assertThat(read.loss()).isEqualTo(Loss.CROSS_ENTROPY);
        assertThat(read.training())
                .isEqualTo(new TrainingConfig(
                        new Span.Epochs(40), OptionalInt.of(32), Precision.FLOAT64, new Span.Epochs(1)));
        assertThat(read.checkpoints()).isEqualTo(new CheckpointConfig.Every(new Span.Epochs(5)));
        assertThat(read.tracker()).isEqualTo(new TrackerConfig(new Lags.All(), 3, .5, 0));
        assertThat(read.nullModels())
                .containsExactly(new NullModelConfig.Haar(new NullModelConfig.Sampling(0, 0, OptionalDouble.empty())));
        assertThat(read.threads()).isEqualTo(new ThreadsConfig(OptionalInt.empty(), OptionalInt.empty()));
    }

    @Test
    void noKeyIsForgotten() {
        Set<String> tested = new TreeSet<>(Set.of("checkpoints.per-decade"));
        keys().forEach(row -> tested.add((String) row.get()[0]));
        Set<String> known = new TreeSet<>();
        for (Map.Entry<String, ConfigValue> entry : Defaults.experiment().entrySet()) {
            if (entry.getValue() instanceof ConfigObject block) {
                for (String key : block.keySet()) {
                    String path = entry.getKey() + "." + key;
                    known.add(path);
                    if (Defaults.isOption(key)) {
                        Defaults.option(key).keySet().forEach(inner -> known.add(path + "." + inner));
                    }
                }
            } else {
                known.add(entry.getKey());
            }
        }
        assertThat(tested).isEqualTo(known);
    }

    /** {@code type.key} of all types of a family. */
    static Set<String> typedKeys(String family, String... but) {
        Set<String> keys = new TreeSet<>();
        for (Map.Entry<String, ConfigValue> type : Defaults.types(family).entrySet()) {
            Set<String> own = new TreeSet<>(((ConfigObject) type.getValue()).keySet());
            List.of(but).forEach(own::remove);
            own.forEach(key -> keys.add(type.getKey() + "." + key));
        }
        return keys;
    }

    private static Optional<ProbeConfig.Density> density(int steps, int draws, OptionalDouble width) {
        return Optional.of(new ProbeConfig.Density(steps, draws, width));
    }

    private static Optional<ProbeConfig.Trace> trace(ProbeConfig.Method method, int products) {
        return Optional.of(new ProbeConfig.Trace(method, products));
    }

    private static Arguments key(String key, String value, Function<ExperimentConfig, Object> field, Object expected) {
        return arguments(key, value, field, expected);
    }

    private static ExperimentConfig read(String line) {
        return ExperimentReader.parse("experiment {\n" + line + "\n}", List.of())
                .config();
    }
}
