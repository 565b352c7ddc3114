package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eigendrift.config.Activation;
import eigendrift.config.CheckpointConfig;
import eigendrift.config.ExperimentConfig;
import eigendrift.config.Initialization;
import eigendrift.config.Loss;
import eigendrift.config.Precision;
import eigendrift.config.ProbeConfig;
import eigendrift.config.Span;
import eigendrift.config.Task;
import eigendrift.config.UpdateRule;
import eigendrift.linalg.Which;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The spellings a value may have. */
class WordsTest {

    static Stream<Arguments> constants() {
        return Stream.of(
                        Arguments.of("network.activation", Activation.values()),
                        Arguments.of("network.initialization", Initialization.values()),
                        Arguments.of("training.precision", Precision.values()),
                        Arguments.of("probe.operator", ProbeConfig.Operator.values()),
                        Arguments.of("probe.which", Which.values()),
                        Arguments.of("data.task", Task.values()),
                        Arguments.of("loss", Loss.values()))
                .flatMap(row -> Arrays.stream((Enum<?>[]) row.get()[1]).map(c -> Arguments.of(row.get()[0], c)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("constants")
    void constantsAreInKebabCase(String key, Enum<?> constant) {
        String word = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        ExperimentConfig read =
                key.equals("loss") ? read("loss=" + word) : read("loss=mean-squared-error", key + "=" + word);
        Object field =
                switch (key) {
                    case "network.activation" -> read.network().activation();
                    case "network.initialization" -> read.network().initialization();
                    case "training.precision" -> read.training().precision();
                    case "probe.operator" -> read.probe().operator();
                    case "probe.which" -> read.probe().which();
                    case "data.task" -> read.data().task();
                    default -> read.loss();
                };
        assertThat(field).isEqualTo(constant);
    }

    @ParameterizedTest
    @CsvSource({"he, HE_NORMAL", "xavier, XAVIER_NORMAL", "lecun, LECUN_NORMAL"})
    void normalMayBeLeftOut(String word, Initialization expected) {
        assertThat(read("network.initialization=" + word).network().initialization())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1 epoch, EPOCHS, 1",
        "1 epochs, EPOCHS, 1",
        "5 epochs, EPOCHS, 5",
        "5epochs, EPOCHS, 5",
        "'\"5 epochs\"', EPOCHS, 5",
        "1 step, STEPS, 1",
        "4000000000 steps, STEPS, 4000000000"
    })
    void spans(String text, String unit, long count) {
        Span expected = unit.equals("STEPS") ? new Span.Steps(count) : new Span.Epochs((int) count);
        assertThat(read("checkpoints.every=" + text).checkpoints()).isEqualTo(new CheckpointConfig.Every(expected));
        assertThat(read("training.log-every=" + text).training().logEvery()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0.1, .1", "1e-1, .1", ".1, .1", "\"0.1\", .1", "1, 1", "+1.5, 1.5", "1., 1"})
    void numbers(String text, double expected) {
        String quoted = text.startsWith("+") ? '"' + text + '"' : text;
        assertThat(read("optimizers.0.learning-rate=" + quoted)
                        .optimizers()
                        .get(0)
                        .learningRate())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1000, 1000", "1e3, 1000", "1000.0, 1000", "\"1000\", 1000"})
    void wholeNumbers(String text, int expected) {
        assertThat(read("training.epochs=" + text).training().length()).isEqualTo(new Span.Epochs(expected));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "yes, true", "on, true", "false, false", "no, false", "off, false"})
    void flags(String text, boolean expected) {
        assertThat(read("optimizers=[rmsprop]", "optimizers.0.centered=" + text)
                        .optimizers()
                        .get(0)
                        .rule())
                .isEqualTo(new UpdateRule.RmsProp(.99, 1e-8, 0, 0, expected));
    }

    @ParameterizedTest
    @CsvSource({
        "concurrency, auto",
        "training.batch-size, full",
        "probe.samples, all",
        "tracker.lags, all",
        "data.samples, all",
        "data.test-samples, all",
        "threads.training, auto",
        "threads.probe, auto"
    })
    void wordsForNoNumber(String key, String word) {
        String number = key.equals("tracker.lags") ? "[2]" : "2";
        String without = ExperimentReader.parse("experiment {}", List.of()).json();
        String with = ExperimentReader.parse("experiment {}", List.of(key + "=" + number))
                .json();
        assertThat(ExperimentReader.parse(with, List.of(key + "=" + word)).json())
                .isNotEqualTo(with)
                .isEqualTo(
                        key.equals("training.batch-size")
                                ? without.replace("\"batch-size\":32", "\"batch-size\":\"full\"")
                                : without);
    }

    @Test
    void seedsMayBeLong() {
        assertThat(read("seeds=[9223372036854775807, 0]").seeds()).containsExactly(Long.MAX_VALUE, 0L);
    }

    private static ExperimentConfig read(String... overrides) {
        return ExperimentReader.parse("experiment {}", List.of(overrides)).config();
    }
}
