package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import eigendrift.config.ConfigException;
import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each key of each source of data. */
class DataReaderTest {

    /** What a source must have beside the key under test. */
    private static final Map<String, String> REQUIRED = Map.of(
            "idx", "images = i, labels = l, test-images = ti, test-labels = tl",
            "csv", "path = p, target = t",
            "arrays", "path = p, inputs = i, targets = t, test-inputs = ti, test-targets = tt");

    static Stream<Arguments> keys() {
        return Stream.of(
                idx("images", DataConfig.Idx::images, Path.of("x")),
                idx("labels", DataConfig.Idx::labels, Path.of("x")),
                idx("test-images", DataConfig.Idx::testImages, Optional.of(Path.of("x"))),
                idx("test-labels", DataConfig.Idx::testLabels, Optional.of(Path.of("x"))),
                csv("path", DataConfig.Csv::path, Path.of("x")),
                csv("target", DataConfig.Csv::target, "x"),
                csv("test-path", DataConfig.Csv::testPath, Optional.of(Path.of("x"))),
                array("path", DataConfig.Arrays::path, Path.of("x")),
                array("inputs", DataConfig.Arrays::inputs, "x"),
                array("targets", DataConfig.Arrays::targets, "x"),
                array("test-inputs", DataConfig.Arrays::testInputs, Optional.of("x")),
                array("test-targets", DataConfig.Arrays::testTargets, Optional.of("x")),
                mixture("inputs", "4", DataConfig.GaussianMixture::inputs, 4),
                mixture("classes", "4", DataConfig.GaussianMixture::classes, 4),
                mixture("separation", "1.5", DataConfig.GaussianMixture::separation, 1.5),
                mixture("count", "4", DataConfig.GaussianMixture::count, 4),
                mixture("test-count", "0", DataConfig.GaussianMixture::testCount, 0),
                spirals("classes", "4", DataConfig.Spirals::classes, 4),
                spirals("turns", "1.5", DataConfig.Spirals::turns, 1.5),
                spirals("noise", "0", DataConfig.Spirals::noise, 0.0),
                spirals("count", "4", DataConfig.Spirals::count, 4),
                spirals("test-count", "0", DataConfig.Spirals::testCount, 0),
                teacher("inputs", "4", DataConfig.Teacher::inputs, 4),
                teacher("outputs", "4", DataConfig.Teacher::outputs, 4),
                teacher("hidden", "[4, 5]", DataConfig.Teacher::hidden, List.of(4, 5)),
                teacher("noise", "0", DataConfig.Teacher::noise, 0.0),
                teacher("count", "4", DataConfig.Teacher::count, 4),
                teacher("test-count", "0", DataConfig.Teacher::testCount, 0));
    }

    @ParameterizedTest(name = "{0}: {1} = {2}")
    @MethodSource("keys")
    void reachesItsField(
            String source, String key, String value, Function<DataConfig.Source, Object> field, Object expected) {
        assertThat(field.apply(read(source, "").source())).as("before").isNotEqualTo(expected);
        assertThat(field.apply(read(source, key + " = " + value).source())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fashion-mnist-2k", "digits"})
    void bundled(String name) {
        DataConfig expected = new DataConfig(
                new DataConfig.Bundled(name), Task.CLASSIFICATION, OptionalInt.empty(), OptionalInt.empty());
        assertThat(read(name, "")).isEqualTo(expected);
        assertThat(ExperimentReader.parse("experiment { data = " + name + " }", List.of())
                        .config()
                        .data())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fashion-mnist-2k", "digits", "idx", "csv", "arrays", "gaussian-mixture", "spirals", "teacher"})
    void everySourceHasSamplesAndTask(String source) {
        DataConfig all = read(source, "");
        assertThat(all.samples()).isEmpty();
        assertThat(all.testSamples()).isEmpty();
        assertThat(all.task()).isEqualTo(source.equals("teacher") ? Task.REGRESSION : Task.CLASSIFICATION);

        Task other = all.task() == Task.REGRESSION ? Task.CLASSIFICATION : Task.REGRESSION;
        String task = other.name().toLowerCase(Locale.ROOT);
        assertThat(read(source, "samples = 100, test-samples = 0, task = " + task))
                .isEqualTo(new DataConfig(all.source(), other, OptionalInt.of(100), OptionalInt.of(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"fashion-mnist-2k", "digits", "idx", "csv", "arrays", "gaussian-mixture", "spirals", "teacher"})
    void everySourceCanBeScaled(String source) {
        DataConfig plain = read(source, "");
        assertThat(plain.scale()).isEmpty();
        assertThat(plain.center()).isFalse();
        assertThat(plain.standardize()).isFalse();
        DataConfig scaled = read(source, "scale = 255, center = true, standardize = on");
        assertThat(scaled.scale()).hasValue(255);
        assertThat(scaled.center()).isTrue();
        assertThat(scaled.standardize()).isTrue();
    }

    @Test
    void onlyFilesWithoutTestFilesAreSplit() {
        String csv = "experiment.data { source = csv, path = p, target = t, ";
        assertThat(ExperimentReader.parse(csv + "test-fraction = .25 }", List.of())
                        .config()
                        .data()
                        .testFraction())
                .hasValue(.25);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ExperimentReader.parse(csv + "test-path = x, test-fraction = .25 }", List.of()))
                .withMessageContaining("Expected no data.test-fraction beside data.test-path");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ExperimentReader.parse(csv + "test-fraction = 1 }", List.of()))
                .withMessageContaining("data.test-fraction = 1");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() ->
                        ExperimentReader.parse("experiment.data { source = digits, test-fraction = .5 }", List.of()))
                .withMessageContaining("one of the keys of data");
    }

    @Test
    void noKeyIsForgotten() {
        Set<String> tested = new TreeSet<>();
        keys().forEach(row -> tested.add(row.get()[0] + "." + row.get()[1]));
        assertThat(tested)
                .isEqualTo(EveryKeyTest.typedKeys(
                        "data", "samples", "test-samples", "task", "scale", "center", "standardize", "test-fraction"));
    }

    private static DataConfig read(String source, String more) {
        String data = "source = " + source + ", " + REQUIRED.getOrDefault(source, "") + "\n" + more;
        String text = "experiment { loss = mean-squared-error, data { " + data + " } }";
        return ExperimentReader.parse(text, List.of()).config().data();
    }

    private static Arguments idx(String key, Function<DataConfig.Idx, Object> field, Object expected) {
        return arguments("idx", key, "x", field, expected);
    }

    private static Arguments csv(String key, Function<DataConfig.Csv, Object> field, Object expected) {
        return arguments("csv", key, "x", field, expected);
    }

    private static Arguments array(String key, Function<DataConfig.Arrays, Object> field, Object expected) {
        return arguments("arrays", key, "x", field, expected);
    }

    private static Arguments mixture(
            String key, String value, Function<DataConfig.GaussianMixture, Object> field, Object expected) {
        return arguments("gaussian-mixture", key, value, field, expected);
    }

    private static Arguments spirals(
            String key, String value, Function<DataConfig.Spirals, Object> field, Object expected) {
        return arguments("spirals", key, value, field, expected);
    }

    private static Arguments teacher(
            String key, String value, Function<DataConfig.Teacher, Object> field, Object expected) {
        return arguments("teacher", key, value, field, expected);
    }
}
