package eigendrift.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import eigendrift.config.DataConfig;
import eigendrift.config.Task;
import eigendrift.files.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled data against what tools/reference/data.py found in Debian's original files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundledDataTest {

    private final Properties reference = new Properties();

    @BeforeAll
    void readReference() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/reference/data.properties")) {
            reference.load(in);
        }
    }

    @ParameterizedTest
    @CsvSource({"fashion-mnist-2k, 784, 255", "digits, 64, 16"})
    void isWhatTheOriginalFilesSay(String name, int inputSize, double largest) {
        Dataset data = load(name, Task.CLASSIFICATION);
        assertThat(data.name()).isEqualTo(name);
        assertSamples(data.train(), name + ".train.", inputSize, largest);
        assertSamples(data.test(), name + ".test.", inputSize, largest);
        assertThat(data.hash()).isEqualTo(reference.getProperty(name + ".sha256"));
    }

    private void assertSamples(Samples samples, String key, int inputSize, double largest) {
        String histogram = IntStream.range(0, 10)
                .mapToObj(c -> Arrays.stream(samples.labels())
                        .filter(label -> label == c)
                        .count())
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        long pixelSum = Arrays.stream(samples.inputs())
                .mapToLong(x -> Math.round(x * largest))
                .sum();
        assertThat(samples.count()).hasToString(reference.getProperty(key + "count"));
        assertThat(samples.inputSize()).isEqualTo(inputSize);
        assertThat(samples.outputs()).isEqualTo(10);
        assertThat(histogram).isEqualTo(reference.getProperty(key + "labels"));
        assertThat(pixelSum).hasToString(reference.getProperty(key + "pixel-sum"));
        assertThat(Arrays.stream(samples.inputs()).min()).hasValue(0);
        assertThat(Arrays.stream(samples.inputs()).max()).hasValue(1);
    }

    @Test
    void oneHotTargetsSayTheSameAsLabels() {
        Samples labelled = load("digits", Task.CLASSIFICATION).train();
        Samples targeted = load("digits", Task.REGRESSION).train();
        assertThat(targeted.labels()).isNull();
        assertThat(targeted.inputs()).isEqualTo(labelled.inputs());
        for (int i = 0; i < labelled.count(); i++) {
            double[] expected = new double[10];
            expected[labelled.labels()[i]] = 1;
            assertThat(Arrays.copyOfRange(targeted.targets(), 10 * i, 10 * i + 10))
                    .as("sample %d", i)
                    .isEqualTo(expected);
        }
    }

    @Test
    void anUnknownNameIsAnError() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load("mnist", Task.CLASSIFICATION))
                .withMessage("expected a bundled data set, fashion-mnist-2k or digits, found source = mnist");
    }

    private static Dataset load(String name, Task task) {
        return DataFiles.load(new DataConfig.Bundled(name), task);
    }
}
