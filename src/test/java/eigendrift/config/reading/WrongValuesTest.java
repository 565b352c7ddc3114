package eigendrift.config.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eigendrift.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole error message for each kind of invalid value. */
class WrongValuesTest {

    private static final String SPAN = "a number of epochs or steps, at least 1, as in 5 epochs";

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            training.epochs = 0            | a whole number of at least 1         | training.epochs = 40, the default
            training.epochs = -5           | a whole number of at least 1         | training.epochs = 40, the default
            training.epochs = 1.5          | a whole number of at least 1         | training.epochs = 40, the default
            training.epochs = ten          | a whole number of at least 1         | training.epochs = 40, the default
            training.epochs = null         | a whole number of at least 1         | training.epochs = 40, the default
            training.epochs = [5]          | a whole number of at least 1         | training.epochs = 40, the default
            training.epochs = 3000000000   | a whole number of at least 1         | training.epochs = 40, the default
            training.epochs = 1e999999999  | a whole number of at least 1         | training.epochs = 40, the default
            training.epochs = 1e9999999999 | a whole number of at least 1         | training.epochs = 40, the default
            training.steps = 0             | a whole number of at least 1         | remove it
            training.batch-size = 0 | full or a whole number of at least 1 | training.batch-size = 32, the default
            training.batch-size = all | full or a whole number of at least 1 | training.batch-size = 32, the default
            concurrency = 0                | auto or a whole number of at least 1 | concurrency = auto, the default
            threads.training = 0           | auto or a whole number of at least 1 | threads.training = auto, the default
            threads.probe = -1             | auto or a whole number of at least 1 | threads.probe = auto, the default
            probe.eigenpairs = 0           | a whole number of at least 1         | probe.eigenpairs = 5, the default
            probe.memory = lots            | a size, as in 512 MiB                | probe.memory = 2 GiB, the default
            probe.samples = 0              | all or a whole number of at least 1  | probe.samples = all, the default
            tracker.buffer = -1            | a whole number of at least 0         | tracker.buffer = 3, the default
            data.samples = 0               | all or a whole number of at least 1  | data.samples = all, the default
            data.test-samples = -1         | all or a whole number of at least 0  | data.test-samples = all, the default

            probe.tolerance = 0            | a number above 0 and below 1 | probe.tolerance = 1e-6, the default
            probe.tolerance = 1            | a number above 0 and below 1 | probe.tolerance = 1e-6, the default
            probe.tolerance = tiny         | a number above 0 and below 1 | probe.tolerance = 1e-6, the default
            probe.tolerance = 0x1p-9       | a number above 0 and below 1 | probe.tolerance = 1e-6, the default
            probe.tolerance = true         | a number above 0 and below 1 | probe.tolerance = 1e-6, the default

            loss = cross-entrpy  | one of cross-entropy, mean-squared-error, half-squared-error | loss = cross-entropy
            loss = mean-squared | one of cross-entropy, mean-squared-error, half-squared-error \
                | loss = mean-squared-error
            loss = hinge | one of cross-entropy, mean-squared-error, half-squared-error \
                | loss = cross-entropy, the default
            loss = "" | one of cross-entropy, mean-squared-error, half-squared-error | loss = cross-entropy, the default
            training.precision = float16 | one of float32, float64 | training.precision = float32
            network.activation = ReLU      | one of relu, tanh, sigmoid, gelu, gelu-tanh, silu, softplus, identity \
                                           | network.activation = relu
            network.activation = gelu_tanh | one of relu, tanh, sigmoid, gelu, gelu-tanh, silu, softplus, identity \
                                           | network.activation = gelu-tanh
            probe.density = 80          | off, on or a block                   | probe.density = on
            probe.density.steps = 0     | a whole number of at least 1         | probe.density.steps = 80, the default
            probe.block = layer4    | one of layer1, layer2, layer3            | probe.block = layer1
            probe.block = 2         | one of layer1, layer2, layer3            | remove it
            probe.trace = 100          | off, on or a block                   | probe.trace = on
            probe.trace.method = hutchison | one of hutchinson, hutch-plus-plus | probe.trace.method = hutchinson
            probe.trace.products = 5 | a whole number of at least 6 | probe.trace.products = 100, the default
            probe.density.width = 0     | auto or a number above 0   | probe.density.width = auto, the default
            name = 2k | a name of letters, digits, '.', '_' and '-' that begins with a letter \
                | name = experiment, the default
            name = a/b | a name of letters, digits, '.', '_' and '-' that begins with a letter \
                | name = experiment, the default

            training.log-every = 5                  | SPAN | training.log-every = 5 epochs
            training.log-every = 0 epochs           | SPAN | training.log-every = 1 epoch, the default
            training.log-every = 99999999999 epochs | SPAN | training.log-every = 1 epoch, the default
            training.log-every = 5 minutes          | SPAN | training.log-every = 1 epoch, the default
            training.log-every = [5]                | SPAN | training.log-every = 1 epoch, the default
            checkpoints.every = sometimes           | SPAN, a list of steps, or logarithmic \
                                                    | checkpoints.every = 5 epochs, the default

            network.hidden = 16           | a list of whole numbers                | network.hidden = [16]
            seeds = 5                     | a list of whole numbers                | seeds = [5]
            seeds = []                    | at least one number, and none twice    | seeds = [0], the default
            seeds = [1,2,1]               | at least one number, and none twice    | seeds = [0], the default
            checkpoints.every = [] | at least one number, in ascending order | checkpoints.every = 5 epochs, the default
            checkpoints.every = [0,60,25] | at least one number, in ascending order \
                | checkpoints.every = 5 epochs, the default
            checkpoints.every = [0,25,25] | at least one number, in ascending order \
                | checkpoints.every = 5 epochs, the default
            tracker.lags = log | all, logarithmic, or a list of whole numbers | tracker.lags = all, the default
            tracker.lags = []             | at least one number, in ascending order | tracker.lags = all, the default
            optimizers = sgd              | a list of blocks                       | optimizers = [sgd]
            null-models = haar            | a list of blocks                       | null-models = [haar]
            optimizers = [] | at least one optimizer | optimizers = [{"type":"sgd"},{"type":"adam"}], the default

            network = 5          | a block | network { ... }
            data = mnist \
                | one of arrays, csv, digits, fashion-mnist-2k, gaussian-mixture, idx, spirals, teacher \
                | data.source = arrays, or another of them
            data = fashion-mnist \
                | one of arrays, csv, digits, fashion-mnist-2k, gaussian-mixture, idx, spirals, teacher \
                | data.source = fashion-mnist-2k
            checkpoints.per-decade = 9 | no checkpoints.per-decade unless checkpoints.every = logarithmic | remove it
            """)
    void anywhere(String line, String expected, String advice) throws IOException {
        assertThat(error("experiment {", "  " + line, "}")).isEqualTo(message(expected, line, 2, advice));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            sgd     | learning-rate = 0        | a number above 0                   | learning-rate = 1e-3, the default
            sgd     | learning-rate = -.1      | a number above 0                   | learning-rate = 1e-3, the default
            sgd     | learning-rate = 1e999    | a number above 0                   | learning-rate = 1e-3, the default
            sgd     | learning-rate = NaN      | a number above 0                   | learning-rate = 1e-3, the default
            sgd     | learning-rate = Infinity | a number above 0                   | learning-rate = 1e-3, the default
            sgd     | momentum = 1             | a number of at least 0 and below 1 | momentum = 0, the default
            sgd     | momentum = -.1           | a number of at least 0 and below 1 | momentum = 0, the default
            sgd     | nesterov = true          | momentum above 0 beside nesterov   | momentum = 0.9
            sgd     | nesterov = 1             | true or false                      | nesterov = false, the default
            sgd     | weight-decay = -1        | a number of at least 0             | weight-decay = 0, the default
            adam    | beta1 = 1                | a number of at least 0 and below 1 | beta1 = 0.9, the default
            adam    | beta2 = -.5              | a number of at least 0 and below 1 | beta2 = 0.999, the default
            adam    | epsilon = -1             | a number of at least 0             | epsilon = 1e-8, the default
            adam    | weight-decay = -1        | a number of at least 0             | weight-decay = 0, the default
            adamw   | beta1 = 1.5              | a number of at least 0 and below 1 | beta1 = 0.9, the default
            adamw   | beta2 = 1                | a number of at least 0 and below 1 | beta2 = 0.999, the default
            adamw   | epsilon = -1             | a number of at least 0             | epsilon = 1e-8, the default
            adamw   | weight-decay = -1        | a number of at least 0             | weight-decay = 0.01, the default
            rmsprop | alpha = 1                | a number of at least 0 and below 1 | alpha = 0.99, the default
            rmsprop | epsilon = -1             | a number of at least 0             | epsilon = 1e-8, the default
            rmsprop | weight-decay = -1        | a number of at least 0             | weight-decay = 0, the default
            rmsprop | momentum = 1             | a number of at least 0 and below 1 | momentum = 0, the default
            rmsprop | centered = maybe         | true or false                      | centered = false, the default
            adagrad | learning-rate-decay = -1 | a number of at least 0 | learning-rate-decay = 0, the default
            adagrad | weight-decay = -1        | a number of at least 0             | weight-decay = 0, the default
            adagrad | initial-accumulator = -1 | a number of at least 0 | initial-accumulator = 0, the default
            adagrad | epsilon = -1             | a number of at least 0             | epsilon = 1e-10, the default
            adma    | type = adma              | one of OPTIMIZERS | type = adam
            sgd | beta1 = .9 | one of the keys of optimizers.0 (clip-norm, clip-value, learning-rate, momentum, name, \
            nesterov, schedule, type, weight-decay) | remove it
            sgd     | schedule = cosin         | one of SCHEDULES | schedule.type = cosine
            sgd     | schedule = {"minimum":1} | a type, one of SCHEDULES \
                                               | schedule.type = constant, or another of them
            """)
    void optimizer(String type, String line, String expected, String advice) throws IOException {
        assertThat(error("experiment {", "  optimizers = [{", "    type = " + type, "    " + line, "  }]", "}"))
                .isEqualTo(message(
                        expected,
                        "optimizers.0." + line,
                        4,
                        advice.equals("remove it") ? advice : "optimizers.0." + advice));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            step   | every = 3      | SPAN                 | every = 3 epochs
            step   | gamma = 0      | a number above 0     | gamma = 0.1, the default
            cosine | minimum = 2    | a number from 0 to 1 | minimum = 0, the default
            warmup | over = 0 steps | SPAN                 | over = 1 epoch, the default
            warmup | start = -1     | a number from 0 to 1 | start = 0.1, the default
            warmup | then = linear  | one of SCHEDULES | then.type = constant, or another of them
            """)
    void schedule(String type, String line, String expected, String advice) throws IOException {
        String schedule = "schedule { type = " + type + ", " + line + " }";
        String place = "optimizers.0.schedule.";
        assertThat(error("experiment.optimizers = [", "  { type = sgd", "    " + schedule + " }", "]"))
                .isEqualTo(message(expected, place + line, 3, place + advice));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            gaussian-mixture | inputs = 0      | a whole number of at least 1 | inputs = 10, the default
            gaussian-mixture | classes = 1     | a whole number of at least 2 | classes = 3, the default
            gaussian-mixture | separation = -1 | a number of at least 0       | separation = 3, the default
            gaussian-mixture | count = 0       | a whole number of at least 1 | count = 1000, the default
            gaussian-mixture | test-count = -1 | a whole number of at least 0 | test-count = 200, the default
            spirals          | classes = 1     | a whole number of at least 2 | classes = 2, the default
            spirals          | turns = 0       | a number above 0             | turns = 1, the default
            spirals          | noise = -1      | a number of at least 0       | noise = 0.05, the default
            spirals          | count = 0       | a whole number of at least 1 | count = 1000, the default
            spirals          | test-count = -1 | a whole number of at least 0 | test-count = 200, the default
            spirals          | scale = 0       | auto or a number above 0 | scale = auto, the default
            spirals          | center = 2      | true or false | center = false, the default
            spirals          | task = ranking  | one of classification, regression | task = classification, the default
            spirals | arms = 2 | one of the keys of data (center, classes, count, noise, samples, \
            scale, source, standardize, task, test-count, test-samples, turns) | remove it
            """)
    void data(String source, String line, String expected, String advice) throws IOException {
        assertThat(error("experiment.data {", "  source = " + source, "  " + line, "}"))
                .isEqualTo(
                        message(expected, "data." + line, 3, advice.equals("remove it") ? advice : "data." + advice));
    }

    private static String message(String expected, String found, int line, String advice) {
        String words = expected.replace("SPAN", SPAN)
                .replace("OPTIMIZERS", ErrorsTest.types("optimizers"))
                .replace("SCHEDULES", ErrorsTest.types("schedule"));
        return "Expected " + words + ", found " + found + " (x.conf:" + line + ").\nMaybe " + advice + ".";
    }

    private String error(String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve("x.conf"), String.join("\n", lines));
        return catchThrowableOfType(ConfigException.class, () -> ExperimentReader.read(file, List.of()))
                .getMessage()
                .replace(folder + "/", "");
    }
}
